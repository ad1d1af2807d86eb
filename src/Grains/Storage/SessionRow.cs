using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The session's row: what queues, the sweep, calendars and desks read, so that nobody parses journals to find things.</summary>
internal sealed record SessionRow
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

    /// <summary>The specialist for whom alone it waits, or null.</summary>
    public StaffId? Awaits { get; init; }

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

    /// <summary>When the running leg ends by its limit, or null.</summary>
    public DateTimeOffset? LegEndsAt { get; init; }

    /// <summary>The specialist who stayed beside the next one, waiting or talking, or null.</summary>
    public StaffId? Companion { get; init; }

    /// <summary>The doctor who consulted last, or null.</summary>
    public StaffId? Doctor { get; init; }

    /// <summary>The name of that doctor.</summary>
    public string? DoctorName { get; init; }

    /// <summary>The duty of that doctor.</summary>
    public QueueKind? DoctorQueue { get; init; }

    /// <summary>When that doctor's leg began.</summary>
    public DateTimeOffset? ConsultedAt { get; init; }

    /// <summary>Whether any specialist has talked with the patient.</summary>
    public bool Answered { get; init; }

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
