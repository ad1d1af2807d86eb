using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>A booked consultation («запись»), as the patient's own side sees it: neither why it was booked nor anything of a diagnosis.</summary>
/// <param name="AppointmentId">Which; it stays when it is moved.</param>
/// <param name="Version">Grows with each change.</param>
/// <param name="State">Booked or cancelled.</param>
/// <param name="PatientId">For whom.</param>
/// <param name="PatientName">Full name.</param>
/// <param name="DoctorName">Full name of the doctor.</param>
/// <param name="Specialty">Of which specialty.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When its quarter of an hour ends.</param>
/// <param name="Zone">The doctor's zone, for showing both sides' times.</param>
/// <param name="Repeated">Whether the patient comes to the doctor again («повторная»).</param>
/// <param name="Documents">Which documents the patient has to put into the Medcard before (S3.8); null for none.</param>
/// <param name="DocumentsAwaited">Whether none was added since it was booked.</param>
/// <param name="CancelReason">Why it was cancelled; null while it stands.</param>
/// <param name="ChangedAt">When this version was made.</param>
/// <param name="Wish">The last wish about it (S4.6), with its answer; null without one, and where the booking was changed since.</param>
/// <param name="Mode">How they are to talk: chat, audio or video; null where nobody asked.</param>
[GenerateSerializer, Immutable, Alias("OwnAppointment")]
public sealed record OwnAppointment(
    [property: Id(0)] AppointmentId AppointmentId,
    [property: Id(1)] long Version,
    [property: Id(2)] AppointmentState State,
    [property: Id(3)] PatientId PatientId,
    [property: Id(4)] string PatientName,
    [property: Id(5)] string DoctorName,
    [property: Id(6)] string Specialty,
    [property: Id(7)] DateTimeOffset StartsAt,
    [property: Id(8)] DateTimeOffset EndsAt,
    [property: Id(9)] string Zone,
    [property: Id(10)] bool Repeated,
    [property: Id(11)] string? Documents,
    [property: Id(12)] bool DocumentsAwaited,
    [property: Id(13)] string? CancelReason,
    [property: Id(14)] DateTimeOffset ChangedAt,
    [property: Id(15)] OwnWish? Wish = null,
    [property: Id(16)] SessionMode? Mode = null);

/// <summary>A wish of the patient's side that a booking be moved or cancelled.</summary>
/// <param name="News"><see cref="AppointmentNews.MoveWished"/> or <see cref="AppointmentNews.CancelWished"/>.</param>
/// <param name="AskedAt">When it was asked for, the last time.</param>
/// <param name="Answer">The answer; null while consultants have the wish before them.</param>
/// <param name="Words">The consultant's words, of a declined one; else null.</param>
/// <param name="AnsweredAt">When it was answered, or was over; null before.</param>
[GenerateSerializer, Immutable, Alias("OwnWish")]
public sealed record OwnWish(
    [property: Id(0)] AppointmentNews News,
    [property: Id(1)] DateTimeOffset AskedAt,
    [property: Id(2)] WishAnswer? Answer = null,
    [property: Id(3)] string? Words = null,
    [property: Id(4)] DateTimeOffset? AnsweredAt = null);

/// <summary>The answers to a wish by which the booking stays as it is.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<WishAnswer>))]
public enum WishAnswer
{
    /// <summary>A consultant declined it, in words.</summary>
    Declined,

    /// <summary>Nobody answered before the booking's start.</summary>
    Unanswered,
}

/// <summary>The bookings of an account's persons.</summary>
/// <param name="Appointments">The latest first, past and cancelled ones included; at most 200.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("OwnAppointmentList")]
public sealed record OwnAppointmentList([property: Id(0)] OwnAppointment[] Appointments, [property: Id(1)] DateTimeOffset Now);
