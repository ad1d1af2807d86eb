using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    /// <summary>Sends the consent text to the patient.</summary>
    [Needs(Right.RequestConsent)]
    public Task<Reply<SessionView>> RequestConsent(CommandId commandId, SessionId sessionId) =>
        Ask(() => grains.GrainOf<ISessionConsultant>(sessionId.Value).RequestConsent(commandId, Caller));

    /// <summary>Transfers the patient.</summary>
    [Needs(Right.Transfer)]
    public Task<Reply<SessionView>> Transfer(CommandId commandId, SessionId sessionId, TransferRequest transfer) =>
        Ask(() => grains.GrainOf<ISessionConsultant>(sessionId.Value).Transfer(commandId, Caller, transfer.Referral));

    /// <summary>Leaves patient and doctor alone, after having stayed.</summary>
    [Needs(Right.Transfer)]
    public Task<Reply<SessionView>> StepOut(CommandId commandId, SessionId sessionId) =>
        Ask(() => grains.GrainOf<ISessionConsultant>(sessionId.Value).StepOut(commandId, Caller));

    /// <summary>Closes the session.</summary>
    [Needs(Right.Close)]
    public Task<Reply<SessionView>> CloseSession(CommandId commandId, SessionId sessionId, CloseReason outcome) =>
        Ask(() => grains.GrainOf<ISessionConsultant>(sessionId.Value).Close(commandId, Caller, outcome));

    /// <summary>The caller, as far as it is known.</summary>
    [Needs(Right.Identify)]
    public Task<Reply<IntakeView>> Intake(SessionId sessionId) => Ask(() => grains.GrainOf<ISessionConsultant>(sessionId.Value).Intake(Caller));
}
