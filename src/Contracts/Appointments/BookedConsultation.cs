namespace Medzdrav.Contracts;

/// <summary>A booking as the session that carries it shows it: with whom, and when. Both sides see it.</summary>
/// <param name="AppointmentId">Which.</param>
/// <param name="Version">The version that stood then.</param>
/// <param name="DoctorId">With whom.</param>
/// <param name="DoctorName">Full name.</param>
/// <param name="Specialty">Of which specialty.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="Zone">The doctor's zone.</param>
[GenerateSerializer, Immutable, Alias("BookedConsultation")]
public sealed record BookedConsultation(
    [property: Id(0)] AppointmentId AppointmentId,
    [property: Id(1)] long Version,
    [property: Id(2)] StaffId DoctorId,
    [property: Id(3)] string DoctorName,
    [property: Id(4)] string Specialty,
    [property: Id(5)] DateTimeOffset StartsAt,
    [property: Id(6)] string Zone);
