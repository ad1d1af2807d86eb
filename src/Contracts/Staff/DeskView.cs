namespace Medzdrav.Contracts;

/// <summary>A session on a specialist's desk.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="PatientName">The person's name; null when not signed in.</param>
/// <param name="Mode">How they talk.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Since">When this specialist's leg began.</param>
/// <param name="Insurer">The session's insurer, or null.</param>
[GenerateSerializer, Immutable, Alias("DeskSession")]
public sealed record DeskSession([property: Id(0)] SessionId SessionId, [property: Id(1)] string? PatientName, [property: Id(2)] SessionMode Mode, [property: Id(3)] SessionPhase Phase, [property: Id(4)] DateTimeOffset Since, [property: Id(5)] NamedInsurer? Insurer = null);

/// <summary>All that a specialist's page shows when it opens.</summary>
/// <param name="Staff">The staff member.</param>
/// <param name="Duty">The switch.</param>
/// <param name="Offers">The offers that ring.</param>
/// <param name="Sessions">The open sessions with them.</param>
/// <param name="AwaitingSignature">A doctor's consultations whose conclusion is not signed yet, oldest first: an entry for each, with that consultation alone.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="Booked">A doctor's bookings of the next 24 hours that stand, and those of a quarter of an hour before, the soonest first; null from a silo of an earlier version.</param>
/// <param name="Rings">The call to a patient that rings from a consultant's desk, or null.</param>
[GenerateSerializer, Immutable, Alias("DeskView")]
public sealed record DeskView(
    [property: Id(0)] StaffView Staff,
    [property: Id(1)] DutyView Duty,
    [property: Id(2)] OfferView[] Offers,
    [property: Id(3)] DeskSession[] Sessions,
    [property: Id(4)] CalendarEntry[] AwaitingSignature,
    [property: Id(5)] DateTimeOffset Now,
    [property: Id(6)] DeskBooking[]? Booked = null,
    [property: Id(7)] RungCall? Rings = null);

/// <summary>A booking on its doctor's desk. For whom it is, the offer says on the day.</summary>
/// <param name="AppointmentId">Which.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="Specialty">Of which specialty.</param>
/// <param name="Repeated">Whether the patient comes again.</param>
/// <param name="KeptFreeFrom">From when on nobody else is offered to the doctor because of it.</param>
[GenerateSerializer, Immutable, Alias("DeskBooking")]
public sealed record DeskBooking([property: Id(0)] AppointmentId AppointmentId, [property: Id(1)] DateTimeOffset StartsAt, [property: Id(2)] string Specialty, [property: Id(3)] bool Repeated, [property: Id(4)] DateTimeOffset? KeptFreeFrom = null);
