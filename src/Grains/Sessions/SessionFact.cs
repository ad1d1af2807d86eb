using System.Text.Json.Serialization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The content of a session's event. Stored in the journal under its kind: a property may be added, never renamed or given another meaning.</summary>
/// <remarks>Kinds and their public data are listed in <c>docs/protocol.md</c>; what of a fact is sent to whom is decided by the grains.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$kind")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(PatientChosen), "patientChosen")]
[JsonDerivedType(typeof(SignInCodeSent), "signInCodeSent")]
[JsonDerivedType(typeof(PatientSignedIn), "signedIn")]
[JsonDerivedType(typeof(Identified), "identified")]
[JsonDerivedType(typeof(ConsentWithdrawn), "consentWithdrawn")]
[JsonDerivedType(typeof(Queued), "queued")]
[JsonDerivedType(typeof(Offered), "offered")]
[JsonDerivedType(typeof(LegStarted), "legStarted")]
[JsonDerivedType(typeof(Message), "message")]
[JsonDerivedType(typeof(Read), "read")]
[JsonDerivedType(typeof(ConsentRequested), "consentRequested")]
[JsonDerivedType(typeof(ConsentConfirmed), "consentConfirmed")]
[JsonDerivedType(typeof(Transferred), "transferred")]
[JsonDerivedType(typeof(CompanionLeft), "companionLeft")]
[JsonDerivedType(typeof(ModeChanged), "modeChanged")]
[JsonDerivedType(typeof(ConnectionChecked), "connectionChecked")]
[JsonDerivedType(typeof(CallRecord), "callRecord")]
[JsonDerivedType(typeof(Dropped), "dropped")]
[JsonDerivedType(typeof(Rejoined), "rejoined")]
[JsonDerivedType(typeof(LimitWarning), "limitWarning")]
[JsonDerivedType(typeof(LegEnded), "legEnded")]
[JsonDerivedType(typeof(ConclusionSaved), "conclusionSaved")]
[JsonDerivedType(typeof(ConclusionSigned), "conclusionSigned")]
[JsonDerivedType(typeof(ConclusionCorrected), "conclusionCorrected")]
[JsonDerivedType(typeof(SessionClosed), "closed")]
[JsonDerivedType(typeof(Unchanged), "unchanged")]
[JsonDerivedType(typeof(LoginChanged), "loginChanged")]
[JsonDerivedType(typeof(LoginFound), "loginFound")]
[JsonDerivedType(typeof(TalkStarted), "talkStarted")]
[JsonDerivedType(typeof(DocumentAdded), "documentAdded")]
[JsonDerivedType(typeof(DocumentsAsked), "documentsAsked")]
[JsonDerivedType(typeof(DocumentsWaived), "documentsWaived")]
[JsonDerivedType(typeof(ConsentDeclined), "consentDeclined")]
[JsonDerivedType(typeof(AppointmentAttached), "appointmentAttached")]
[JsonDerivedType(typeof(DoctorUnanswered), "doctorUnanswered")]
[JsonDerivedType(typeof(AppointmentBooked), "appointmentBooked")]
[JsonDerivedType(typeof(AppointmentMoved), "appointmentMoved")]
[JsonDerivedType(typeof(AppointmentCancelled), "appointmentCancelled")]
[JsonDerivedType(typeof(Rated), "rated")]
[JsonDerivedType(typeof(CallBackAsked), "callBackAsked")]
[JsonDerivedType(typeof(CalledBack), "calledBack")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(SupervisorJoined), "supervisorJoined")]
[JsonDerivedType(typeof(SupervisorLeft), "supervisorLeft")]
[JsonDerivedType(typeof(Raised), "raised")]
[JsonDerivedType(typeof(Lowered), "lowered")]
internal abstract record SessionFact;

/// <summary>The session was opened.</summary>
/// <param name="Mode">How the patient wants to talk.</param>
/// <param name="Owner">The caller who opened it and may come back to it; not sent to anybody.</param>
/// <param name="Insurer">Under whose name it was opened; null in sessions from before there were several.</param>
/// <param name="Phone">The caller, where they phone (S5.2), not sent; null otherwise.</param>
internal sealed record Opened(SessionMode Mode, Caller Owner, NamedInsurer? Insurer = null, PhoneCaller? Phone = null) : SessionFact;

/// <summary>It was settled who needs help.</summary>
/// <param name="Patient">The person as the records had them at that moment.</param>
internal sealed record PatientChosen(PatientSnapshot Patient) : SessionFact;

