using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>A task that the platform ended, because no consultant did in time.</summary>
/// <param name="TaskId">Which.</param>
/// <param name="PatientName">The person it was about, or null.</param>
/// <param name="Appointment">The booking that it was about.</param>
/// <param name="At">When it ended.</param>
/// <param name="How">How it ended.</param>
[GenerateSerializer, Immutable, Alias("EndedTask")]
public sealed record EndedTask(
    [property: Id(0)] TaskId TaskId,
    [property: Id(1)] string? PatientName,
    [property: Id(2)] AppointmentTask Appointment,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] TaskEnd How);

/// <summary>The ways in which a task ends without a consultant.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TaskEnd>))]
public enum TaskEnd
{
    /// <summary>The platform told the patient by SMS, so that nobody sets out for a time that holds no more.</summary>
    ToldBySms,

    /// <summary>The booking's start came, and nobody had told the patient of it, its move or its end, or a declined wish's SMS did not arrive.</summary>
    Untold,

    /// <summary>The booking's start came before anybody answered the patient's wish; the patient was told so.</summary>
    Unanswered,

    /// <summary>The booking's start came before anybody found it another time.</summary>
    Unplanned,
}
