using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>How the patient wants to talk (S3.1).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SessionMode>))]
public enum SessionMode
{
    /// <summary>Text only.</summary>
    Chat,

    /// <summary>Voice, with the chat beside it (S3.7).</summary>
    Audio,

    /// <summary>Video, with the chat beside it (S3.7).</summary>
    Video,

    /// <summary>By the hotline, without Internet (S5.2).</summary>
    Phone,
}

/// <summary>Where a session stands; <c>docs/architecture.md</c> draws the transitions.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SessionPhase>))]
public enum SessionPhase
{
    /// <summary>In the consultants' queue: first contact, or returned from a doctor.</summary>
    WaitingForConsultant,

    /// <summary>With a consultant, before any doctor.</summary>
    Intake,

    /// <summary>In a doctors' queue.</summary>
    WaitingForDoctor,

    /// <summary>With a doctor.</summary>
    Consultation,

    /// <summary>With a consultant again, after a doctor (S3.5).</summary>
    FollowUp,

    /// <summary>Over.</summary>
    Closed,
}

/// <summary>A participant's part in a session.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ParticipantRole>))]
public enum ParticipantRole
{
    /// <summary>The insured person, the representative, or a visitor not signed in yet.</summary>
    Patient,

    /// <summary>«Медконсультант».</summary>
    Consultant,

    /// <summary>A doctor.</summary>
    Doctor,

    /// <summary>Looks on, visibly and on record (S6).</summary>
    Supervisor,

    /// <summary>The platform itself.</summary>
    System,
}

/// <summary>Why a session was closed.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CloseReason>))]
public enum CloseReason
{
    /// <summary>All done.</summary>
    Completed,

    /// <summary>The patient left.</summary>
    CancelledByPatient,

    /// <summary>No connection for 15 minutes (S5.1).</summary>
    NoConnection,

    /// <summary>The service could not be given.</summary>
    NoService,

    /// <summary>The person goes on in another session.</summary>
    ContinuedElsewhere,

    /// <summary>Closed by staff for another reason.</summary>
    StaffClosed,
}

/// <summary>Kinds of legs: stretches of a session with one specialist.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<LegKind>))]
public enum LegKind
{
    /// <summary>The first talk with a consultant.</summary>
    Intake,

    /// <summary>The doctor's consultation.</summary>
    Consultation,

    /// <summary>The talk with a consultant afterwards.</summary>
    FollowUp,
}

/// <summary>Why a leg ended.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<LegEndReason>))]
public enum LegEndReason
{
    /// <summary>The specialist ended it.</summary>
    Ended,

    /// <summary>Its time was over (S3.4, S4.5).</summary>
    Limit,

    /// <summary>The patient left it.</summary>
    Left,

    /// <summary>The specialist lost the connection for too long (S6).</summary>
    Dropped,

    /// <summary>The patient was transferred.</summary>
    Transferred,

    /// <summary>The specialist may not go on, and somebody else will: switched off, or signed out everywhere.</summary>
    Replaced,

    /// <summary>The patient, whose page was put aside, did not come back in time (S6).</summary>
    NotReturned,
}

/// <summary>A session's wait.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<QueueKind>))]
public enum QueueKind
{
    /// <summary>A consultant.</summary>
    Consultant,

    /// <summary>The duty therapist: from 18 years (S3.2).</summary>
    Therapist,

    /// <summary>The duty paediatrician: 1 to 17 years (S3.2).</summary>
    Paediatrician,

    /// <summary>A booked specialist. Nobody waits in a queue for one: bookings are for a certain doctor.</summary>
    Specialist,
}

/// <summary>Sex as in the policy.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Sex>))]
public enum Sex
{
    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,
}
