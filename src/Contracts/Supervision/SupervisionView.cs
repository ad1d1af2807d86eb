using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The service this moment, for a supervisor. It names no patient: whoever has to see one joins the session, which is on record.</summary>
/// <param name="Queues">The queues in which people wait for anybody, in order.</param>
/// <param name="Staff">The specialists who are on duty or on a break, by name.</param>
/// <param name="Sessions">Open sessions, those opened longest ago, at most 500: first those that wait, in the order of their queues, then those that talk.</param>
/// <param name="OpenSessions">How many are open in all.</param>
/// <param name="Revision">Another number after each change.</param>
/// <param name="Now">The platform's clock, when it was put together.</param>
/// <param name="Tasks">Open tasks of consultants, overdue ones first, at most 100.</param>
[GenerateSerializer, Immutable, Alias("SupervisionView")]
public sealed record SupervisionView(
    [property: Id(0)] SupervisedQueue[] Queues,
    [property: Id(1)] SupervisedSpecialist[] Staff,
    [property: Id(2)] SupervisedSession[] Sessions,
    [property: Id(3)] int OpenSessions,
    [property: Id(4)] long Revision,
    [property: Id(5)] DateTimeOffset Now,
    [property: Id(6)] SupervisedTask[] Tasks);

/// <summary>A queue beside its target.</summary>
/// <param name="Queue">Which.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="LongestSince">Since when the one waits who waits longest; null when nobody does.</param>
/// <param name="Late">How many wait longer than the target.</param>
/// <param name="TargetSeconds">How long a wait is to last at most (section <c>Supervision</c>).</param>
/// <param name="OnDuty">Specialists on duty and connected.</param>
/// <param name="WrappingUp">How many of those finish a conclusion.</param>
/// <param name="EstimatedWaitSeconds">Expected wait of a newcomer, in whole minutes; null when it can't be told.</param>
[GenerateSerializer, Immutable, Alias("SupervisedQueue")]
public sealed record SupervisedQueue(
    [property: Id(0)] QueueKind Queue,
    [property: Id(1)] int Waiting,
    [property: Id(2)] DateTimeOffset? LongestSince,
    [property: Id(3)] int Late,
    [property: Id(4)] int TargetSeconds,
    [property: Id(5)] int OnDuty,
    [property: Id(6)] int WrappingUp,
    [property: Id(7)] int? EstimatedWaitSeconds);

/// <summary>A specialist at work.</summary>
/// <param name="StaffId">The staff member.</param>
/// <param name="Name">Full name.</param>
/// <param name="Desk">At which desk.</param>
/// <param name="Queue">The queue that they answer; null for none.</param>
/// <param name="State">Their doing this moment.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">When a wrap-up ends at the latest, or the booked consultation begins for which they are kept free; null otherwise.</param>
/// <param name="TakenUnits">How much of their capacity is taken: a chat takes one unit, a call all of them.</param>
/// <param name="Units">Their capacity.</param>
[GenerateSerializer, Immutable, Alias("SupervisedSpecialist")]
public sealed record SupervisedSpecialist(
    [property: Id(0)] StaffId StaffId,
    [property: Id(1)] string Name,
    [property: Id(2)] Desk Desk,
    [property: Id(3)] QueueKind? Queue,
    [property: Id(4)] SpecialistState State,
    [property: Id(5)] DateTimeOffset Since,
    [property: Id(6)] DateTimeOffset? Until,
    [property: Id(7)] int TakenUnits,
    [property: Id(8)] int Units);

/// <summary>The doing of a specialist this moment.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SpecialistState>))]
public enum SpecialistState
{
    /// <summary>Free: «свободен».</summary>
    Free,

    /// <summary>An offer rings: «отвечает на вызов».</summary>
    Ringing,

    /// <summary>With patients: «занят».</summary>
    Busy,

    /// <summary>On the phone with somebody.</summary>
    OnPhone,

    /// <summary>Finishing a conclusion: «оформляет».</summary>
    WrappingUp,

    /// <summary>Kept free for a booked patient.</summary>
    KeptFree,

    /// <summary>On a break: «перерыв».</summary>
    Away,

    /// <summary>Set on a break after offers that nobody answered.</summary>
    Unanswering,

    /// <summary>On duty, and no page of theirs is connected.</summary>
    Lost,
}

/// <summary>An open session.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="Mode">How they talk.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="Since">Since when it waits, or talks with this specialist.</param>
/// <param name="EndsAt">When the running leg ends by its limit, or null.</param>
/// <param name="Queue">The queue in which it waits; null otherwise.</param>
/// <param name="Place">Its place there, from 1; null beyond the first 200.</param>
/// <param name="IsLate">Whether it waits longer than the target.</param>
/// <param name="IsAway">Whether it waits and its patient has no connection.</param>
/// <param name="IsRaised">Whether a supervisor let it go before the others.</param>
/// <param name="Staff">The specialist with whom it is, or for whom alone it waits; null for none.</param>
/// <param name="StaffName">The name of that one, or null.</param>
/// <param name="Insurer">Its insurer's name, or null.</param>
[GenerateSerializer, Immutable, Alias("SupervisedSession")]
public sealed record SupervisedSession(
    [property: Id(0)] SessionId SessionId,
    [property: Id(1)] SessionMode Mode,
    [property: Id(2)] SessionPhase Phase,
    [property: Id(3)] DateTimeOffset OpenedAt,
    [property: Id(4)] DateTimeOffset Since,
    [property: Id(5)] DateTimeOffset? EndsAt,
    [property: Id(6)] QueueKind? Queue,
    [property: Id(7)] int? Place,
    [property: Id(8)] bool IsLate,
    [property: Id(9)] bool IsAway,
    [property: Id(10)] bool IsRaised,
    [property: Id(11)] StaffId? Staff,
    [property: Id(12)] string? StaffName,
    [property: Id(13)] string? Insurer);
