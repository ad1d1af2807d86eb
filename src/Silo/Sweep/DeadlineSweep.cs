using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

/// <summary>In every silo, every 3 s: wakes sessions whose deadline passed without them, so that a killed silo or a cluster that was down costs seconds.</summary>
internal sealed partial class DeadlineSweep(OverdueSessions overdue, IGrainFactory grains, TimeProvider clock, ILogger<DeadlineSweep> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource stopping = new();
    private Task sweeping = Task.CompletedTask;

    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(nameof(DeadlineSweep), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => stopping.Dispose();

    private Task StartAsync(CancellationToken cancellation)
    {
        sweeping = Task.Run(SweepAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        await stopping.CancelAsync();
        await sweeping.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SweepAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
                await SweepOnceAsync();
            while (await timer.WaitForNextTickAsync(stopping.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogStopped(log);
        }
    }

    private async Task SweepOnceAsync()
    {
        try
        {
            var due = await overdue.LendAsync(clock.GetUtcNow(), AtOnce);
            await Task.WhenAll(due.Select(WakeAsync));
        }
        // Mostly the database is away; whatever it was, the next round comes.
        catch (Exception why) when (!stopping.IsCancellationRequested)
        {
            LogAway(log, why);
        }
    }

    private async Task WakeAsync(OverdueSession session)
    {
        try
        {
            var next = await grains.GrainOf<ISession>(session.Session.Value).Wake();
            await overdue.GiveBackAsync(session, next);
        }
        // Whatever it was: this row comes again, later each time, and the others go on.
        catch (Exception why) when (!stopping.IsCancellationRequested)
        {
            LogFailed(log, session.Session, session.LentUntil, why);
        }
    }
}
