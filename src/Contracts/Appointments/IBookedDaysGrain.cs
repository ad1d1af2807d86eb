namespace Medzdrav.Contracts;

/// <summary>A doctor's own booked consultations by days. Key: the doctor's <see cref="StaffId"/>.</summary>
[Alias("IBookedDaysGrain")]
public interface IBookedDaysGrain : IGrainWithStringKey
{
    /// <summary>The bookings of some days at the doctor's place, without cancelled ones; it leaves an audit entry that names whose they are.</summary>
    /// <param name="day">A day of them; null for today there.</param>
    /// <param name="week">The whole week of that day, from Monday on.</param>
    /// <returns>Them, or refused: notFound (no such member, or no doctor).</returns>
    [Alias("Read")] Task<Reply<BookedDays>> Read(DateOnly? day, bool week);
}

/// <summary>The bookings of a doctor on some days.</summary>
/// <param name="FirstDay">The first of the days, on the wall of the zone.</param>
/// <param name="Count">How many days.</param>
/// <param name="Day">The day that was asked for.</param>
/// <param name="Today">The day it is there.</param>
/// <param name="Zone">The doctor's zone.</param>
/// <param name="Bookings">The bookings, the soonest first.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("BookedDays")]
public sealed record BookedDays(
    [property: Id(0)] DateOnly FirstDay,
    [property: Id(1)] int Count,
    [property: Id(2)] DateOnly Day,
    [property: Id(3)] DateOnly Today,
    [property: Id(4)] string Zone,
    [property: Id(5)] BookedPatient[] Bookings,
    [property: Id(6)] DateTimeOffset Now);

/// <summary>A booked patient, as the doctor sees them ahead: not why, which the doctor reads with the patient.</summary>
/// <param name="AppointmentId">Which booking.</param>
/// <param name="Version">Grows with each change.</param>
/// <param name="State">How it stands.</param>
/// <param name="PatientName">Full name.</param>
/// <param name="AgeYears">The age on that day.</param>
/// <param name="Specialty">As what the doctor is booked.</param>
/// <param name="StartsAt">When it begins; it lasts 15 minutes.</param>
/// <param name="Day">On which day at the doctor's place.</param>
/// <param name="From">At which time there: <c>09:00</c>.</param>
/// <param name="Zone">The zone in which it was agreed; the doctor may have moved since.</param>
/// <param name="Repeated">Whether the patient comes to the doctor again.</param>
/// <param name="Documents">Which documents were asked for (S3.8); null for none.</param>
/// <param name="DocumentsAwaited">Whether none was added since it was booked.</param>
/// <param name="OutsideRoster">The roster was changed and does not plan it any more.</param>
[GenerateSerializer, Immutable, Alias("BookedPatient")]
public sealed record BookedPatient(
    [property: Id(0)] AppointmentId AppointmentId,
    [property: Id(1)] long Version,
    [property: Id(2)] AppointmentState State,
    [property: Id(3)] string PatientName,
    [property: Id(4)] int AgeYears,
    [property: Id(5)] string Specialty,
    [property: Id(6)] DateTimeOffset StartsAt,
    [property: Id(7)] DateOnly Day,
    [property: Id(8)] string From,
    [property: Id(9)] string Zone,
    [property: Id(10)] bool Repeated,
    [property: Id(11)] string? Documents,
    [property: Id(12)] bool DocumentsAwaited,
    [property: Id(13)] bool OutsideRoster);
