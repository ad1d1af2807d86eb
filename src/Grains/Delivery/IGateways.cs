using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The live gateways as this silo knows them, and which sessions of this silo use them.</summary>
internal interface IGateways
{
    /// <summary>All live gateways.</summary>
    IReadOnlyCollection<GatewayLease> Live { get; }

    /// <summary>The shortest way to a gateway: the object itself when it is of this process.</summary>
    IGatewayObserver Nearest(GatewayId gateway, IGatewayObserver observer);

    /// <summary>The session was activated here: gateways that come to be known within the next minute are asked who has it, too. After a restart of the silos sessions may be here before the gateways are.</summary>
    void Expect(SessionId session);

    /// <summary>From now on the session is told when this gateway is lost.</summary>
    void Watch(GatewayId gateway, SessionId session);

    /// <summary>The session does not use the gateway any more.</summary>
    void Unwatch(GatewayId gateway, SessionId session);
}
