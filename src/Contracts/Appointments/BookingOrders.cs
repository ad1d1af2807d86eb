namespace Medzdrav.Contracts;

/// <summary>A wish to book a consultation.</summary>
/// <param name="Patient">For whom.</param>
/// <param name="Doctor">With whom.</param>
/// <param name="Specialty">Of which specialty.</param>
/// <param name="StartsAt">When it is to begin: a free slot.</param>
/// <param name="Terms">The words that go with it.</param>
/// <param name="Session">The session in which it was agreed: its consultant books for its patient; null outside of any.</param>
/// <param name="Alongside">Another person of the same login is booked for the same minute, and that is meant.</param>
[GenerateSerializer, Immutable, Alias("BookingOrder")]
public sealed record BookingOrder(
    [property: Id(0)] PatientId Patient,
    [property: Id(1)] StaffId Doctor,
    [property: Id(2)] string Specialty,
    [property: Id(3)] DateTimeOffset StartsAt,
    [property: Id(4)] BookingTerms Terms,
    [property: Id(5)] SessionId? Session = null,
    [property: Id(6)] bool Alongside = false);

/// <summary>A wish to move a booking.</summary>
/// <param name="Appointment">Which.</param>
/// <param name="Version">The version that was seen.</param>
/// <param name="StartsAt">When it is to begin: a free slot.</param>
/// <param name="Reason">Why, 1 to 1,000 characters.</param>
/// <param name="Doctor">With whom from now on; null for the same doctor.</param>
/// <param name="Specialty">Of which specialty; null for the same.</param>
/// <param name="OverrideReason">Why another doctor than the age rule's; null to leave what stands.</param>
/// <param name="Alongside">As in <see cref="BookingOrder"/>.</param>
/// <param name="PatientZone">Where the patient is now; null to leave what stands.</param>
/// <param name="WishAskedAt">When the patient's wish that was seen was asked for last: it is refused where the patient wishes something else meanwhile. Null where none was seen.</param>
/// <param name="Mode">How they are to talk from now on; null to leave what stands.</param>
[GenerateSerializer, Immutable, Alias("MoveOrder")]
public sealed record MoveOrder(
    [property: Id(0)] AppointmentId Appointment,
    [property: Id(1)] long Version,
    [property: Id(2)] DateTimeOffset StartsAt,
    [property: Id(3)] string Reason,
    [property: Id(4)] StaffId? Doctor = null,
    [property: Id(5)] string? Specialty = null,
    [property: Id(6)] string? OverrideReason = null,
    [property: Id(7)] bool Alongside = false,
    [property: Id(8)] string? PatientZone = null,
    [property: Id(9)] DateTimeOffset? WishAskedAt = null,
    [property: Id(10)] SessionMode? Mode = null);

/// <summary>A wish to cancel a booking (S4.6).</summary>
/// <param name="Appointment">Which.</param>
/// <param name="Version">The version that was seen.</param>
/// <param name="By">On whose wish.</param>
/// <param name="Reason">Why, 1 to 1,000 characters.</param>
/// <param name="WishAskedAt">As in <see cref="MoveOrder"/>.</param>
[GenerateSerializer, Immutable, Alias("CancelOrder")]
public sealed record CancelOrder(
    [property: Id(0)] AppointmentId Appointment,
    [property: Id(1)] long Version,
    [property: Id(2)] CancelledBy By,
    [property: Id(3)] string Reason,
    [property: Id(4)] DateTimeOffset? WishAskedAt = null);