/// <summary>The consultant sent a sign-in code (S1.3).</summary>
/// <param name="MaskedPhone">Where, all but the last four digits hidden.</param>
internal sealed record SignInCodeSent(string MaskedPhone) : SessionFact;

/// <summary>The consultant signed the visitor in: from now on the session is this account's (S1.3).</summary>
/// <param name="Account">The account whose session it is; not sent to anybody.</param>
internal sealed record PatientSignedIn(AccountId Account) : SessionFact;

/// <summary>The insurer gave the person another number to sign in by (S2.1): the session goes on as that account's, and the former number's sign-ins are out of it.</summary>
/// <param name="Account">The account whose session it is from now on; not sent to anybody.</param>
/// <param name="ConsentBy">The person or representative who confirms consents from now on; not sent.</param>
internal sealed record LoginChanged(AccountId Account, string? ConsentBy) : SessionFact;

/// <summary>Somebody who phones from a strange number was identified (S5.2): the session is the account's of the person's login, which opens it by the link and its own code.</summary>
/// <param name="Account">The account; not sent to anybody.</param>
internal sealed record LoginFound(AccountId Account) : SessionFact;

/// <summary>The doctor has the patient on the phone: the consultation's clock starts with this event (S3.4).</summary>
/// <param name="StartedAt">When the clock started.</param>
/// <param name="EndsAt">When the limit is reached, or null.</param>
internal sealed record TalkStarted(DateTimeOffset StartedAt, DateTimeOffset? EndsAt) : SessionFact;

/// <summary>The consultant identified a person by policy number, full name and birth date (S2.2). Its data are for staff only.</summary>
/// <param name="PatientId">The insured person.</param>
internal sealed record Identified(PatientId PatientId) : SessionFact;

/// <summary>The consent was withdrawn (S2.3): no further service.</summary>
internal sealed record ConsentWithdrawn : SessionFact;

/// <summary>The session waits for a specialist; the event's sequence is the wait's ticket.</summary>
/// <param name="Wait">The whole wait; who is awaited and who stays with the patient is sent, the rest is not.</param>
internal sealed record Queued(Wait Wait) : SessionFact;

/// <summary>The session was offered to a specialist. For staff only.</summary>
/// <param name="Staff">The specialist who was asked.</param>
/// <param name="EstimatedSeconds">How long the wait was to last when it began, as the queue told then; null where it did not.</param>
internal sealed record Offered(StaffId Staff, int? EstimatedSeconds = null) : SessionFact;

/// <summary>A leg began: the specialist is with the patient.</summary>
/// <param name="Kind">Which leg.</param>
/// <param name="Staff">The specialist.</param>
/// <param name="StartedAt">When the clock started (S3.4).</param>
/// <param name="EndsAt">When the limit is reached; null for legs without one.</param>
/// <param name="Slots">The units of the specialist's capacity that this leg claims; not sent.</param>
/// <param name="CompanionUntil">How long the consultant who stayed may stay on; null where none did.</param>
/// <param name="Ticket">The wait whose offer was taken, not sent; null in journals from before it was kept.</param>
/// <param name="ReturnsBy">Until when the patient, whose page was put aside, is awaited; null where they are there.</param>
internal sealed record LegStarted(
    LegKind Kind, StaffSnapshot Staff, DateTimeOffset StartedAt, DateTimeOffset? EndsAt, int[] Slots, DateTimeOffset? CompanionUntil = null, long? Ticket = null, DateTimeOffset? ReturnsBy = null) : SessionFact;

/// <summary>A chat message.</summary>
/// <param name="Text">As typed, at most 8,000 characters.</param>
/// <param name="DocumentIds">Documents it refers to.</param>
internal sealed record Message(string Text, string[] DocumentIds) : SessionFact;

/// <summary>A participant has seen everything up to a sequence.</summary>
/// <param name="UpTo">The last sequence seen.</param>
internal sealed record Read(long UpTo) : SessionFact;

/// <summary>The consultant sent the consent text (S2.3).</summary>
/// <param name="TextVersion">Which version.</param>
/// <param name="MaskedPhone">The number, masked, to which the link to it goes (S5.2); null where the patient has a page of the session.</param>
internal sealed record ConsentRequested(string TextVersion, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MaskedPhone = null) : SessionFact;

/// <summary>The person, or the representative, confirmed the consent on the platform (S2.3).</summary>
/// <param name="TextVersion">Which version.</param>
/// <param name="TextHash">SHA-256 of the text shown, in hexadecimal; not sent.</param>
internal sealed record ConsentConfirmed(string TextVersion, string TextHash) : SessionFact;

