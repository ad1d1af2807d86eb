using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>The consultant's decisions in a session.</summary>
[Alias("ISessionConsultant"), DefaultGrainType("session")]
public interface ISessionConsultant : IGrainWithStringKey
{
    /// <summary>Sends the consent text to the patient (S2.3).</summary>
    /// <returns>The view, or refused: notFound, wrongPhase, wrongRole, patientRequired, closed.</returns>
    [Alias("RequestConsent")] Task<Reply<SessionView>> RequestConsent(CommandId command, Caller caller);

    /// <summary>Transfers the patient to a duty doctor by age (S3.2), to the booked doctor (S4.4), or to another consultant. While a booked doctor does not answer, the consultant who stayed may transfer once more.</summary>
    /// <returns>The view, or refused: notFound, wrongPhase, wrongRole, patientRequired, consentRequired, policyRequired, documentsAwaited, wrongAge, appointmentOver, doctorUnavailable, invalid, closed.</returns>
    [Alias("Transfer")] Task<Reply<SessionView>> Transfer(CommandId command, Caller caller, Referral referral);

    /// <summary>The consultant who stayed after a transfer leaves the others alone.</summary>
    /// <returns>The view, or refused: notFound, wrongRole, closed.</returns>
    [Alias("StepOut")] Task<Reply<SessionView>> StepOut(CommandId command, Caller caller);

    /// <summary>Closes the session.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="caller">The consultant.</param>
    /// <param name="outcome">Completed, staffClosed or noService.</param>
    /// <returns>The view, or refused: notFound, wrongPhase, wrongRole, invalid, closed.</returns>
    [Alias("Close")] Task<Reply<SessionView>> Close(CommandId command, Caller caller, CloseReason outcome);

    /// <summary>The caller, as far as it is known: what the consultant's intake shows before a person is chosen.</summary>
    /// <returns>The intake, or refused: notFound, wrongRole.</returns>
    [Alias("Intake")] Task<Reply<IntakeView>> Intake(Caller caller);
}

/// <summary>A transfer as the consultant wishes it: what the call <c>Transfer</c> takes.</summary>
/// <param name="To">To whom; with a booking, its doctor whatever this says.</param>
/// <param name="Reason">Why, at most 1,000 characters; staff see it.</param>
/// <param name="OverrideReason">Why against the age rule, or under one year; null otherwise (S3.2).</param>
/// <param name="Stays">Whether the consultant stays with the patient until the doctor comes, and for the doctor's first minute.</param>
/// <param name="Appointment">The booking to whose doctor the patient goes (S4.4); null for a duty doctor or a consultant.</param>
[GenerateSerializer, Immutable, Alias("TransferOrder")]
public sealed record Referral([property: Id(0)] QueueKind To, [property: Id(1)] string Reason, [property: Id(2)] string? OverrideReason, [property: Id(3)] bool Stays = false, [property: Id(4)] AppointmentId? Appointment = null);

/// <summary>The caller, as far as it is known.</summary>
/// <param name="SignedIn">Whether the caller is signed in, by oneself or with the consultant.</param>
/// <param name="MaskedPhone">The login, all but the last four digits hidden; null when not signed in.</param>
/// <param name="People">The persons of that login, eldest first; empty for a phone that no policy knows (S1.5).</param>
/// <param name="Chosen">The chosen person; null until then.</param>
/// <param name="Identified">The person identified by policy, name and birth date; null when nobody was.</param>
/// <param name="CodeSentTo">Where the last code went, masked; null when none was sent or the caller is signed in.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("IntakeView")]
public sealed record IntakeView(
    [property: Id(0)] bool SignedIn,
    [property: Id(1)] string? MaskedPhone,
    [property: Id(2)] FamilyMember[] People,
    [property: Id(3)] PatientId? Chosen,
    [property: Id(4)] FamilyMember? Identified,
    [property: Id(5)] string? CodeSentTo,
    [property: Id(6)] DateTimeOffset Now);
