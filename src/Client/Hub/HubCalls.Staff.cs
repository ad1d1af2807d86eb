using Medzdrav.Contracts;

namespace Medzdrav.Client;

public sealed partial class HubCalls
{
    /// <summary>All that a specialist's page shows when it opens, once; <see cref="MedzdravClient.OpenDeskAsync"/> keeps it up to date.</summary>
    /// <returns>The desk, or refused: wrongRole.</returns>
    public Task<Reply<DeskView>> DeskAsync(CancellationToken cancellation = default) => Read<DeskView>("Desk", cancellation);

    /// <summary>Switches the duty: available, away or off.</summary>
    /// <returns>The duty, or refused: wrongRole, invalid.</returns>
    public Task<Reply<DutyView>> SetDutyAsync(Duty duty, CommandId? command = null, CancellationToken cancellation = default) => Command<DutyView>("SetDuty", command, cancellation, duty);

    /// <summary>Takes or declines an offer.</summary>
    /// <returns>The session's view, none after declining; or refused: offerGone, busy, staleTicket, alreadyTaken.</returns>
    public Task<Reply<OfferAnswer>> AnswerOfferAsync(OfferId offer, bool accept, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<OfferAnswer>("AnswerOffer", command, cancellation, offer, accept);

    /// <summary>Confirms that the offer is shown: only such offers count as missed. Dropped without a connection.</summary>
    public Task OfferShownAsync(OfferId offer, CancellationToken cancellation = default) => Tell("OfferShown", cancellation, offer);

    /// <summary>The patient of a session, while with them.</summary>
    /// <returns>The card, or refused: notFound, patientRequired.</returns>
    public Task<Reply<PatientCard>> PatientCardAsync(SessionId session, CancellationToken cancellation = default) => Read<PatientCard>("PatientCard", cancellation, session);

    /// <summary>Sends the consent text to the patient (S2.3).</summary>
    /// <returns>The view, or refused: notFound, wrongRole, patientRequired.</returns>
    public Task<Reply<SessionView>> RequestConsentAsync(SessionId session, CommandId? command = null, CancellationToken cancellation = default) => Command<SessionView>("RequestConsent", command, cancellation, session);

    /// <summary>Transfers the patient (S3.2), hands over to another consultant, or with <see cref="Referral.Appointment"/> to the doctor of that booking (S4.4).</summary>
    /// <returns>The view, or refused: notFound, wrongRole, consentRequired, policyRequired, patientRequired, wrongAge, documentsAwaited, appointmentOver, doctorUnavailable.</returns>
    public Task<Reply<SessionView>> TransferAsync(SessionId session, Referral transfer, CommandId? command = null, CancellationToken cancellation = default) => Command<SessionView>(
        "Transfer", command, cancellation, session,
        new { to = transfer?.Appointment is null ? Words.Of(transfer?.To) : "appointment", transfer?.Reason, transfer?.OverrideReason, transfer?.Stays, appointmentId = transfer?.Appointment });

    /// <summary>Leaves patient and doctor alone, after having stayed.</summary>
    /// <returns>The view, or refused: notFound.</returns>
    public Task<Reply<SessionView>> StepOutAsync(SessionId session, CommandId? command = null, CancellationToken cancellation = default) => Command<SessionView>("StepOut", command, cancellation, session);

    /// <summary>Closes the session.</summary>
    /// <param name="session">Which.</param>
    /// <param name="outcome">Completed, staffClosed or noService.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The view, or refused: notFound, wrongRole, invalid.</returns>
    public Task<Reply<SessionView>> CloseSessionAsync(SessionId session, CloseReason outcome, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<SessionView>("CloseSession", command, cancellation, session, outcome);

    /// <summary>The doctor has the patient on the phone: the consultation's clock starts.</summary>
    /// <returns>The view, or refused: notFound, wrongRole, wrongPhase.</returns>
    public Task<Reply<SessionView>> StartTalkAsync(SessionId session, CommandId? command = null, CancellationToken cancellation = default) => Command<SessionView>("StartTalk", command, cancellation, session);

    /// <summary>The doctor ends the consultation; the patient returns to a consultant (S3.5).</summary>
    /// <returns>The view, or refused: notFound, wrongRole, tooEarly.</returns>
    public Task<Reply<SessionView>> EndConsultationAsync(SessionId session, CommandId? command = null, CancellationToken cancellation = default) => Command<SessionView>("EndConsultation", command, cancellation, session);

    /// <summary>The doctor's own conclusion about the session's last consultation by them, draft or signed.</summary>
    /// <returns>The conclusion, or refused: notFound.</returns>
    public Task<Reply<ConclusionView>> ConclusionAsync(SessionId session, CancellationToken cancellation = default) => Read<ConclusionView>("Conclusion", cancellation, session);

    /// <summary>A conclusion of the doctor's own about a session, draft or signed.</summary>
    /// <returns>The conclusion, or refused: notFound.</returns>
    public Task<Reply<ConclusionView>> OpenConclusionAsync(SessionId session, ConclusionId conclusion, CancellationToken cancellation = default) =>
        Read<ConclusionView>("OpenConclusion", cancellation, session, conclusion);

    /// <summary>Finds diagnoses (ICD-10) by the beginning of the code, or of words in any order.</summary>
    /// <param name="query">2 to 100 characters.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>At most 20, none where the platform has no classification; or refused: rightMissing, invalid.</returns>
    public Task<Reply<FoundDiagnoses>> FindDiagnosesAsync(string query, CancellationToken cancellation = default) => Read<FoundDiagnoses>("FindDiagnoses", cancellation, query);

    /// <summary>The caller's own texts for conclusions and messages, by name.</summary>
    /// <returns>The templates, or refused: wrongRole, rightMissing.</returns>
    public Task<Reply<TemplateList>> TemplatesAsync(CancellationToken cancellation = default) => Read<TemplateList>("Templates", cancellation);

    /// <summary>Saves a text of one's own, or changes it.</summary>
    /// <param name="name">1 to 100 characters.</param>
    /// <param name="text">At least one text, 4,000 characters in all.</param>
    /// <param name="template">Which one to change; null for a new one.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The stored template, or refused: invalid, notFound, tooManyTemplates.</returns>
    public Task<Reply<Template>> SaveTemplateAsync(string name, TemplateText text, TemplateId? template = null, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<Template>("SaveTemplate", command, cancellation, new { templateId = template, name, text });

    /// <summary>Deletes a text of one's own.</summary>
    /// <returns>Done, also where it is not there any more.</returns>
    public Task<Reply<Done>> DeleteTemplateAsync(TemplateId template, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<Done>("DeleteTemplate", command, cancellation, template);

    /// <summary>The messages that all staff share, by name, for those who keep them.</summary>
    /// <returns>The templates, or refused: wrongRole, rightMissing.</returns>
    public Task<Reply<TemplateList>> SharedTemplatesAsync(CancellationToken cancellation = default) => Read<TemplateList>("SharedTemplates", cancellation);

    /// <summary>Saves a message that all staff share, or changes it.</summary>
    /// <param name="name">1 to 100 characters.</param>
    /// <param name="text">With a message, 4,000 characters in all.</param>
    /// <param name="template">Which one to change; null for a new one.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The stored template, or refused: rightMissing, invalid, notFound, tooManyTemplates.</returns>
    public Task<Reply<Template>> SaveSharedTemplateAsync(string name, TemplateText text, TemplateId? template = null, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<Template>("SaveSharedTemplate", command, cancellation, new { templateId = template, name, text });

    /// <summary>Deletes a message that all staff share.</summary>
    /// <returns>Done, also where it is not there any more; or refused: rightMissing.</returns>
    public Task<Reply<Done>> DeleteSharedTemplateAsync(TemplateId template, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<Done>("DeleteSharedTemplate", command, cancellation, template);

    /// <summary>Saves the draft.</summary>
    /// <param name="session">In which session.</param>
    /// <param name="text">All of it.</param>
    /// <param name="conclusion">Which of the doctor's conclusions; null for that of the last consultation.</param>
    /// <param name="basedOn">The version that the text follows; null to save over whatever is there.</param>
    /// <param name="command">The save; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The stored draft with its new version, or refused: notFound, alreadySigned, conclusionChanged (read it with <see cref="OpenConclusionAsync"/>, show both).</returns>
    public Task<Reply<ConclusionView>> SaveConclusionAsync(
        SessionId session, ConclusionText text, ConclusionId? conclusion = null, long? basedOn = null, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<ConclusionView>("SaveConclusion", command, cancellation, session, Draft(text, conclusion, basedOn));

    /// <summary>Corrects a signed conclusion of one's own: the whole text is signed as its next edition.</summary>
    /// <param name="session">In which session.</param>
    /// <param name="text">All of the corrected text.</param>
    /// <param name="conclusion">Which of the doctor's conclusions; null for that of the last consultation.</param>
    /// <param name="basedOn">The version that the text follows; null to correct whatever is there.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The new edition, or refused: notFound, notSigned, conclusionIncomplete, conclusionChanged, nothingCorrected.</returns>
    public Task<Reply<ConclusionView>> CorrectConclusionAsync(
        SessionId session, ConclusionText text, ConclusionId? conclusion = null, long? basedOn = null, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<ConclusionView>("CorrectConclusion", command, cancellation, session, Draft(text, conclusion, basedOn));

    /// <summary>Signs the stored draft.</summary>
    /// <param name="session">In which session.</param>
    /// <param name="conclusion">Which of the doctor's conclusions; null for that of the last consultation.</param>
    /// <param name="version">The version that the doctor saw; null to sign whatever is stored.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The signed conclusion, or refused: notFound, conclusionIncomplete, alreadySigned, conclusionChanged.</returns>
    public Task<Reply<ConclusionView>> SignConclusionAsync(
        SessionId session, ConclusionId? conclusion = null, long? version = null, CommandId? command = null, CancellationToken cancellation = default) =>
        _commands.CommandAsync<ConclusionView>(
            session, "SignConclusion", [command ?? CommandId.New(), new { sessionId = session, conclusionId = conclusion, version }], cancellation);

    private static object Draft(ConclusionText? text, ConclusionId? conclusion, long? basedOn) => new
    {
        complaints = text?.Complaints,
        history = text?.History,
        diagnosis = text?.Diagnosis,
        recommendations = text?.Recommendations,
        secondaryDiagnoses = text?.SecondaryDiagnoses,
        followUpDays = text?.FollowUpDays,
        conclusionId = conclusion,
        basedOn,
    };
}
