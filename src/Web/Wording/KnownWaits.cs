using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>How long people wait as a rule, as pages know it: asked for once in five minutes, and never a reason for a page to fail.</summary>
public sealed class KnownWaits(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(1);
    private volatile Answer? _last;

    /// <summary>The usual wait in a queue, in words: «Обычно ждут 3 минуты»; null where too few waited lately, and where nobody can say.</summary>
    public async Task<string?> UsualAsync(QueueKind queue)
    {
        if (_last is not { } last || clock.GetUtcNow() >= last.Until)
            _last = last = await AskAsync();
        return Waits.Usual(Array.Find(last.Waits, wait => wait.Queue == queue));
    }

    private async Task<Answer> AskAsync()
    {
        try
        {
            return new Answer(await GrainCalls.RepeatedOnce(() => grains.GetGrain<IHistoryGrain>(0).UsualWaits()), clock.GetUtcNow() + RememberFor);
        }
        // The cluster does not answer, or is of the version before, which does not know the question.
        catch (Exception failure) when (GrainCalls.IsUnavailable(failure) || failure is ArgumentException)
        {
            return new Answer(_last?.Waits ?? [], clock.GetUtcNow() + AskAgainAfter);
        }
    }

    private sealed record Answer(UsualWait[] Waits, DateTimeOffset Until);
}
