using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The append-only journal of sessions: the one place where a session's truth lies. See ADR 0001.</summary>
public interface IJournal
{
    /// <summary>Stores a whole commit with its claims, its session row and its record writes in one transaction, or nothing of it.</summary>
    /// <returns>The outcome. Waits while the writer's channel is full.</returns>
    /// <exception cref="StorageUnavailableException">Unknown outcome, within 3 s: reload before deciding again.</exception>
    Task<AppendResult> AppendAsync(Commit commit, CancellationToken cancellation = default);

    /// <summary>The commits of a session from the one that holds <paramref name="fromSequence"/> on, in order; empty for an unknown session.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    Task<IReadOnlyList<StoredCommit>> ReadAsync(SessionId session, long fromSequence = 1, CancellationToken cancellation = default);

    /// <summary>The last stored sequence of each known session.</summary>
    Task<IReadOnlyList<JournalHead>> HeadsAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellation = default);
}

/// <summary>Events that are stored together.</summary>
/// <param name="Session">The session that claims.</param>
/// <param name="FirstSequence">The sequence of the first event: one after the last that the writer knows.</param>
/// <param name="LastSequence">The sequence of the last event.</param>
/// <param name="Command">The command they answer; unique per session. Null for the platform's own doing.</param>
/// <param name="At">When they were decided.</param>
/// <param name="Payload">All events, as <c>JournalCodec</c> writes them.</param>
/// <param name="Row">The session's row after them.</param>
/// <param name="Take">Claims that must be free.</param>
/// <param name="Release">Claims of this session that end.</param>
/// <param name="Records">Record changes that belong to the same decision; rare.</param>
public sealed record Commit(
    SessionId Session,
    long FirstSequence,
    long LastSequence,
    CommandId? Command,
    DateTimeOffset At,
    ReadOnlyMemory<byte> Payload,
    SessionRow Row,
    IReadOnlyList<Claim> Take,
    IReadOnlyList<Claim> Release,
    IReadOnlyList<RecordChange> Records)
{
    /// <summary>True when the stored row may stay as the last commit left it, as after most messages: <see cref="Row"/> is the same, or wakes later. Then only the events are written.</summary>
    public bool KeepsRow { get; init; }
}

/// <summary>A commit as read back.</summary>
/// <param name="FirstSequence">Its first event.</param>
/// <param name="LastSequence">Its last event.</param>
/// <param name="Command">The command it answered, or null.</param>
/// <param name="Payload">Its events, encoded.</param>
public sealed record StoredCommit(long FirstSequence, long LastSequence, CommandId? Command, ReadOnlyMemory<byte> Payload);

/// <summary>A unique right, held by one session: the key can't be claimed twice.</summary>
/// <param name="Kind">The thing that is claimed; see <see cref="Claims"/>.</param>
/// <param name="Key">Which one.</param>
public readonly record struct Claim(string Kind, string Key);

/// <summary>The kinds of claims.</summary>
public static class Claims
{
    /// <summary>The single open session of an insured person, or of its opener while nobody is chosen.</summary>
    public const string OpenSession = "open_session";

    /// <summary>A unit of a specialist's capacity.</summary>
    public const string StaffSlot = "staff_slot";

    /// <summary>The right to be this person's only open session.</summary>
    public static Claim Open(PatientId patient) => new(OpenSession, "patient:" + patient.Value);

    /// <summary>The right to be this opener's only open session while nobody is chosen.</summary>
    public static Claim Open(Caller owner) => new(OpenSession, $"{owner.Kind}:{owner.Id}");

    /// <summary>Unit number <paramref name="unit"/> of a specialist.</summary>
    public static Claim Slot(StaffId staff, int unit) => new(StaffSlot, $"{staff.Value}:{unit}");
}

/// <summary>The outcome of an append.</summary>
/// <param name="Outcome">Stored or why not.</param>
/// <param name="Violated">The claim that was held by another session; only with <see cref="AppendOutcome.ClaimHeld"/>, and null where the database does not say which.</param>
public readonly record struct AppendResult(AppendOutcome Outcome, Claim? Violated = null)
{
    /// <summary>Stored.</summary>
    public static readonly AppendResult Stored = new(AppendOutcome.Stored);

    /// <summary>Another commit stands at that sequence, or the command was stored already.</summary>
    public static readonly AppendResult Conflict = new(AppendOutcome.Conflict);

    /// <summary>A record stands otherwise than the decision assumed.</summary>
    public static readonly AppendResult RecordsDiffer = new(AppendOutcome.RecordsDiffer);
}

/// <summary>Outcomes of an append.</summary>
public enum AppendOutcome
{
    /// <summary>Durable.</summary>
    Stored,

    /// <summary>Another writer was faster, or this command is stored already: nothing was written; reload.</summary>
    Conflict,

    /// <summary>A claim is held by another session: nothing was written.</summary>
    ClaimHeld,

