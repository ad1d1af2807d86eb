using Medzdrav.Grains;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

/// <summary>In every silo: asks the cluster's one sealer each second to seal what has no seal, and tells each minute where the chain ends. So sealing goes on as long as any silo lives, and one silo alone can't hide where the chain ended.</summary>
internal sealed partial class AuditRounds(IGrainFactory grains, HeadReports heads, TimeProvider clock, ILogger<AuditRounds> log) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan SealEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);
    private readonly CancellationTokenSource _stopping = new();
    private Task _going = Task.CompletedTask;
    private long? _toldAt;

    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(nameof(AuditRounds), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellation)
    {
        _going = Task.Run(GoAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _going.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task GoAsync()
    {
        using var timer = new PeriodicTimer(SealEvery, clock);
        try
        {
            do
                await GoOnceAsync();
            while (await timer.WaitForNextTickAsync(_stopping.Token));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogStopped(log);
        }
    }

    private async Task GoOnceAsync()
    {
        await TryAsync(() => grains.GetGrain<ISealingGrain>(0).Seal());
        if (_toldAt is { } last && clock.GetElapsedTime(last) < TellEvery)
            return;
        _toldAt = clock.GetTimestamp();
        await TryAsync(heads.TellAsync);
    }

    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        // Mostly the database is away, or the sealer's silo dies; whatever it was, the next round comes.
        catch (Exception why) when (!_stopping.IsCancellationRequested)
        {
            LogFailed(log, why);
        }
    }
}
