using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Call-backs and other tasks of consultants.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface ITaskRecords
{
    /// <summary>Adds an open task. With an open one of the same kind and phone nothing is added: somebody asks again, and that one is raised. Idempotent by command.</summary>
    /// <returns>The task that stands, or refused: commandReused.</returns>
    Task<Reply<StandingTask>> AddAsync(RecordCommand command, StaffTask task);

    /// <summary>Open tasks, claimed or not: those whose people asked again first, then the oldest.</summary>
    Task<IReadOnlyList<StaffTask>> OpenAsync(int limit);

    /// <summary>How many are open and not claimed.</summary>
    Task<int> CountOpenAsync();

    /// <summary>Gives a task to somebody, unless another one has it. Idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="task">Which.</param>
    /// <param name="staff">The consultant who takes it.</param>
    /// <param name="staffName">Their name.</param>
    /// <param name="until">When it is free again, unless finished: its <see cref="ICallbackGrain"/> is woken then.</param>
    /// <returns>The task as it stands then, or refused: notFound (unknown or finished), alreadyTaken, commandReused.</returns>
    Task<Reply<StaffTask>> ClaimAsync(RecordCommand command, TaskId task, StaffId staff, string staffName, DateTimeOffset until);

    /// <summary>Finishes a task held by <paramref name="staff"/>. Doing so again with the same outcome is fine. Idempotent by command.</summary>
    /// <returns>Done, or refused: notFound (unknown), alreadyTaken (another's or nobody's, or finished otherwise), invalid (a match, which is finished by deciding), commandReused.</returns>
    Task<Reply<Done>> FinishAsync(RecordCommand command, TaskId task, StaffId staff, TaskOutcome outcome);

    /// <summary>Finishes the call-backs for which a session stands that a consultant answered, whoever holds them: those that were asked for in it, and those to the number of its account or of its caller. Consultants are told.</summary>
    /// <param name="session">The answered session.</param>
    /// <param name="account">The account whose session it is; null of a visitor.</param>
    /// <param name="caller">The number from which somebody phones; null in other sessions.</param>
    /// <param name="at">When it was answered.</param>
    Task AnswerAsync(SessionId session, AccountId? account, string? caller, DateTimeOffset at);

    /// <summary>Lets go of all open tasks that somebody holds.</summary>
    /// <returns>How many there were.</returns>
    Task<int> ReleaseAllAsync(StaffId staff);

    /// <summary>Lets go of a task that was taken too long ago.</summary>
    /// <param name="task">Which.</param>
    /// <param name="takenBy">When it has to be taken by, to be let go.</param>
    /// <returns>Whether it was let go, and since when somebody holds it otherwise.</returns>
    Task<(bool IsReleased, DateTimeOffset? ClaimedAt)> ReleaseAsync(TaskId task, DateTimeOffset takenBy);
}

/// <summary>The task that waits for somebody who asked.</summary>
/// <param name="TaskId">Which.</param>
/// <param name="AskedAt">Since when; earlier than now when it was asked before.</param>
internal sealed record StandingTask(TaskId TaskId, DateTimeOffset AskedAt);
