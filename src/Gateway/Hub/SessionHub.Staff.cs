using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    private ISpecialist Specialist => Here.Specialist(grains)!;

    /// <summary>The first content of a specialist's page.</summary>
    [Needs(Right.Answer)]
    public Task<Reply<DeskView>> Desk() => Ask(() => Specialist.Desk());

    /// <summary>Switches the duty.</summary>
    [Needs(Right.Answer)]
    public Task<Reply<DutyView>> SetDuty(CommandId commandId, Duty duty) => Ask(() => Specialist.SetDuty(commandId, duty));

    /// <summary>Takes or declines an offer.</summary>
    [Needs(Right.Answer)]
    public Task<Reply<OfferAnswer>> AnswerOffer(CommandId commandId, OfferId offerId, bool accept) => Ask(() => Specialist.AnswerOffer(commandId, offerId, accept));

    /// <summary>Confirms that this tab shows the offer.</summary>
    [Needs(Right.Answer)]
    public Task OfferShown(OfferId offerId) => Specialist.OfferShown(offerId);

    /// <summary>The patient of a session, while with them.</summary>
    [Needs(Right.ReadMedcard)]
    public Task<Reply<PatientCard>> PatientCard(SessionId sessionId) => Ask(() => grains.GrainOf<ISession>(sessionId.Value).Card(Caller));

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

    /// <summary>Ends the consultation.</summary>
    [Needs(Right.Conclude)]
    public Task<Reply<SessionView>> EndConsultation(CommandId commandId, SessionId sessionId) =>
        Ask(() => Doctor(sessionId).EndConsultation(commandId, Caller));

    /// <summary>The doctor's own conclusion about the last consultation of a session.</summary>
    [Needs(Right.Conclude)]
    public Task<Reply<ConclusionView>> Conclusion(SessionId sessionId) => Ask(() => Doctor(sessionId).Conclusion(Caller));

    /// <summary>A conclusion of the doctor's own about a session.</summary>
    [Needs(Right.Conclude)]
    public Task<Reply<ConclusionView>> OpenConclusion(SessionId sessionId, ConclusionId conclusionId) => Ask(() => Doctor(sessionId).Conclusion(Caller, conclusionId));

    /// <summary>Saves the draft.</summary>
    [Needs(Right.Conclude)]
    public Task<Reply<ConclusionView>> SaveConclusion(CommandId commandId, SessionId sessionId, DraftRequest draft) =>
        Ask(() => Doctor(sessionId).SaveConclusion(commandId, Caller, draft.Text, draft.ConclusionId, draft.BasedOn));

    /// <summary>Signs the stored draft.</summary>
    [Needs(Right.Conclude)]
    public Task<Reply<ConclusionView>> SignConclusion(CommandId commandId, SignRequest conclusion) =>
        Ask(() => Doctor(conclusion.SessionId).SignConclusion(commandId, Caller, conclusion.ConclusionId, conclusion.Version));

    private ISessionDoctor Doctor(SessionId session) => grains.GrainOf<ISessionDoctor>(session.Value);
}
