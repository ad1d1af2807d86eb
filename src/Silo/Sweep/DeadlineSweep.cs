using Medzdrav.Grains;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

/// <summary>In every silo, every second: wakes grains for which something came due without them, so that a killed silo or a cluster that was down costs seconds, and the console reaches a running server. When a round is over, what was due by then is being woken.</summary>
internal sealed partial class DeadlineSweep(DueRows rows, IEnumerable<WakeKind> kinds, IGrainFactory grains, DueMeter meter, TimeProvider clock, ILogger<DeadlineSweep> log) : SiloRounds(Period, clock)
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, WakeKind> _known = kinds.ToDictionary(kind => kind.Name);
    private readonly List<Task> _wakes = new(AtOnce);
    private readonly TimeProvider _clock = clock;

    protected override async Task StopAsync(CancellationToken cancellation)
    {
        await base.StopAsync(cancellation);
        await Task.WhenAll(_wakes).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Begins to wake what is due, and does not wait for it: a slow grain keeps none of the next round waiting.</summary>
    protected override async Task RoundAsync()
    {
        for (var isCrowd = true; isCrowd;)
        {
            _wakes.RemoveAll(wake => wake.IsCompleted);
            var free = AtOnce - _wakes.Count;
            if (free <= 0)
                return;
            var lent = await rows.LendAsync(_clock.GetUtcNow(), free, _known.Keys);
            foreach (var row in lent)
                _wakes.Add(WakeAsync(row));
            isCrowd = lent.Count >= free;
            if (isCrowd)
                await FirstsAsync(lent.Count);
        }
    }

    /// <summary>Where more is due than is woken at once, as when thousands of bookings begin at the same minute, the next ones follow as soon as half of these are awake; slow ones are waited for as long as a round lasts.</summary>
    private async Task FirstsAsync(int lent) =>
        await Task.WhenAny(Task.WhenAll(_wakes.Slice(_wakes.Count - lent, (lent + 1) / 2)), Task.Delay(Period, _clock));

    protected override void Failed(Exception why) => LogAway(log, why);

    protected override void Stopped() => LogStopped(log);

    private async Task WakeAsync(LentRow row)
    {
        try
        {
            var next = await _known[row.Kind].GrainOf(grains, row.Key).Wake();
            await rows.GiveBackAsync(row, next);
            meter.Woken(row.Kind);
        }
        // Whatever it was: this row comes again, later each time, and the others go on.
        catch (Exception why) when (!IsStopping)
        {
            meter.Failed(row.Kind);
            LogFailed(log, row.Kind, row.Key, row.LentUntil, why);
        }
    }
}
