namespace Medzdrav.Contracts;

/// <summary>A booking whose time is near, for the session that is to carry it.</summary>
/// <param name="Booked">The booking.</param>
/// <param name="DocumentsMissing">The documents that it needs and that nobody has added since it was made (S3.8); null for none.</param>
/// <param name="Mode">How they are to talk; null where nobody asked.</param>
[GenerateSerializer, Immutable, Alias("DueBooking")]
public sealed record DueBooking([property: Id(0)] BookedConsultation Booked, [property: Id(1)] string? DocumentsMissing, [property: Id(2)] SessionMode? Mode = null);
