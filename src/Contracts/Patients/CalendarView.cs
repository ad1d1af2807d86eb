namespace Medzdrav.Contracts;

/// <summary>A line of the calendar («Календарь»).</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="PatientId">The insured person.</param>
/// <param name="PatientName">Full name.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ClosedAt">When it was closed; null while open.</param>
/// <param name="Mode">How they talked.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="CloseReason">Why it was closed, or null.</param>
/// <param name="DoctorName">The doctor who consulted last; null when none did.</param>
/// <param name="Specialty">The duty of that doctor, or null.</param>
/// <param name="Conclusion">The conclusion signed last, or null.</param>
/// <param name="Consultations">All consultations of doctors, in order; each has a conclusion of its own (S3.6).</param>
/// <param name="Answered">Whether any specialist has talked with the patient in it: a call that ended before was no talk.</param>
/// <param name="Rating">How the patient rated it, or until when that may be done; null where it may not be, and in what staff read.</param>
[GenerateSerializer, Immutable, Alias("CalendarEntry")]
public sealed record CalendarEntry(
    [property: Id(0)] SessionId SessionId,
    [property: Id(1)] PatientId PatientId,
    [property: Id(2)] string PatientName,
    [property: Id(3)] DateTimeOffset OpenedAt,
    [property: Id(4)] DateTimeOffset? ClosedAt,
    [property: Id(5)] SessionMode Mode,
    [property: Id(6)] SessionPhase Phase,
    [property: Id(7)] CloseReason? CloseReason,
    [property: Id(8)] string? DoctorName,
    [property: Id(9)] QueueKind? Specialty,
    [property: Id(10)] ConclusionId? Conclusion,
    [property: Id(11)] ConsultationView[] Consultations,
    [property: Id(12)] bool Answered = true,
    [property: Id(13)] RatingView? Rating = null);

/// <summary>A consultation: one time that a doctor was with the patient.</summary>
/// <param name="ConclusionId">The id of its conclusion, begun or not.</param>
/// <param name="DoctorName">The doctor.</param>
/// <param name="Specialty">The duty the doctor was on.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="Conclusion">The conclusion, once it is signed; null until then.</param>
/// <param name="Number">Which of the session's consultations it is, from 1.</param>
/// <param name="CorrectedAt">When the conclusion was corrected last (S3.6); null where it stands as it was signed.</param>
[GenerateSerializer, Immutable, Alias("ConsultationView")]
public sealed record ConsultationView(
    [property: Id(0)] ConclusionId ConclusionId,
    [property: Id(1)] string DoctorName,
    [property: Id(2)] QueueKind Specialty,
    [property: Id(3)] DateTimeOffset StartedAt,
    [property: Id(4)] DateTimeOffset? EndedAt,
    [property: Id(5)] ConclusionId? Conclusion,
    [property: Id(6)] int Number = 1,
    [property: Id(7)] DateTimeOffset? CorrectedAt = null);

/// <summary>The calendar of one person or a whole account.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="Appointments">The bookings, the latest first, past and cancelled ones included; null from a silo of an earlier version.</param>
[GenerateSerializer, Immutable, Alias("CalendarView")]
public sealed record CalendarView([property: Id(0)] CalendarEntry[] Entries, [property: Id(1)] DateTimeOffset Now, [property: Id(2)] OwnAppointment[]? Appointments = null);
