using Orleans.Concurrency;
using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>The call in a session (S3.1, S3.7): who carries it, and the signalling between those who do.</summary>
/// <remarks>The connection that carries a call is kept in memory and told again by gateways (<see cref="JoinedConnection"/>); what is relayed is forgotten. Only <see cref="Record"/> is stored.</remarks>
[Alias("ISessionCall"), DefaultGrainType("session")]
public interface ISessionCall : IGrainWithStringKey
{
    /// <summary>From now on this connection, which has joined, carries the caller's call. As soon as both sides are carried, both are told to connect (<see cref="CallReady"/>).</summary>
    /// <returns>Done, or refused: notFound, invalid (not joined), wrongPhase (a chat), closed.</returns>
    [Alias("Take")] Task<Reply<Done>> Take(Caller caller, ConnectionRef connection);

    /// <summary>The same page over a new connection: it carries the call again, and media that still flow are left alone.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="connection">The new connection, which has joined.</param>
    /// <param name="calls">The calls that the page is in.</param>
    /// <returns>As <see cref="Take"/>. A call that was replaced meanwhile is begun anew.</returns>
    [Alias("Resume")] Task<Reply<Done>> Resume(Caller caller, ConnectionRef connection, CarriedCall[] calls);

    /// <summary>This connection carries no call any more; the others in the call are told. The session goes on.</summary>
    /// <returns>Done, or refused: notFound.</returns>
    [Alias("HangUp")] Task<Reply<Done>> HangUp(Caller caller, ConnectionRef connection);

    /// <summary>Whether any page of the caller carries the call: for a page that was told so once, and may have missed the end.</summary>
    /// <returns>The answer, or refused: notFound.</returns>
    [Alias("Place")] Task<Reply<CallPlace>> Place(Caller caller);

    /// <summary>Relays a description or a candidate from one carrying connection to the other; whatever does not fit is dropped.</summary>
    [Alias("Signal"), OneWay, AlwaysInterleave] Task Signal(Caller caller, ConnectionRef from, ParticipantId to, SignalPayload payload);

    /// <summary>Puts on record how a call went, as one side saw it; also by a specialist who was with the patient before. Idempotent by command.</summary>
    /// <returns>Done, or refused: notFound, invalid, tooMany.</returns>
    [Alias("Record")] Task<Reply<Done>> Record(CommandId command, Caller caller, CallReport report);
}
