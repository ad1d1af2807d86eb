using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Counts closed sessions in batches, from their journals. It keeps nothing: a session is marked in the transaction of its figures, so none is counted twice, and one from before there were figures is counted, too.</summary>
internal sealed partial class TallyGrain(ITallies tallies, IJournal journal, IOptions<LimitOptions> limits, TimeProvider clock, ILogger<TallyGrain> logger) : Grain, ITallyGrain
{
    /// <summary>How often silos ask.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private const int AtOnce = 50;

    /// <summary>The most batches of one call: its caller does not wait longer, and comes again.</summary>
    private const int MostBatches = 10;

    /// <summary>So much of a journal is in memory at once.</summary>
    private const int PageBytes = 1024 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4.5);

    private long? _lookedAt;

    /// <inheritdoc />
    public async Task Count()
    {
        if (_lookedAt is { } last && clock.GetElapsedTime(last) < Pause)
            return;
        _lookedAt = clock.GetTimestamp();
        for (var batch = 0; batch < MostBatches; batch++)
            if (!await CountBatch())
                return;
    }

    /// <returns>Whether more may wait.</returns>
    private async Task<bool> CountBatch()
    {
        var sessions = await tallies.UncountedAsync(AtOnce);
        if (sessions.Count == 0)
            return false;
        var folds = new List<(TallyRules Tally, WorkRules Work)>();
        foreach (var session in sessions)
            if (await Fold(session) is { } fold)
                folds.Add(fold);
        return await tallies.AddAsync(sessions, TallyRules.Sum(folds.Select(fold => fold.Tally)), WorkRules.Sum(folds.Select(fold => fold.Work))) && sessions.Count == AtOnce;
    }

    /// <returns>The figures of the session; null where its journal is damaged, which keeps no other session from being counted.</returns>
    private async Task<(TallyRules Tally, WorkRules Work)?> Fold(SessionId session)
    {
        var (tally, work) = (new TallyRules(), new WorkRules(limits.Value.Offer));
        long last = 0;
        for (long bytes = PageBytes; bytes >= PageBytes;)
        {
            bytes = 0;
            foreach (var commit in await journal.ReadAsync(session, last + 1, PageBytes))
            {
                (bytes, last) = (bytes + commit.Payload.Length, commit.LastSequence);
                try
                {
                    foreach (var happened in JournalCodec.Decode(commit))
                    {
                        tally.Take(happened);
                        work.Take(happened);
                    }
                }
                catch (JournalTooNewException)
                {
                    // A newer program wrote it: that is no figure here, the rest of the session is.
                }
                // Nothing is awaited here, so it is the payload: what damage makes of it is not foreseen, and it is the same the next time.
                catch (Exception damage)
                {
                    LogDamaged(session, commit.FirstSequence, damage);
                    return null;
                }
            }
        }
        return (tally, work);
    }
}
