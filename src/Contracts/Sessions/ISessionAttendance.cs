using Orleans.Concurrency;
using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>The attendance of a session: which connections belong to it. Used by gateways and the silos' watch over them.</summary>
[Alias("ISessionAttendance"), DefaultGrainType("session")]
public interface ISessionAttendance : IGrainWithStringKey
{
    /// <summary>A gateway's answer to <see cref="IGatewayObserver.WhoHas"/>: these connections joined before this activation. What they missed is pushed.</summary>
    [Alias("Reattach"), OneWay] Task Reattach(GatewayId gateway, IGatewayObserver observer, JoinedConnection[] connections);

    /// <summary>A connection is gone.</summary>
    /// <param name="connection">Which.</param>
    /// <param name="lastHeardAt">When it was last heard: the absence counts from there.</param>
    [Alias("Detach")] Task Detach(ConnectionRef connection, DateTimeOffset lastHeardAt);

    /// <summary>A gateway's lease ran out: all its connections are gone.</summary>
    [Alias("GatewayLost"), OneWay] Task GatewayLost(GatewayId gateway, DateTimeOffset lastHeardAt);
}

/// <summary>A connection that joined a session.</summary>
/// <param name="Connection">SignalR's connection id.</param>
/// <param name="Caller">The caller.</param>
/// <param name="Sequence">The last event written to it.</param>
/// <param name="Carries">The calls that it carries, none while the other side is awaited; null when it does not carry the participant's call.</param>
/// <param name="IsAside">Whether its page is in the background.</param>
[GenerateSerializer, Immutable, Alias("JoinedConnection")]
public readonly record struct JoinedConnection(
    [property: Id(0)] string Connection, [property: Id(1)] Caller Caller, [property: Id(2)] long Sequence, [property: Id(3)] CarriedCall[]? Carries = null, [property: Id(4)] bool IsAside = false);
