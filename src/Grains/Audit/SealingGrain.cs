using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

/// <summary>Seals audit entries in batches. It keeps nothing: where the chain ends stands beside the entries, and moves in the transaction of their seals, so a sealer that dies leaves no half and of two sealers one stores nothing.</summary>
internal sealed partial class SealingGrain(IAuditSeals seals, TimeProvider clock, ILogger<SealingGrain> log) : Grain, ISealingGrain
{
    /// <summary>Entries sealed in one transaction.</summary>
    internal const int AtOnce = 500;

    /// <summary>The most batches of one call: its caller does not wait longer, and comes again in a second.</summary>
    private const int MostBatches = 20;

    /// <summary>Shorter than the second in which every silo asks, or each silo's own delay would put off the next look.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.9);

    private long? _lookedAt;

    /// <inheritdoc />
    public async Task Seal()
    {
        if (_lookedAt is { } last && clock.GetElapsedTime(last) < Pause)
            return;
        _lookedAt = clock.GetTimestamp();
        for (var batch = 0; batch < MostBatches; batch++)
            if (!await SealBatch())
                return;
    }

    /// <returns>Whether more may wait.</returns>
    private async Task<bool> SealBatch()
    {
        var waiting = await seals.UnsealedAsync(AtOnce);
        if (waiting.Entries.Count == 0)
            return false;
        if (!await seals.SealAsync(waiting.End, AuditChain.Seal(waiting.End, waiting.Entries)))
            LogTwoSealers(log, waiting.End.Number);
        return waiting.Entries.Count == AtOnce;
    }
}
