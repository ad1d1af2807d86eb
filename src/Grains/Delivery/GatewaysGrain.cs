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
    private readonly Queue<(string Credential, DateTimeOffset At)> _ended = [];
    private readonly Queue<(AccountId Account, DateTimeOffset At)> _endedAccounts = [];
    private readonly Queue<(Standing Standing, DateTimeOffset At)> _standings = [];

    /// <inheritdoc />
    public Task<GatewayNews> Renew(GatewayId gateway, IGatewayObserver observer)
    {
        var now = clock.GetUtcNow();
        _leases[gateway] = new GatewayLease(gateway, observer, now);
        while (_ended.TryPeek(out var oldest) && oldest.At < now - ToldFor)
            _ended.Dequeue();
        while (_endedAccounts.TryPeek(out var oldest) && oldest.At < now - ToldFor)
            _endedAccounts.Dequeue();
        while (_standings.TryPeek(out var oldest) && oldest.At < now - ToldFor)
            _standings.Dequeue();
        return Task.FromResult(new GatewayNews(
            [.. _ended.Select(ended => ended.Credential)], [.. _standings.Select(told => told.Standing)], [.. _endedAccounts.Select(ended => ended.Account)]));
    }

    /// <inheritdoc />
    public Task CredentialEnded(string credential)
    {
        _ended.Enqueue((credential, clock.GetUtcNow()));
        foreach (var lease in _leases.Values)
            lease.Observer.CredentialEnded(credential).Ignore();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task AccountEnded(AccountId account)
    {
        _endedAccounts.Enqueue((account, clock.GetUtcNow()));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StandingChanged(Standing standing)
    {
        _standings.Enqueue((standing, clock.GetUtcNow()));
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
