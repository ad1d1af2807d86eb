using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Goes over everything that has a term once a day, a batch at a time; after a restart it begins again. What a failed batch left is found by the next one.</summary>
internal sealed partial class RetentionGrain(IErasures erasures, CleanupMeter meter, IOptions<RetentionOptions> terms, IOptions<LimitOptions> limits, TimeProvider clock, ILogger<RetentionGrain> log) : Grain, IRetentionGrain
{
    private const int BatchesOfOneWake = 5;

    /// <summary>A wake that has taken so long ends with its batch: a store of files may be slow.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan NextBatches = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);
    private static readonly Erasable[] All = Enum.GetValues<Erasable>();

    /// <summary>Which kind is gone over now.</summary>
    private int _kind;

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        var began = clock.GetTimestamp();
        for (var batches = 0; _kind < All.Length; batches++)
        {
            if (batches == BatchesOfOneWake || clock.GetElapsedTime(began) > Quick)
                return clock.GetUtcNow() + NextBatches;
            if (!await EraseBatch(All[_kind]))
                _kind++;
        }
        _kind = 0;
        return clock.GetUtcNow() + Rest;
    }

    private async Task<bool> EraseBatch(Erasable kind)
    {
        var (erased, isMore) = await erasures.EraseAsync(kind, RetentionRules.LimitsAt(terms.Value, limits.Value, clock.GetUtcNow()));
        var word = Words.Of(kind);
        meter.Removed(word, erased);
        if (erased > 0)
            LogErased(word, erased);
        return isMore;
    }
}
