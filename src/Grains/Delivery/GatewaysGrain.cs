using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The gateways' leases. Nothing is kept: after a move the gateways renew within 3 s.</summary>
internal sealed class GatewaysGrain(TimeProvider clock) : Grain, IGatewaysGrain
{
    /// <summary>How long a lease lasts.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);

    // A gateway that lost its silo finds another one, and renews there, well within this time.
    private static readonly TimeSpan ToldFor = TimeSpan.FromSeconds(30);

    private readonly Dictionary<GatewayId, GatewayLease> _leases = [];
    private readonly Lately<string> _endedCredentials = new(ToldFor);
    private readonly Lately<AccountId> _endedAccounts = new(ToldFor);
    private readonly Lately<Standing> _standings = new(ToldFor);

    /// <inheritdoc />
    public Task<GatewayNews> Renew(GatewayId gateway, IGatewayObserver observer)
    {
        var now = clock.GetUtcNow();
        _leases[gateway] = new GatewayLease(gateway, observer, now);
        return Task.FromResult(new GatewayNews(_endedCredentials.At(now), _standings.At(now), _endedAccounts.At(now)));
    }

    /// <inheritdoc />
    public Task CredentialEnded(string credential)
    {
        _endedCredentials.Add(credential, clock.GetUtcNow());
        foreach (var lease in _leases.Values)
            lease.Observer.CredentialEnded(credential).Ignore();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task AccountEnded(AccountId account)
    {
        _endedAccounts.Add(account, clock.GetUtcNow());
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StandingChanged(Standing standing)
    {
        _standings.Add(standing, clock.GetUtcNow());
        foreach (var lease in _leases.Values)
            lease.Observer.StandingChanged(standing).Ignore();
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
