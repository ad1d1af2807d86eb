using System.Collections.Concurrent;
using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

/// <summary>This silo's mirror of the gateways' leases; tells the sessions here when one runs out.</summary>
internal sealed partial class GatewayMirror(IGrainFactory grains, LocalGateway local, TimeProvider clock, ILogger<GatewayMirror> logger)
    : IGateways, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ExpectedFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<GatewayId, GatewayLease> _leases = new();
    private readonly ConcurrentDictionary<GatewayId, ConcurrentDictionary<SessionId, bool>> _watching = new();
    private readonly ConcurrentDictionary<SessionId, DateTimeOffset> _activated = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <inheritdoc />
    public IReadOnlyCollection<GatewayLease> Live => (IReadOnlyCollection<GatewayLease>)_leases.Values;

    /// <inheritdoc />
    public IGatewayObserver Nearest(GatewayId gateway, IGatewayObserver observer) => local.Nearest(gateway, observer);

    /// <inheritdoc />
    public void Expect(SessionId session) => _activated[session] = clock.GetUtcNow();

    /// <inheritdoc />
    public void Watch(GatewayId gateway, SessionId session) => _watching.GetOrAdd(gateway, _ => new()).TryAdd(session, true);

    /// <inheritdoc />
    public void Unwatch(GatewayId gateway, SessionId session)
    {
        if (_watching.TryGetValue(gateway, out var sessions))
            sessions.TryRemove(session, out _);
    }

    /// <inheritdoc />
    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(nameof(GatewayMirror), ServiceLifecycleStage.Active, _ => Start(), _ => Stop());

    private async Task Start()
    {
        await Read();
        _loop = Loop();
    }

    private async Task Stop()
    {
        await _stop.CancelAsync();
        await _loop;
    }

    /// <inheritdoc />
    public void Dispose() => _stop.Dispose();

    private async Task Loop()
    {
        using var timer = new PeriodicTimer(ReadEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await Read();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task Read()
    {
        try
        {
            foreach (var lease in await grains.GetGrain<IGatewaysGrain>(0).All())
                Hear(lease);
        }
        catch (Exception failure) when (GrainCalls.IsLost(failure))
        {
            // The grain's silo may be dying: the known leases hold until they run out.
            LogUnread(failure);
        }
        foreach (var lease in _leases.Values)
            if (clock.GetUtcNow() - lease.RenewedAt > GatewaysGrain.LeaseTime)
                Lose(lease);
        foreach (var (session, at) in _activated)
            if (clock.GetUtcNow() - at > ExpectedFor)
                _activated.TryRemove(session, out _);
    }

    private void Hear(GatewayLease lease)
    {
        var isNew = !_leases.ContainsKey(lease.Gateway);
        _leases[lease.Gateway] = lease;
        if (isNew)
            foreach (var session in _activated.Keys)
                lease.Observer.WhoHas(session).Ignore();
    }

    private void Lose(GatewayLease lease)
    {
        _leases.TryRemove(lease.Gateway, out _);
        LogLost(lease.Gateway);
        if (!_watching.TryRemove(lease.Gateway, out var sessions))
            return;
        foreach (var session in sessions.Keys)
            grains.GrainOf<ISessionAttendance>(session.Value).GatewayLost(lease.Gateway, lease.RenewedAt).Ignore();
    }
}
