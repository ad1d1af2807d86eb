using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Goes over everything that has a term once a day, a batch at a time; after a restart it begins again. What a failed batch left is found by the next one.</summary>
internal sealed partial class RetentionGrain(
    [PersistentState("retention", GrainStorage.Name)] IPersistentState<RetentionState> stored, IErasures erasures, CleanupMeter meter, IOptions<RetentionOptions> terms, IOptions<LimitOptions> limits, TimeProvider clock, ILogger<RetentionGrain> log)
    : Grain, IRetentionGrain
{
    private const int BatchesOfOneWake = 5;

    /// <summary>A wake that has taken so long ends with its batch: a store of files may be slow.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan NextBatches = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);
    private static readonly Erasable[] All = Enum.GetValues<Erasable>();

    /// <summary>Which kind is gone over now.</summary>
    private int _kind;

    private bool _hasFailed;

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        if (_kind == 0 && await Holds() is { } until)
            return until;
        var began = clock.GetTimestamp();
        for (var batches = 0; _kind < All.Length; batches++)
        {
            if (batches == BatchesOfOneWake || clock.GetElapsedTime(began) > Quick)
                return clock.GetUtcNow() + NextBatches;
            if (!await EraseBatch(All[_kind]))
                _kind++;
        }
        var again = clock.GetUtcNow() + (_hasFailed ? AfterFailure : Rest);
        (_kind, _hasFailed) = (0, false);
        await stored.StoreAsync(new RetentionState { EndedAt = clock.GetUtcNow() });
        return again;
    }

    /// <summary>Until when nothing is erased yet, though it is time; null where it may go.</summary>
    private async Task<DateTimeOffset?> Holds()
    {
        var now = clock.GetUtcNow();
        if (RetentionRules.HoldsUntil(stored.State, now) is not { } until)
            return null;
        if (stored.State.NotBefore != until)
        {
            await stored.StoreAsync(stored.State with { NotBefore = until });
            LogHeld(until, stored.State.EndedAt);
        }
        return until;
    }

    /// <summary>A kind that can't be erased now keeps no other one from it.</summary>
    private async Task<bool> EraseBatch(Erasable kind)
    {
        var word = Words.Of(kind);
        try
        {
            var (erased, isMore) = await erasures.EraseAsync(kind, RetentionRules.LimitsAt(terms.Value, limits.Value, clock.GetUtcNow()));
            meter.Removed(word, erased);
            if (erased > 0)
                LogErased(word, erased);
            return isMore;
        }
        catch (Exception failure)
        {
            _hasFailed = true;
            LogFailed(failure, word);
            return false;
        }
    }
}
