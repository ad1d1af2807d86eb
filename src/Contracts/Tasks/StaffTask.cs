using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The kinds of tasks that consultants have beside the sessions.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TaskKind>))]
public enum TaskKind
{
    /// <summary>«Перезвоните мне» (S3.3): nobody was on duty.</summary>
    Callback,

    /// <summary>«Один ли это человек?»: an import doubts (<see cref="PersonMatch"/>). It is finished by deciding.</summary>
    Match,

    /// <summary>«Сообщить о записи» (S4.2): the patient is to be told that it was booked, moved or cancelled. There is one open for a booking, about its newest version.</summary>
    Appointment,

    /// <summary>«Просит перенести», «Просит отменить» (S4.6): it is finished by moving or cancelling the booking, or by declining.</summary>
    Wish,

    /// <summary>A booking that the doctor's roster does not plan any more, or whose doctor is gone.</summary>
    Unplanned,
}

/// <summary>The outcome of a task.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TaskOutcome>))]
public enum TaskOutcome
{
    /// <summary>«Выполнено».</summary>
    Done,

    /// <summary>«Не дозвонились».</summary>
    NotReached,

    /// <summary>«Не требуется».</summary>
    NotNeeded,
}

/// <summary>A task.</summary>
/// <param name="TaskId">Which.</param>
/// <param name="Kind">The kind of work.</param>
/// <param name="Phone">Where to ring, E.164; empty where nobody is to be rung.</param>
/// <param name="PatientName">The person the waiting session is for; null when not known.</param>
/// <param name="SessionId">The session that was waiting, or null.</param>
/// <param name="AskedAt">Since when it waits.</param>
/// <param name="ClaimedBy">The consultant who does it, or null.</param>
/// <param name="ClaimedByName">Their name, or null.</param>
/// <param name="ClaimedAt">Since when, or null.</param>
/// <param name="AskedAgainAt">When the person asked again, last; null when they did not. Such tasks come first, but for overdue ones.</param>
/// <param name="DueAt">Until when it is to be done: overdue ones come before all others. Null where nothing presses, as with call-backs that nobody put off.</param>
/// <param name="Appointment">The booking that it is about, or null.</param>
/// <param name="PutOffUntil">Until when its consultant put it off: before, nobody need do it. Null where nobody did.</param>
/// <param name="Sms">The SMS that tells the patient, or null.</param>
[GenerateSerializer, Immutable, Alias("StaffTask")]
public sealed record StaffTask(
    [property: Id(0)] TaskId TaskId,
    [property: Id(1)] TaskKind Kind,
    [property: Id(2)] string Phone,
    [property: Id(3)] string? PatientName,
    [property: Id(4)] SessionId? SessionId,
    [property: Id(5)] DateTimeOffset AskedAt,
    [property: Id(6)] StaffId? ClaimedBy,
    [property: Id(7)] string? ClaimedByName,
    [property: Id(8)] DateTimeOffset? ClaimedAt,
    [property: Id(9)] DateTimeOffset? AskedAgainAt = null,
    [property: Id(10)] DateTimeOffset? DueAt = null,
    [property: Id(11)] AppointmentTask? Appointment = null,
    [property: Id(12)] DateTimeOffset? PutOffUntil = null,
    [property: Id(13)] TaskSms? Sms = null);

/// <summary>The open tasks.</summary>
/// <param name="Tasks">Overdue tasks first, then those whose people asked again, then those that are due or were asked for first; at most 200.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="More">Whether there are more than these.</param>
/// <param name="Ended">The tasks of the last day that the platform ended by itself, the latest first; at most 20.</param>
[GenerateSerializer, Immutable, Alias("TaskList")]
public sealed record TaskList(
    [property: Id(0)] StaffTask[] Tasks, [property: Id(1)] DateTimeOffset Now, [property: Id(2)] bool More = false, [property: Id(3)] EndedTask[]? Ended = null);

/// <summary>Somebody will ring.</summary>
/// <param name="MaskedPhone">Where, all but the last four digits hidden.</param>
/// <param name="AskedAt">Since when; earlier than now when it was asked before.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("CallbackAccepted")]
public sealed record CallbackAccepted([property: Id(0)] string MaskedPhone, [property: Id(1)] DateTimeOffset AskedAt, [property: Id(2)] DateTimeOffset Now);
