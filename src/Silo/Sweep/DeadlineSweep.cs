using Medzdrav.Grains;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

/// <summary>In every silo, every second: wakes grains for which something came due without them, so that a killed silo or a cluster that was down costs seconds, and the console reaches a running server. When a round is over, what was due by then is being woken.</summary>
internal sealed partial class DeadlineSweep(DueRows rows, IEnumerable<WakeKind> kinds, IGrainFactory grains, TimeProvider clock, ILogger<DeadlineSweep> log) : SiloRounds(Period, clock)
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
        _wakes.RemoveAll(wake => wake.IsCompleted);
        if (_wakes.Count >= AtOnce)
            return;
        foreach (var row in await rows.LendAsync(_clock.GetUtcNow(), AtOnce - _wakes.Count, _known.Keys))
            _wakes.Add(WakeAsync(row));
    }

    protected override void Failed(Exception why) => LogAway(log, why);

    protected override void Stopped() => LogStopped(log);

    private async Task WakeAsync(LentRow row)
    {
        try
        {
            var next = await _known[row.Kind].GrainOf(grains, row.Key).Wake();
            await rows.GiveBackAsync(row, next);
        }
        // Whatever it was: this row comes again, later each time, and the others go on.
        catch (Exception why) when (!IsStopping)
        {
            LogFailed(log, row.Kind, row.Key, row.LentUntil, why);
        }
    }
}
