using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Hosting;

namespace Medzdrav.Gateway;

/// <summary>Pings each connection every 5 s: a page gives its line up after 10 s of silence. SignalR itself pings thousands in one go, each with a buffer of its own before the first is sent, and everybody else waits.</summary>
public sealed class Pings : BackgroundService
{
    /// <summary>Turns in one round.</summary>
    internal const int SlotCount = 50;

    private const int InOneGo = 16;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly SerializedHubMessage _ping = new(PingMessage.Instance);
    private readonly HashSet<Connection>[] _slots = new HashSet<Connection>[SlotCount];
    private readonly TimeProvider _clock;
    private uint _turn;

    /// <summary>Called by the container.</summary>
    public Pings(TimeProvider clock)
    {
        _clock = clock;
        for (var i = 0; i < SlotCount; i++)
            _slots[i] = [];
    }

    /// <summary>From now on the connection is pinged.</summary>
    internal void Begin(Connection connection)
    {
        var slot = SlotOf(connection);
        lock (slot)
            slot.Add(connection);
    }

    /// <summary>The connection is gone.</summary>
    internal void End(Connection connection)
    {
        var slot = SlotOf(connection);
        lock (slot)
            slot.Remove(connection);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Every / SlotCount, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
                await PingNextAsync();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    /// <summary>Pings those whose turn it is.</summary>
    internal async Task PingNextAsync()
    {
        var slot = _slots[_turn++ % SlotCount];
        Connection[] due;
        lock (slot)
            due = [.. slot];
        foreach (var few in due.Chunk(InOneGo))
        {
            foreach (var connection in few)
                connection.Ping(_ping);
            // Pings already written are sent before the next ones are.
            await Task.Yield();
        }
    }

    /// <summary>The same for as long as it lives.</summary>
    private HashSet<Connection> SlotOf(Connection connection) => _slots[(uint)connection.Id.GetHashCode(StringComparison.Ordinal) % SlotCount];
}