/// <summary>The person, or the representative, did not agree to the consent that was sent (S2.3). It may still be confirmed.</summary>
/// <param name="TextVersion">Which version.</param>
internal sealed record ConsentDeclined(string TextVersion) : SessionFact;

/// <summary>The consultant transferred the patient. Its data are for staff only.</summary>
/// <param name="To">To which kind of specialist.</param>
/// <param name="Reason">Why, in the consultant's words.</param>
/// <param name="OverrideReason">Why against the age rule (S3.2); null when with it.</param>
/// <param name="Appointment">The booking to whose doctor (S4.4); null otherwise.</param>
internal sealed record Transferred(QueueKind To, string Reason, string? OverrideReason, AppointmentId? Appointment = null) : SessionFact;

/// <summary>The session carries a booking whose time is near (S4.4).</summary>
/// <param name="Appointment">The booking.</param>
internal sealed record AppointmentAttached(BookedConsultation Appointment) : SessionFact;

/// <summary>The booked doctor, for whom alone the session waits, did not answer in time, or declined. For staff only.</summary>
/// <param name="Staff">The doctor.</param>
/// <param name="Declined">Whether by the doctor's will.</param>
internal sealed record DoctorUnanswered(StaffId Staff, bool Declined) : SessionFact;

/// <summary>The consultant who stayed after a transfer is gone.</summary>
/// <param name="ParticipantId">The participant.</param>
internal sealed record CompanionLeft(ParticipantId ParticipantId) : SessionFact;

/// <summary>The way of talking changed.</summary>
/// <param name="Mode">The new one.</param>
/// <param name="Slots">The units of the specialist's capacity that the leg claims from now on, not sent; null where they stay as they are.</param>
internal sealed record ModeChanged(SessionMode Mode, int[]? Slots = null) : SessionFact;

/// <summary>The patient's connection check of a little while before (S1.4). Its data are for staff only.</summary>
/// <param name="Check">The check's finding.</param>
internal sealed record ConnectionChecked(ConnectionCheck Check) : SessionFact;

/// <summary>How a call went, as the one who reports saw it. Its data are for staff only.</summary>
/// <param name="Report">The observations; no media is ever recorded.</param>
internal sealed record CallRecord(CallReport Report) : SessionFact;

/// <summary>A participant's last connection has been silent for 10 s (S6).</summary>
/// <param name="ParticipantId">The participant.</param>
/// <param name="Since">When it was last heard.</param>
internal sealed record Dropped(ParticipantId ParticipantId, DateTimeOffset Since) : SessionFact;

/// <summary>A dropped participant is connected again.</summary>
/// <param name="ParticipantId">The participant.</param>
internal sealed record Rejoined(ParticipantId ParticipantId) : SessionFact;

/// <summary>The leg's limit is near.</summary>
/// <param name="SecondsLeft">How near: 300 or 60.</param>
internal sealed record LimitWarning(int SecondsLeft) : SessionFact;

/// <summary>The leg is over.</summary>
/// <param name="Reason">Why.</param>
internal sealed record LegEnded(LegEndReason Reason) : SessionFact;

/// <summary>The doctor began the conclusion: its first version is stored. Later versions are no events; programs of before wrote one for each.</summary>
/// <param name="ConclusionId">Which.</param>
/// <param name="Digest">A digest of what the doctor's page sent, to know its repeat by; not sent, and null in journals from before it was kept.</param>
internal sealed record ConclusionSaved(ConclusionId ConclusionId, string? Digest = null) : SessionFact;

/// <summary>The doctor signed the conclusion: the patient can read it in the calendar (S3.6).</summary>
/// <param name="ConclusionId">Which.</param>
/// <param name="TextHash">The hash of what was signed; not sent, and null in journals from before it was kept.</param>
internal sealed record ConclusionSigned(ConclusionId ConclusionId, string? TextHash = null) : SessionFact;

/// <summary>The doctor corrected a signed conclusion: another edition of it is signed, the one before stays.</summary>
/// <param name="ConclusionId">Which.</param>
/// <param name="Edition">Which edition the correction made.</param>
/// <param name="TextHash">The hash of what was signed; not sent.</param>
/// <param name="Digest">A digest of what the doctor's page sent, to know its repeat by; not sent.</param>
internal sealed record ConclusionCorrected(ConclusionId ConclusionId, int Edition, string TextHash, string Digest) : SessionFact;

/// <summary>The person added a document to the Medcard (S3.8).</summary>
/// <param name="DocumentId">Which.</param>
/// <param name="Name">Its name at that moment.</param>
/// <param name="Kind">By its bytes.</param>
internal sealed record DocumentAdded(DocumentId DocumentId, string Name, DocumentKind Kind) : SessionFact;

