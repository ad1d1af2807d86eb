using System.Runtime.InteropServices;
using Medzdrav.Gateway;

namespace Medzdrav.Host;

/// <summary>How a gateway of a cluster ends: at SIGTERM, as a deployment stops it, it first sends its connections to the others. Ctrl+C and a second SIGTERM end it at once.</summary>
internal sealed class DrainLifetime(Drain drain, IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly CancellationTokenSource _stop = new();
    private int _asked;

    /// <inheritdoc />
    public Task WaitForStartAsync(CancellationToken cancellation)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, DrainOnce));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellation) => _stop.CancelAsync();

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _stop.Dispose();
    }

    private void DrainOnce(PosixSignalContext signal)
    {
        if (Interlocked.Increment(ref _asked) > 1)
        {
            Stop(signal);
            return;
        }
        signal.Cancel = true;
        _ = DrainAsync();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        application.StopApplication();
    }

    private async Task DrainAsync()
    {
        await drain.RunAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        application.StopApplication();
    }
}
