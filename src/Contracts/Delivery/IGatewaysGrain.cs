using Orleans.Concurrency;

namespace Medzdrav.Contracts;

/// <summary>A gateway's sign of life.</summary>
/// <param name="Gateway">Which process.</param>
/// <param name="Observer">How to call it.</param>
/// <param name="RenewedAt">When it was last heard, by the silo's clock.</param>
[GenerateSerializer, Immutable, Alias("GatewayLease")]
public sealed record GatewayLease([property: Id(0)] GatewayId Gateway, [property: Id(1)] IGatewayObserver Observer, [property: Id(2)] DateTimeOffset RenewedAt);

/// <summary>The news that gateways were told lately.</summary>
/// <param name="EndedCredentials">See <see cref="IGatewayObserver.CredentialEnded"/>.</param>
/// <param name="Standings">See <see cref="IGatewayObserver.StandingChanged"/>.</param>
/// <param name="EndedAccounts">Accounts that are over, with all credentials of them: their connections are cut and nothing remembered of them counts. Null from a silo of an earlier version.</param>
[GenerateSerializer, Immutable, Alias("GatewayNews")]
public sealed record GatewayNews([property: Id(0)] string[] EndedCredentials, [property: Id(1)] Standing[] Standings, [property: Id(2)] AccountId[]? EndedAccounts = null);

/// <summary>All live gateways of the cluster; each silo mirrors it. One grain, key 0.</summary>
[Alias("IGatewaysGrain")]
public interface IGatewaysGrain : IGrainWithIntegerKey
{
    /// <summary>Registers the gateway or renews its lease (10 s); called every 3 s.</summary>
    /// <returns>The news told lately, for a gateway that may have missed it.</returns>
    [Alias("Renew")] Task<GatewayNews> Renew(GatewayId gateway, IGatewayObserver observer);

    /// <summary>A credential ended: all gateways hear of it, at the latest when they renew.</summary>
    /// <param name="credential">The stored form of its id (<see cref="StoredId"/>): whoever ends another's sign-in knows no more.</param>
    [Alias("CredentialEnded"), OneWay] Task CredentialEnded(string credential);

    /// <summary>An account is over: all gateways hear of it when they renew.</summary>
    [Alias("AccountEnded")] Task AccountEnded(AccountId account);

    /// <summary>A staff member's standing changed: all gateways hear of it, at the latest when they renew.</summary>
    [Alias("StandingChanged")] Task StandingChanged(Standing standing);

    /// <summary>Takes the gateway off at a clean stop.</summary>
    [Alias("Leave")] Task Leave(GatewayId gateway);

    /// <summary>The live ones.</summary>
    [Alias("All")] Task<GatewayLease[]> All();
}
