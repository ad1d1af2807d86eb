namespace Medzdrav.Contracts;

/// <summary>The doings of a supervisor. Each is on record and seen by those whom it touches. Key: <see cref="StaffId"/>.</summary>
[Alias("ISupervisorGrain")]
public interface ISupervisorGrain : IGrainWithStringKey
{
    /// <summary>Looks on in a session from now on, visibly (S6). Idempotent by command.</summary>
    /// <returns>The session's view, or refused: rightMissing, notFound, closed.</returns>
    [Alias("JoinSession")] Task<Reply<SessionView>> JoinSession(CommandId command, SessionId session);

    /// <summary>Looks on no more. Idempotent by command.</summary>
    /// <returns>Done, or refused: notFound, closed.</returns>
    [Alias("LeaveSession")] Task<Reply<Done>> LeaveSession(CommandId command, SessionId session);

    /// <summary>Lets a waiting session go before the others of its queue. Idempotent by command.</summary>
    /// <returns>Done, or refused: rightMissing, notFound, closed, wrongPhase.</returns>
    [Alias("RaiseSession")] Task<Reply<Done>> RaiseSession(CommandId command, SessionId session);

    /// <summary>Takes back that a session goes before the others. Idempotent by command.</summary>
    /// <returns>Done, or refused: rightMissing, notFound, closed, wrongPhase.</returns>
    [Alias("LowerSession")] Task<Reply<Done>> LowerSession(CommandId command, SessionId session);

    /// <summary>Sends a specialist on a break. Idempotent by command.</summary>
    /// <returns>The duty, or refused: rightMissing, notFound, wrongPhase (not on duty).</returns>
    [Alias("SendToBreak")] Task<Reply<DutyView>> SendToBreak(CommandId command, StaffId staff, Desk desk);

    /// <summary>Gives an open task to a consultant, or sets it free. Idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="task">Which.</param>
    /// <param name="to">To whom; null for nobody.</param>
    /// <returns>The task, or refused: rightMissing, notFound (no such open task, or no such consultant).</returns>
    [Alias("ReassignTask")] Task<Reply<SupervisedTask>> ReassignTask(CommandId command, TaskId task, StaffId? to);

    /// <summary>The member's standing changed: who may look on no more leaves all sessions. Idempotent.</summary>
    [Alias("StandingChanged")] Task StandingChanged(Standing standing);
}

/// <summary>A task beside the sessions, as a supervisor sees it: nothing of the person.</summary>
/// <param name="TaskId">Which.</param>
/// <param name="Kind">The kind of work.</param>
/// <param name="AskedAt">Since when it waits.</param>
/// <param name="DueAt">Until when it is to be done, or null.</param>
/// <param name="ClaimedBy">The consultant who does it, or null.</param>
/// <param name="ClaimedByName">Their name, or null.</param>
/// <param name="ClaimedAt">Since when, or null.</param>
/// <param name="Booking">The booking that it is about, or null.</param>
[GenerateSerializer, Immutable, Alias("SupervisedTask")]
public sealed record SupervisedTask(
    [property: Id(0)] TaskId TaskId,
    [property: Id(1)] TaskKind Kind,
    [property: Id(2)] DateTimeOffset AskedAt,
    [property: Id(3)] DateTimeOffset? DueAt,
    [property: Id(4)] StaffId? ClaimedBy,
    [property: Id(5)] string? ClaimedByName,
    [property: Id(6)] DateTimeOffset? ClaimedAt,
    [property: Id(7)] TaskBooking? Booking = null);

/// <summary>The booking that a task is about, as a supervisor sees it: its doctor and its time.</summary>
/// <param name="StartsAt">When it begins; of a cancelled one, when it would have begun.</param>
/// <param name="DoctorName">With whom.</param>
[GenerateSerializer, Immutable, Alias("TaskBooking")]
public sealed record TaskBooking([property: Id(0)] DateTimeOffset StartsAt, [property: Id(1)] string DoctorName);
