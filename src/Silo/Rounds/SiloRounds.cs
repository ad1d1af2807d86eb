namespace Medzdrav.Silo;

/// <summary>Work that a silo does again and again: the first round begins as the silo becomes active, the next ones follow at a steady pace, and a round that fails keeps none of them from coming. A silo that stops lets the round that is under way end.</summary>
internal abstract class SiloRounds(TimeSpan every, TimeProvider clock) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _going = Task.CompletedTask;
    private int _rounds;

    /// <summary>How many rounds are over.</summary>
    internal int Rounds => Volatile.Read(ref _rounds);

    /// <summary>Whether the silo stops: from then on a failure is no news.</summary>
    protected bool IsStopping => _stopping.IsCancellationRequested;

    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(GetType().Name, ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    /// <summary>Does one round.</summary>
    protected abstract Task RoundAsync();

    /// <summary>Says that a round, or a step of one, failed.</summary>
    protected abstract void Failed(Exception why);

    /// <summary>Says that the rounds have stopped.</summary>
    protected abstract void Stopped();

    /// <summary>Begins no more rounds, and waits for the one that is under way.</summary>
    protected virtual async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _going.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Does a step whose failure keeps no later one from being done.</summary>
    protected async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        // Mostly the database is away; whatever it was, the next round comes.
        catch (Exception why) when (!IsStopping)
        {
            Failed(why);
        }
    }

    private Task StartAsync(CancellationToken cancellation)
    {
        _going = Task.Run(GoAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task GoAsync()
    {
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            do
            {
                await TryAsync(RoundAsync);
                Interlocked.Increment(ref _rounds);
            }
            while (await timer.WaitForNextTickAsync(_stopping.Token));
        }
        catch (OperationCanceledException) when (IsStopping)
        {
            Stopped();
        }
    }
}
