using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>A booked consultation («запись»), as consultants see it.</summary>
/// <param name="AppointmentId">Which; it stays when it is moved.</param>
/// <param name="Version">Grows with each change.</param>
/// <param name="State">How it stands.</param>
/// <param name="PatientId">For whom.</param>
/// <param name="PatientName">Full name.</param>
/// <param name="DoctorId">With whom.</param>
/// <param name="DoctorName">Full name.</param>
/// <param name="Specialty">Of which specialty.</param>
/// <param name="StartsAt">When it begins; it lasts 15 minutes.</param>
/// <param name="Zone">The doctor's zone, for showing both sides' times.</param>
/// <param name="Terms">The words that go with it.</param>
/// <param name="OutsideRoster">The doctor's roster was changed and does not plan it any more.</param>
/// <param name="CancelReason">Why it was cancelled; null while it stands.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="ToldAt">When the patient was told of this version (S4.2); null before.</param>
/// <param name="ToldBy">How.</param>
/// <param name="ToldByName">The consultant who told them; null where the platform did, or nobody yet.</param>
/// <param name="Attempts">When the platform looked for the two in vain, where it was closed without a connection; else null.</param>
/// <param name="SmsFailedAt">When the last SMS about this version failed; null where none did.</param>
/// <param name="SmsFailure">Why, or null.</param>
[GenerateSerializer, Immutable, Alias("AppointmentView")]
public sealed record AppointmentView(
    [property: Id(0)] AppointmentId AppointmentId,
    [property: Id(1)] long Version,
    [property: Id(2)] AppointmentState State,
    [property: Id(3)] PatientId PatientId,
    [property: Id(4)] string PatientName,
    [property: Id(5)] StaffId DoctorId,
    [property: Id(6)] string DoctorName,
    [property: Id(7)] string Specialty,
    [property: Id(8)] DateTimeOffset StartsAt,
    [property: Id(9)] string Zone,
    [property: Id(10)] BookingTerms Terms,
    [property: Id(11)] bool OutsideRoster,
    [property: Id(12)] string? CancelReason,
    [property: Id(13)] DateTimeOffset Now,
    [property: Id(14)] DateTimeOffset? ToldAt = null,
    [property: Id(15)] ToldBy? ToldBy = null,
    [property: Id(16)] string? ToldByName = null,
    [property: Id(17)] AppointmentAttempt[]? Attempts = null,
    [property: Id(18)] DateTimeOffset? SmsFailedAt = null,
    [property: Id(19)] SmsFailure? SmsFailure = null);

/// <summary>An attempt to connect the two of a booking that failed (S5.1).</summary>
/// <param name="At">When.</param>
/// <param name="Missing">The side that was not there.</param>
[GenerateSerializer, Immutable, Alias("AppointmentAttempt")]
public sealed record AppointmentAttempt([property: Id(0)] DateTimeOffset At, [property: Id(1)] MissingSide Missing);

/// <summary>The sides of a booking.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<MissingSide>))]
public enum MissingSide
{
    /// <summary>The patient: not signed in and connected, and in no session.</summary>
    Patient,

    /// <summary>The doctor.</summary>
    Doctor,
}

/// <summary>The bookings of a person.</summary>
/// <param name="Appointments">The newest first, cancelled ones included; at most 100.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("AppointmentList")]
public sealed record AppointmentList([property: Id(0)] AppointmentView[] Appointments, [property: Id(1)] DateTimeOffset Now);

/// <summary>The words of a booking (S4.1).</summary>
/// <param name="Reason">Why, 1 to 1,000 characters.</param>
/// <param name="Repeated">Whether the patient comes to the doctor again («повторная»), not for the first time.</param>
/// <param name="Documents">Which documents the patient has to put into the Medcard before (S3.8), at most 1,000 characters; null for none.</param>
/// <param name="TellBy">How the patient is told.</param>
/// <param name="TellWhom">Whom to tell.</param>
/// <param name="OverrideReason">Why another doctor than the age rule's was booked (S3.2); null where none is needed.</param>
/// <param name="PatientZone">Where the patient is, as they said: the IANA name of the zone in whose time they are told; null for the clinic's.</param>
/// <param name="Mode">How they are to talk: chat, audio or video; null where nobody asked.</param>
[GenerateSerializer, Immutable, Alias("BookingTerms")]
public sealed record BookingTerms(
    [property: Id(0)] string Reason,
    [property: Id(1)] bool Repeated,
    [property: Id(2)] string? Documents,
    [property: Id(3)] TellBy TellBy,
    [property: Id(4)] TellWhom TellWhom,
    [property: Id(5)] string? OverrideReason = null,
    [property: Id(6)] string? PatientZone = null,
    [property: Id(7)] SessionMode? Mode = null);

/// <summary>The states of a booking.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AppointmentState>))]
public enum AppointmentState
{
    /// <summary>It stands.</summary>
    Booked,

    /// <summary>It was cancelled; its time is free.</summary>
    Cancelled,

    /// <summary>It took place: the doctor was with the patient.</summary>
    Held,

    /// <summary>No connection within 15 minutes from its start (S5.1); its time is free.</summary>
    NoConnection,

    /// <summary>The patient was in a session at its start or later, which was closed before any doctor came; its time is free.</summary>
    NotHeld,
}

/// <summary>The ways of telling a patient of a booking (S4.1).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TellBy>))]
public enum TellBy
{
    /// <summary>«В чате».</summary>
    Chat,

    /// <summary>«Аудио- или видеосвязь на платформе».</summary>
    Call,

    /// <summary>«По телефону».</summary>
    Phone,
}

/// <summary>The one who is told of a booking.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TellWhom>))]
public enum TellWhom
{
    /// <summary>The patient.</summary>
    Patient,

    /// <summary>«Представитель».</summary>
    Representative,
}

/// <summary>The side on whose wish a booking is cancelled.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CancelledBy>))]
public enum CancelledBy
{
    /// <summary>The patient or representative.</summary>
    Patient,

    /// <summary>The clinic.</summary>
    Clinic,
}
