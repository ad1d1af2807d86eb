using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>Takes every file for what its first bytes say.</summary>
internal sealed class PlainDocumentReader : IDocumentReader
{
    /// <summary>How many files were opened.</summary>
    public int Opened { get; private set; }

    public Task<Reply<ReadDocument>> ReadAsync(DocumentKind kind, ReadOnlyMemory<byte> file)
    {
        Opened++;
        return Task.FromResult<Reply<ReadDocument>>(new ReadDocument([1], [2], null, false));
    }
}