    /// <summary>A record stands otherwise than the decision assumed, such as a conclusion that was saved meanwhile: nothing was written; read it and decide again.</summary>
    RecordsDiffer,
}

/// <summary>The session's row: what queues, the sweep, calendars and desks read, so that nobody parses journals to find things.</summary>
public sealed record SessionRow
{
    /// <summary>Which session.</summary>
    public required SessionId Session { get; init; }

    /// <summary>The caller who opened it.</summary>
    public required Caller Owner { get; init; }

    /// <summary>For whom; null until chosen.</summary>
    public PatientId? Patient { get; init; }

    /// <summary>The patient's name and birth date for desks and offers; null until chosen.</summary>
    public string? PatientName { get; init; }

    /// <summary>See <see cref="PatientName"/>.</summary>
    public DateOnly? PatientBirthDate { get; init; }

    /// <summary>Its insurer, or null.</summary>
    public NamedInsurer? Insurer { get; init; }

    /// <summary>How they talk.</summary>
    public required SessionMode Mode { get; init; }

    /// <summary>Where it stands.</summary>
    public required SessionPhase Phase { get; init; }

    /// <summary>The queue it waits in, or null.</summary>
    public QueueKind? Queue { get; init; }

    /// <summary>The sequence at which the waiting began; null when not waiting.</summary>
    public long? Ticket { get; init; }

    /// <summary>The wait; null when not waiting.</summary>
    public Wait? Wait { get; init; }

    /// <summary>Whether the patient is there, as far as was known with this commit; null when not waiting.</summary>
    public Presence? Presence { get; init; }

    /// <summary>The transfer's reason while waiting for a doctor.</summary>
    public string? Reason { get; init; }

    /// <summary>The specialist of the running leg, or null.</summary>
    public StaffId? Staff { get; init; }

    /// <summary>When the running leg began.</summary>
    public DateTimeOffset? LegStartedAt { get; init; }

    /// <summary>The doctor who consulted last, or null.</summary>
    public StaffId? Doctor { get; init; }

    /// <summary>The name of that doctor.</summary>
    public string? DoctorName { get; init; }

    /// <summary>The duty of that doctor.</summary>
    public QueueKind? DoctorQueue { get; init; }

    /// <summary>When that doctor's leg began.</summary>
    public DateTimeOffset? ConsultedAt { get; init; }

    /// <summary>The conclusion signed last, or null.</summary>
    public ConclusionId? Conclusion { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was closed, or null.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it was closed, or null.</summary>
    public CloseReason? CloseReason { get; init; }

    /// <summary>When the sweep has to wake it at the latest; null only when closed.</summary>
    public DateTimeOffset? NextDeadline { get; init; }
}

/// <summary>A change of records that is stored with a commit. Where a record stands otherwise than the change assumes, nothing of the commit is stored (<see cref="AppendOutcome.RecordsDiffer"/>).</summary>
public abstract record RecordChange;

/// <summary>A consent was confirmed (S2.3).</summary>
/// <param name="Patient">For whom.</param>
/// <param name="TextVersion">Which version.</param>
/// <param name="TextHash">SHA-256 of the text.</param>
/// <param name="ConfirmedBy">The person's or the representative's name.</param>
/// <param name="Account">The account that confirmed.</param>
/// <param name="At">When.</param>
/// <param name="Insurer">The insurer whose text it was.</param>
public sealed record ConsentGiven(PatientId Patient, string TextVersion, string TextHash, string ConfirmedBy, AccountId Account, DateTimeOffset At, InsurerId Insurer) : RecordChange;

/// <summary>The consent was withdrawn (S2.3).</summary>
/// <param name="Patient">The insured person.</param>
/// <param name="At">When.</param>
public sealed record ConsentTakenBack(PatientId Patient, DateTimeOffset At) : RecordChange;

/// <summary>A conclusion was begun. Differs when it is stored already.</summary>
/// <param name="Doctor">The doctor who wrote it.</param>
/// <param name="Conclusion">All of it, in its first version.</param>
public sealed record ConclusionBegun(StaffId Doctor, ConclusionView Conclusion) : RecordChange;

/// <summary>A conclusion was signed, and never changes from now on. Differs when another version is stored, or a signed one.</summary>
/// <param name="Doctor">The doctor who wrote it.</param>
/// <param name="Conclusion">Which.</param>
/// <param name="Version">The version that was signed.</param>
/// <param name="At">When.</param>
public sealed record ConclusionSealed(StaffId Doctor, ConclusionId Conclusion, long Version, DateTimeOffset At) : RecordChange;

/// <summary>A consultation began, ended, or its conclusion was begun or signed: its row, whole.</summary>
/// <param name="Session">In which session.</param>
/// <param name="Patient">With whom.</param>
/// <param name="Consulted">The consultation as the session knows it.</param>
public sealed record ConsultationMoved(SessionId Session, PatientId Patient, Consulted Consulted) : RecordChange;
