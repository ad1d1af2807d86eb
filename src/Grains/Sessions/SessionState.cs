using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A session as its events made it: a fold without a clock.</summary>
internal sealed partial record SessionState
{
    /// <summary>Which session.</summary>
    public required SessionId Id { get; init; }

    /// <summary>The last event in it; 0 before the first.</summary>
    public long Sequence { get; init; }

    /// <summary>The owner: the caller who opened it, since a sign-in with the consultant that account.</summary>
    public Caller Owner { get; init; }

    /// <summary>The visitor who opened it and was signed in since; null otherwise.</summary>
    public Caller? Visitor { get; init; }

    /// <summary>The callers who were its patient's side until the person got another number to sign in by.</summary>
    public ImmutableArray<Caller> FormerOwners { get; init; } = [];

    /// <summary>The caller who phones (S5.2); null in other sessions.</summary>
    public PhoneCaller? Phone { get; init; }

    /// <summary>Whether the caller phones from the login of the session's account.</summary>
    public bool IsOwnNumber { get; init; }

    /// <summary>Where the last sign-in code went, masked; null when none is awaited.</summary>
    public string? CodeSentTo { get; init; }

    /// <summary>The person identified by policy, name and birth date; null when nobody was.</summary>
    public PatientId? Identified { get; init; }

    /// <summary>Under whose name it was opened; null in sessions from before there were several insurers.</summary>
    public NamedInsurer? OpenedUnder { get; init; }

    /// <summary>The insurer of the patient's policy, else under whose name it was opened: in whose words it goes on, and whose consent text counts.</summary>
    public NamedInsurer? Insurer { get; init; }

    /// <summary>How they talk.</summary>
    public SessionMode Mode { get; init; }

    /// <summary>Where it stands.</summary>
    public SessionPhase Phase { get; init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was closed, or null.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it was closed, or null.</summary>
    public CloseReason? CloseReason { get; init; }

    /// <summary>The session that goes on instead, or null.</summary>
    public SessionId? ContinuedIn { get; init; }

    /// <summary>The person who needs help; null until chosen.</summary>
    public PatientSnapshot? Patient { get; init; }

    /// <summary>The participants: the patient, the leg's specialist, the consultant who stayed.</summary>
    public ImmutableArray<Participant> Participants { get; init; } = [];

    /// <summary>The running wait, or null.</summary>
    public Wait? Waiting { get; init; }

    /// <summary>The sequence at which the running wait began; 0 while nobody is awaited.</summary>
    public long Ticket { get; init; }

    /// <summary>The running leg, or null.</summary>
    public Leg? Leg { get; init; }

    /// <summary>The consultant who stayed after a transfer, or null.</summary>
    public Companion? Companion { get; init; }

    /// <summary>The consultant seen last, who is asked first when the patient returns.</summary>
    public StaffId? Consultant { get; init; }

    /// <summary>The doctors' consultations, in order.</summary>
    public ImmutableArray<Consulted> Consultations { get; init; } = [];

    /// <summary>The transfer's reason, for the doctor's offer.</summary>
    public string? Reason { get; init; }

    /// <summary>The consent sent and not confirmed, or null.</summary>
    public string? ConsentRequested { get; init; }

    /// <summary>The consent sent and declined, while it is neither confirmed nor sent again, or null.</summary>
    public string? ConsentDeclined { get; init; }

    /// <summary>When a consent was sent last; null before.</summary>
    public DateTimeOffset? ConsentRequestedAt { get; init; }

    /// <summary>The consent in force, or null.</summary>
    public string? ConsentConfirmed { get; init; }

    /// <summary>The booking that it carries, or null.</summary>
    public BookedConsultation? Appointment { get; init; }

    /// <summary>The wait for a booked doctor of which it was said that nobody answers; 0 before any.</summary>
    public long UnansweredTicket { get; init; }

    /// <summary>How many chat messages there are.</summary>
    public int Messages { get; init; }

    /// <summary>How much it holds: the texts of messages as UTF-8, and a flat sum for each event.</summary>
    public long Bytes { get; init; }

    /// <summary>The last chat message; 0 before the first.</summary>
    public long LastMessage { get; init; }

    /// <summary>The documents that were added while it was open.</summary>
    public ImmutableHashSet<DocumentId> Documents { get; init; } = [];

    /// <summary>The documents that a specialist asked for, in words, while none came and nobody waived them; null otherwise (S3.8).</summary>
    public string? DocumentsAwaited { get; init; }

    /// <summary>When documents were asked for last; null before.</summary>
    public DateTimeOffset? DocumentsAskedAt { get; init; }

    /// <summary>The bookings that its people were told of, each by the last version told.</summary>
    public ImmutableDictionary<AppointmentId, long> Bookings { get; init; } = ImmutableDictionary<AppointmentId, long>.Empty;

    /// <summary>How the patient is called back when the page is put aside, or null.</summary>
    public CallBackBy? CallBack { get; init; }

    /// <summary>The scheme, host and port of the platform's pages as the patient has them, where they asked to be called back; else null.</summary>
    public string? PageOrigin { get; init; }

    /// <summary>The wait in which the patient was called back last, and why; null before.</summary>
    public CalledIn? Called { get; init; }

    /// <summary>Whether the one SMS was sent that calls back.</summary>
    public bool IsSmsSpent { get; init; }

    /// <summary>When the patient did not come who was called; null where they are awaited no more.</summary>
    public DateTimeOffset? MissedAt { get; init; }

    /// <summary>The stars that the patient gave it, or null.</summary>
    public int? Stars { get; init; }

    /// <summary>How many reports of calls there are.</summary>
    public int CallRecords { get; init; }

    /// <summary>Every specialist who was with the patient.</summary>
    public ImmutableHashSet<StaffId> Met { get; init; } = [];

    /// <summary>How far each participant has read.</summary>
    public ImmutableDictionary<ParticipantId, long> ReadUpTo { get; init; } = ImmutableDictionary<ParticipantId, long>.Empty;

    /// <summary>Whether it is open.</summary>
    public bool IsOpen => Sequence > 0 && Phase != SessionPhase.Closed;

    /// <summary>The empty state before the first event.</summary>
    public static SessionState New(SessionId id) => new() { Id = id };
}
