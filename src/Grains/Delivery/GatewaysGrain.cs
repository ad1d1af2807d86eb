using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The gateways' leases. Nothing is kept: after a move the gateways renew within 3 s.</summary>
public sealed class GatewaysGrain(TimeProvider clock) : Grain, IGatewaysGrain
{
    /// <summary>How long a lease lasts.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);

    private readonly Dictionary<GatewayId, GatewayLease> _leases = [];

    /// <inheritdoc />
    public Task Renew(GatewayId gateway, IGatewayObserver observer)
    {
        _leases[gateway] = new GatewayLease(gateway, observer, clock.GetUtcNow());
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Leave(GatewayId gateway)
    {
        _leases.Remove(gateway);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<GatewayLease[]> All()
    {
        var oldest = clock.GetUtcNow() - LeaseTime;
        foreach (var lease in _leases.Values)
            if (lease.RenewedAt < oldest)
                _leases.Remove(lease.Gateway);
        return Task.FromResult(_leases.Values.ToArray());
    }
}
