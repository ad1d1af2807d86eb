namespace Medzdrav.Contracts;

/// <summary>A search for free slots.</summary>
/// <param name="Specialty">Of which specialty; null where a doctor is named.</param>
/// <param name="Doctor">With whom; null for any.</param>
/// <param name="FirstDay">From which day on; null for today.</param>
/// <param name="LastDay">Up to which day; null for as far as may be booked.</param>
/// <param name="NotBefore">The earliest time of day: <c>08:00</c>; null for any.</param>
/// <param name="NotAfter">The latest time of day at which it begins; null for any.</param>
/// <param name="Zone">The zone of those days and times, the patient's as a rule: an IANA name. An unknown one, or null, is the clinic's.</param>
/// <param name="RepeatFor">A person who comes again: without a doctor, the one whom the person was booked with last is looked for.</param>
[GenerateSerializer, Immutable, Alias("SlotQuery")]
public sealed record SlotQuery(
    [property: Id(0)] string? Specialty = null,
    [property: Id(1)] StaffId? Doctor = null,
    [property: Id(2)] DateOnly? FirstDay = null,
    [property: Id(3)] DateOnly? LastDay = null,
    [property: Id(4)] string? NotBefore = null,
    [property: Id(5)] string? NotAfter = null,
    [property: Id(6)] string? Zone = null,
    [property: Id(7)] PatientId? RepeatFor = null);

/// <summary>Free slots.</summary>
/// <param name="Slots">The soonest first; at the same time by the doctors' names; at most 200.</param>
/// <param name="More">Whether there are more.</param>
/// <param name="Zone">The zone in which days and times of the search were understood.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("FoundSlots")]
public sealed record FoundSlots([property: Id(0)] FreeSlot[] Slots, [property: Id(1)] bool More, [property: Id(2)] string Zone, [property: Id(3)] DateTimeOffset Now);

/// <summary>A quarter of an hour that can be booked.</summary>
/// <param name="DoctorId">With whom.</param>
/// <param name="DoctorName">Full name.</param>
/// <param name="Specialty">Of which specialty.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="Zone">The doctor's zone.</param>
[GenerateSerializer, Immutable, Alias("FreeSlot")]
public sealed record FreeSlot(
    [property: Id(0)] StaffId DoctorId, [property: Id(1)] string DoctorName, [property: Id(2)] string Specialty, [property: Id(3)] DateTimeOffset StartsAt, [property: Id(4)] string Zone);