/// <summary>A specialist needs documents: no doctor is called before one is there (S3.8).</summary>
/// <param name="What">Which, in words for the patient.</param>
/// <param name="MaskedPhone">As with <see cref="ConsentRequested"/>.</param>
internal sealed record DocumentsAsked(string What, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MaskedPhone = null) : SessionFact;

/// <summary>A specialist goes on without the documents. Its data are for staff only.</summary>
/// <param name="Reason">Why, in the specialist's words.</param>
internal sealed record DocumentsWaived(string Reason) : SessionFact;

/// <summary>The patient was booked for a consultation (S4.2).</summary>
/// <param name="Visit">The booking.</param>
internal sealed record AppointmentBooked(BookedVisit Visit) : SessionFact, ITellsOfBooking;

/// <summary>A booking of the patient was moved.</summary>
/// <param name="Visit">The booking as it is now.</param>
/// <param name="FormerStartsAt">When it was to begin before.</param>
internal sealed record AppointmentMoved(BookedVisit Visit, DateTimeOffset? FormerStartsAt) : SessionFact, ITellsOfBooking;

/// <summary>A booking of the patient was cancelled.</summary>
/// <param name="Visit">The booking as it was.</param>
internal sealed record AppointmentCancelled(BookedVisit Visit) : SessionFact, ITellsOfBooking;

/// <summary>A fact about a booking of the patient.</summary>
internal interface ITellsOfBooking
{
    /// <summary>The booking.</summary>
    BookedVisit Visit { get; }
}

/// <summary>A booking as a session's people are told of it.</summary>
/// <param name="AppointmentId">Which.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="DoctorName">With whom.</param>
/// <param name="Specialty">Of which specialty.</param>
/// <param name="Zone">The doctor's zone.</param>
/// <param name="Documents">Which documents the patient has to add before; null for none, and in journals of before they were told.</param>
/// <param name="GivenName">The person's first name, where the login has several persons; null otherwise.</param>
internal sealed record BookedVisit(
    AppointmentId AppointmentId, long Version, DateTimeOffset StartsAt, string DoctorName, string Specialty, string Zone, string? Documents = null, string? GivenName = null);

/// <summary>The session is over.</summary>
/// <param name="Reason">Why.</param>
/// <param name="ContinuedIn">The session that goes on instead, with <see cref="CloseReason.ContinuedElsewhere"/>.</param>
/// <param name="Person">The person whose session goes on, where somebody chose that person; not sent.</param>
internal sealed record SessionClosed(CloseReason Reason, SessionId? ContinuedIn = null, PatientId? Person = null) : SessionFact;

/// <summary>The patient wants to be called back when the page is put aside (S6).</summary>
/// <param name="By">How.</param>
/// <param name="Origin">The scheme, host and port of the platform's pages, for a link; not sent, and null where they are not known.</param>
internal sealed record CallBackAsked(CallBackBy By, string? Origin = null) : SessionFact;

/// <summary>The patient was called back to the page.</summary>
/// <param name="By">How.</param>
/// <param name="Place">Why.</param>
internal sealed record CalledBack(CallBackBy By, CallBackPlace Place) : SessionFact;

/// <summary>The patient is back at the page: the leg's clock starts, and a wait goes on as that of somebody who is there.</summary>
/// <param name="StartedAt">When the leg started by that; null while waiting.</param>
/// <param name="EndsAt">When its limit is reached, or null.</param>
internal sealed record Returned(DateTimeOffset? StartedAt, DateTimeOffset? EndsAt) : SessionFact;

/// <summary>The patient rated the session after its end. For the patient only, and the comment for nobody.</summary>
/// <param name="Stars">1 to 5.</param>
/// <param name="Comment">The patient's words, or null.</param>
internal sealed record Rated(int Stars, string? Comment) : SessionFact;

/// <summary>A command asked for what held already. On record only: its late repeat is to change nothing either, also after a restart.</summary>
/// <param name="Command">The kind of the command, in a word.</param>
/// <param name="Argument">Its argument as <see cref="Asked"/> has it, or null.</param>
internal sealed record Unchanged(string Command, string? Argument) : SessionFact;

/// <summary>An entry of a session's journal.</summary>
/// <param name="Sequence">From 1, gapless, the same for everybody.</param>
/// <param name="At">When it was decided.</param>
/// <param name="By">The participant whose doing it is.</param>
/// <param name="Fact">The fact that happened.</param>
internal sealed record SessionEvent(long Sequence, DateTimeOffset At, ParticipantId By, SessionFact Fact);
