using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    /// <summary>Answers: for those who want to know whether, and how fast, they are connected.</summary>
    public Task<Reply<Done>> Ping() => Task.FromResult<Reply<Done>>(new Done(clock.GetUtcNow()));

    /// <summary>This connection carries the caller's call from now on.</summary>
    public async Task<Reply<Done>> TakeCall(SessionId sessionId)
    {
        // Before the answer: the other side may be there already, and what is told then counts.
        Here.Carry(sessionId, []);
        return Carried(sessionId, await Ask(() => Call(sessionId).Take(Caller, Place)));
    }

    /// <summary>The page that was in these calls is back over this connection.</summary>
    public async Task<Reply<Done>> ResumeCall(SessionId sessionId, CarriedCall[] calls)
    {
        Here.Carry(sessionId, calls);
        return Carried(sessionId, await Ask(() => Call(sessionId).Resume(Caller, Place, calls)));
    }

    /// <summary>Ends the media, not the session.</summary>
    public Task<Reply<Done>> HangUp(SessionId sessionId)
    {
        Here.Carry(sessionId, null);
        return Ask(() => Call(sessionId).HangUp(Caller, Place));
    }

    /// <summary>Whether any page of the caller carries the call.</summary>
    public Task<Reply<CallPlace>> CallPlace(SessionId sessionId) => Ask(() => Call(sessionId).Place(Caller));

    /// <summary>Relays to the other side's carrying connection. Whoever sends what is no signal, or far too many, is cut before (<see cref="Floods"/>).</summary>
    public Task Signal(SessionId sessionId, ParticipantId toParticipantId, SignalPayload? payload) =>
        Call(sessionId).Signal(Caller, Place, toParticipantId, payload!);

    /// <summary>Puts on record how a call went.</summary>
    public Task<Reply<Done>> ReportCall(CommandId commandId, SessionId sessionId, CallReport? report) => report is null
        ? Refused<Done>(Refusal.Invalid)
        : Ask(() => Call(sessionId).Record(commandId, Caller, report));

    private ConnectionRef Place => attendance.PlaceOf(Here);

    private ISessionCall Call(SessionId session) => grains.GrainOf<ISessionCall>(session.Value);

    private Reply<Done> Carried(SessionId session, Reply<Done> reply)
    {
        if (reply.Refusal is not null)
            Here.Carry(session, null);
        return reply;
    }
}
