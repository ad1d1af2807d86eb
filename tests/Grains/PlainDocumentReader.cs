using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>Takes every file for what its first bytes say.</summary>
internal sealed class PlainDocumentReader : IDocumentReader
{
    private int _opened;
    private int _open;

    /// <summary>How many files were opened.</summary>
    public int Opened => _opened;

    /// <summary>How many files are open.</summary>
    public int Open => _open;

    /// <summary>Files stay open until it is done.</summary>
    public Task Pause { get; set; } = Task.CompletedTask;

    /// <summary>How many of the next readings are ended, as by a stop.</summary>
    public int Ends { get; set; }

    public async Task<Reply<ReadDocument>> ReadAsync(DocumentKind kind, ReadOnlyMemory<byte> file)
    {
        Interlocked.Increment(ref _opened);
        Interlocked.Increment(ref _open);
        await Pause;
        Interlocked.Decrement(ref _open);
        if (Ends-- > 0)
            throw new ReaderEndedException("The process was stopped.", new EndOfStreamException());
        return new ReadDocument([1], [2], null, false);
    }
}
