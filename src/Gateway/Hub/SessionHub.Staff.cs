using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    /// <summary>All that a specialist's page shows when it opens.</summary>
    public Task<Reply<DeskView>> Desk() => Specialist(specialist => specialist.Desk());

    /// <summary>Switches the duty.</summary>
    public Task<Reply<DutyView>> SetDuty(CommandId commandId, Duty duty) => Specialist(specialist => specialist.SetDuty(commandId, duty));

    /// <summary>Answers an offer; accepting admits to the session.</summary>
    public Task<Reply<OfferAnswer>> AnswerOffer(CommandId commandId, OfferId offerId, bool accept) =>
        Specialist(specialist => specialist.AnswerOffer(commandId, offerId, accept));

    /// <summary>This tab shows the offer.</summary>
    public Task OfferShown(OfferId offerId) => Specialists.Of(grains, Current) is { } specialist ? specialist.OfferShown(offerId) : Task.CompletedTask;

    /// <summary>The patient's data, for staff with them.</summary>
    public Task<Reply<PatientCard>> PatientCard(SessionId sessionId)
    {
        var caller = Caller;
        return GrainCalls.Once(() => grains.GetGrain<ISession>(sessionId.Value).Card(caller));
    }

    /// <summary>Sends the consent text (S2.3).</summary>
    public Task<Reply<SessionView>> RequestConsent(CommandId commandId, SessionId sessionId) =>
        Consultant(sessionId, (session, caller) => session.RequestConsent(commandId, caller));

    /// <summary>Transfers the patient (S3.2).</summary>
    public Task<Reply<SessionView>> Transfer(CommandId commandId, SessionId sessionId, TransferRequest order) =>
        order.To is TransferTarget.Appointment
            ? Refused<SessionView>(Refusal.Invalid)
            : Consultant(sessionId, (session, caller) => session.Transfer(commandId, caller, order.Order));

    /// <summary>Closes the session.</summary>
    public Task<Reply<SessionView>> CloseSession(CommandId commandId, SessionId sessionId, CloseReason outcome) =>
        Consultant(sessionId, (session, caller) => session.Close(commandId, caller, outcome));

    /// <summary>Ends the consultation (S3.5).</summary>
    public Task<Reply<SessionView>> EndConsultation(CommandId commandId, SessionId sessionId) =>
        Doctor(sessionId, (session, caller) => session.EndConsultation(commandId, caller));

    /// <summary>The doctor's own conclusion about a session.</summary>
    public Task<Reply<ConclusionView>> Conclusion(SessionId sessionId) => Doctor(sessionId, (session, caller) => session.Conclusion(caller));

    /// <summary>Saves the conclusion (S3.6).</summary>
    public Task<Reply<ConclusionView>> SaveConclusion(CommandId commandId, SessionId sessionId, ConclusionText text) =>
        Doctor(sessionId, (session, caller) => session.SaveConclusion(commandId, caller, text));

    /// <summary>Signs the conclusion.</summary>
    public Task<Reply<ConclusionView>> SignConclusion(CommandId commandId, SessionId sessionId) =>
        Doctor(sessionId, (session, caller) => session.SignConclusion(commandId, caller));

    private Task<Reply<T>> Specialist<T>(Func<ISpecialist, Task<Reply<T>>> call) where T : class =>
        Specialists.Of(grains, Current) is { } specialist ? GrainCalls.Once(() => call(specialist)) : Refused<T>(Refusal.WrongRole);

    private Task<Reply<T>> Consultant<T>(SessionId session, Func<ISessionConsultant, Caller, Task<Reply<T>>> call) where T : class
    {
        var caller = Caller;
        return GrainCalls.Once(() => call(grains.GetGrain<ISessionConsultant>(session.Value), caller));
    }

    private Task<Reply<T>> Doctor<T>(SessionId session, Func<ISessionDoctor, Caller, Task<Reply<T>>> call) where T : class
    {
        var caller = Caller;
        return GrainCalls.Once(() => call(grains.GetGrain<ISessionDoctor>(session.Value), caller));
    }
}
