using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The turns of uploads that are whole: a silo holds a few files in memory at once, however many people send theirs.</summary>
internal sealed class UploadTurns(IOptions<DocumentOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.Value.FinishedAtOnce);

    /// <summary>Does the work when its turn comes.</summary>
    public async Task InTurnAsync(Func<Task> work)
    {
        await _turns.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}
