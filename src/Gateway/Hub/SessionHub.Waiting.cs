using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    /// <summary>Has the patient called back to a waiting room that they put aside.</summary>
    [ForPatients]
    public Task<Reply<SessionView>> CallMeBack(CommandId commandId, SessionId sessionId, CallBackBy by) =>
        Ask(() => grains.GrainOf<IAccountGrain>(Caller.Id).CallMeBack(commandId, sessionId, by, pages.Of(Here.Origin)));

    /// <summary>The page of this connection went into the background, or is in front again.</summary>
    [ForCallers]
    public Task<Reply<Done>> PutAside(SessionId sessionId, bool isAside)
    {
        Here.PutAside(sessionId, isAside);
        return Ask(() => grains.GrainOf<ISessionWaiting>(sessionId.Value).PutAside(Caller, Place, isAside));
    }
}
