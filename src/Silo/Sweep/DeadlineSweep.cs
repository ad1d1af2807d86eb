using Medzdrav.Grains;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

/// <summary>In every silo, every second: wakes grains for which something came due without them, so that a killed silo or a cluster that was down costs seconds, and the console reaches a running server.</summary>
internal sealed partial class DeadlineSweep(DueRows rows, IEnumerable<WakeKind> kinds, IGrainFactory grains, TimeProvider clock, ILogger<DeadlineSweep> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, WakeKind> _known = kinds.ToDictionary(kind => kind.Name);
    private readonly List<Task> _wakes = new(AtOnce);
    private readonly CancellationTokenSource _stopping = new();
    private Task _sweeping = Task.CompletedTask;
    private int _rounds;

    /// <summary>How many rounds are over: what was due by then is being woken.</summary>
    internal int Rounds => Volatile.Read(ref _rounds);

    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(nameof(DeadlineSweep), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellation)
    {
        _sweeping = Task.Run(SweepAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _sweeping.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_wakes).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SweepAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
            {
                await SweepOnceAsync();
                Interlocked.Increment(ref _rounds);
            }
            while (await timer.WaitForNextTickAsync(_stopping.Token));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogStopped(log);
        }
    }

    /// <summary>Begins to wake what is due, and does not wait for it: a slow grain keeps none of the next round waiting.</summary>
    private async Task SweepOnceAsync()
    {
        _wakes.RemoveAll(wake => wake.IsCompleted);
        if (_wakes.Count >= AtOnce)
            return;
        try
        {
            foreach (var row in await rows.LendAsync(clock.GetUtcNow(), AtOnce - _wakes.Count, _known.Keys))
                _wakes.Add(WakeAsync(row));
        }
        // Mostly the database is away; whatever it was, the next round comes.
        catch (Exception why) when (!_stopping.IsCancellationRequested)
        {
            LogAway(log, why);
        }
    }

    private async Task WakeAsync(LentRow row)
    {
        try
        {
            var next = await _known[row.Kind].GrainOf(grains, row.Key).Wake();
            await rows.GiveBackAsync(row, next);
        }
        // Whatever it was: this row comes again, later each time, and the others go on.
        catch (Exception why) when (!_stopping.IsCancellationRequested)
        {
            LogFailed(log, row.Kind, row.Key, row.LentUntil, why);
        }
    }
}
