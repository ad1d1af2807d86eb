namespace Medzdrav.Host;

/// <summary>A gateway may start before its silos: it tries again every second until they are there.</summary>
internal sealed partial class SilosStarting(TimeProvider clock, ILogger<SilosStarting> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellation)
    {
        LogWaiting(exception.GetType().Name);
        await Task.Delay(TryAgainAfter, clock, cancellation);
        return true;
    }
}
