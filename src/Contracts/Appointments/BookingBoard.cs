namespace Medzdrav.Contracts;

/// <summary>The first content of the page that books: with whom one can be booked and, where a person is chosen, for whom.</summary>
/// <param name="Doctors">All who have booking hours ahead, by name; one with several specialties once for each.</param>
/// <param name="Person">The person; null where nobody is chosen.</param>
/// <param name="MaxTextCharacters">The longest reason, list of documents and reason of an override, in characters.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("BookingBoard")]
public sealed record BookingBoard(
    [property: Id(0)] BookableDoctor[] Doctors, [property: Id(1)] PersonToBook? Person, [property: Id(2)] int MaxTextCharacters, [property: Id(3)] DateTimeOffset Now);

/// <summary>A doctor with booking hours.</summary>
/// <param name="DoctorId">The doctor.</param>
/// <param name="Name">Full name.</param>
/// <param name="Specialty">Of which specialty.</param>
/// <param name="Zone">The doctor's zone.</param>
[GenerateSerializer, Immutable, Alias("BookableDoctor")]
public sealed record BookableDoctor([property: Id(0)] StaffId DoctorId, [property: Id(1)] string Name, [property: Id(2)] string Specialty, [property: Id(3)] string Zone);

/// <summary>A person before a booking, as consultants see them.</summary>
/// <param name="Person">The insured person.</param>
/// <param name="MaskedPhone">The login, all but the last four digits hidden; null when unknown.</param>
/// <param name="Consented">Whether a consent to the text of now is there (S2.3).</param>
/// <param name="Family">Others of the same login.</param>
/// <param name="Appointments">The person's bookings, the latest first, cancelled ones included; at most 100.</param>
[GenerateSerializer, Immutable, Alias("PersonToBook")]
public sealed record PersonToBook(
    [property: Id(0)] FamilyMember Person,
    [property: Id(1)] string? MaskedPhone,
    [property: Id(2)] bool Consented,
    [property: Id(3)] FamilyMember[] Family,
    [property: Id(4)] AppointmentView[] Appointments);
