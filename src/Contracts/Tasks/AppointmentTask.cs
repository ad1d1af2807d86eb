using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The booking that a task is about, as it stood when the task was made.</summary>
/// <param name="AppointmentId">Which.</param>
/// <param name="Version">The version that the task is about.</param>
/// <param name="News">The event or the wish.</param>
/// <param name="PatientId">For whom it is.</param>
/// <param name="StartsAt">When it begins; of a cancelled one, when it would have begun.</param>
/// <param name="FormerStartsAt">When it was to begin before it was moved; null for any other news.</param>
/// <param name="DoctorName">With whom.</param>
/// <param name="Specialty">Of which specialty.</param>
/// <param name="Zone">The doctor's zone.</param>
/// <param name="TellBy">How the patient wants to be told.</param>
/// <param name="TellWhom">Whom to tell.</param>
/// <param name="Words">The patient's own words, of a wish; null otherwise, and where there were none.</param>
/// <param name="PatientZone">The patient's zone; null where nobody asked.</param>
/// <param name="Documents">Which documents the patient has to put into the Medcard before; null for none.</param>
/// <param name="GivenName">The person's first name, where the login has several persons; null where everybody knows whose booking it is.</param>
[GenerateSerializer, Immutable, Alias("AppointmentTask")]
public sealed record AppointmentTask(
    [property: Id(0)] AppointmentId AppointmentId,
    [property: Id(1)] long Version,
    [property: Id(2)] AppointmentNews News,
    [property: Id(3)] PatientId PatientId,
    [property: Id(4)] DateTimeOffset StartsAt,
    [property: Id(5)] DateTimeOffset? FormerStartsAt,
    [property: Id(6)] string DoctorName,
    [property: Id(7)] string Specialty,
    [property: Id(8)] string Zone,
    [property: Id(9)] TellBy TellBy,
    [property: Id(10)] TellWhom TellWhom,
    [property: Id(11)] string? Words = null,
    [property: Id(12)] string? PatientZone = null,
    [property: Id(13)] string? Documents = null,
    [property: Id(14)] string? GivenName = null);

/// <summary>The events and wishes of a booking for which consultants have a task.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AppointmentNews>))]
public enum AppointmentNews
{
    /// <summary>It was booked: the patient is to be told (S4.2).</summary>
    Booked,

    /// <summary>It was moved: likewise.</summary>
    Moved,

    /// <summary>It was cancelled: likewise.</summary>
    Cancelled,

    /// <summary>The patient's side wishes to move it.</summary>
    MoveWished,

    /// <summary>The patient's side wishes to cancel it (S4.6).</summary>
    CancelWished,

    /// <summary>The doctor's roster was changed and does not plan it any more.</summary>
    OutsideRoster,

    /// <summary>The doctor's account was disabled, or has the specialty no more.</summary>
    DoctorGone,
}

/// <summary>The ways in which a patient was told of a booking.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ToldBy>))]
public enum ToldBy
{
    /// <summary>By a line in the chat of the session in which the patient was.</summary>
    Chat,

    /// <summary>By sound or picture on the platform.</summary>
    Call,

    /// <summary>By phone.</summary>
    Phone,

    /// <summary>By an SMS with a link to the calendar.</summary>
    Sms,
}
