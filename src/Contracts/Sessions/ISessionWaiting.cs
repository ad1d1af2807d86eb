using Orleans.Concurrency;
using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>Waiting without staring (S6): the patient puts the page aside and is called back.</summary>
/// <remarks>Whether somebody looks at the patient's pages is kept in memory and told again by gateways (<see cref="JoinedConnection"/>); the wish to be called back is an event.</remarks>
[Alias("ISessionWaiting"), DefaultGrainType("session")]
public interface ISessionWaiting : IGrainWithStringKey
{
    /// <summary>From now on the patient is called back when the page is not looked at and their turn comes near. Idempotent.</summary>
    /// <param name="command">The tap, or the page's own.</param>
    /// <param name="caller">The patient's side, signed in.</param>
    /// <param name="by">How.</param>
    /// <param name="origin">The scheme, host and port of the platform's pages, for the link of an SMS; null where they are not known.</param>
    /// <returns>The view, or refused: notFound, wrongRole, wrongPhase (by phone nobody is called back), invalid, closed.</returns>
    [Alias("CallMeBack")] Task<Reply<SessionView>> CallMeBack(CommandId command, Caller caller, CallBackBy by, string? origin);

    /// <summary>A page of the patient's side, which has joined, went into the background, or is in front again. Who comes back is offered, or goes on with the specialist who waits for them.</summary>
    /// <returns>Done, or refused: notFound, invalid (not joined).</returns>
    [Alias("PutAside")] Task<Reply<Done>> PutAside(Caller caller, ConnectionRef connection, bool isAside);

    /// <summary>A queue says that the patient's turn comes near: their place among those who can be answered.</summary>
    [Alias("Near"), OneWay] Task Near(long ticket, int place);
}
