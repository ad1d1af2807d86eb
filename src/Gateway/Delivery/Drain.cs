using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>The end of a gateway that others go on without: it says that it is not ready, takes no new connections, and sends those it has elsewhere, one after another. All at once they would come to the next node as one crowd.</summary>
public sealed class Drain(Connections connections, GatewayMeter meter, IOptions<GatewayOptions> options, TimeProvider clock) : IReadiness
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private readonly HashSet<Connection> _sent = [];

    /// <summary>Whether it has begun.</summary>
    public bool HasBegun { get; private set; }

    /// <inheritdoc />
    public string? Obstacle => HasBegun ? "stopping: connections go elsewhere" : null;

    /// <summary>Sends all connections away within <see cref="GatewayOptions.DrainTime"/>; with none it ends at once.</summary>
    /// <param name="cancellation">Waits no longer: the process ends, and cuts who is left.</param>
    public async Task RunAsync(CancellationToken cancellation)
    {
        HasBegun = true;
        var (began, time) = (clock.GetUtcNow(), options.Value.DrainTime);
        using var timer = new PeriodicTimer(Step, clock);
        // Whoever was let in before it began may be listed only now; whoever was sent away is listed until the last call is answered.
        while (connections.All.Any() && clock.GetUtcNow() - began is var passed && passed <= time)
        {
            // The next look may come too late for the last.
            Send(time > Step * 2 ? Math.Min(1, passed / (time - Step * 2)) : 1);
            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    /// <summary>Sends as many away as are to be gone at a share of the time.</summary>
    private void Send(double share)
    {
        var left = connections.All.Where(connection => !_sent.Contains(connection)).ToArray();
        var turn = Math.Min(left.Length, (int)Math.Ceiling((_sent.Count + left.Length) * share) - _sent.Count);
        if (turn <= 0)
            return;
        Random.Shared.Shuffle(left);
        foreach (var connection in left.AsSpan(0, turn))
        {
            _sent.Add(connection);
            connection.Abort();
        }
        meter.Cut("drain", turn);
    }
}
