using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Tasks as supervisors see and give them: nothing of the persons is read.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface ISupervisedTasks
{
    /// <summary>Open tasks, claimed or not: overdue ones first, then those that are due or were asked for first.</summary>
    Task<IReadOnlyList<SupervisedTask>> OpenAsync(DateTimeOffset now, int limit);

    /// <summary>Gives an open task to somebody, whoever has it, or sets it free; stored with its entry. Idempotent by command.</summary>
    /// <returns>The task, or refused: notFound, commandReused.</returns>
    Task<Reply<SupervisedTask>> ReassignAsync(RecordCommand command, TaskId task, TaskHolder? to, AuditEntries entries);
}

/// <summary>The consultant who is to do a task.</summary>
/// <param name="Staff">The consultant.</param>
/// <param name="Name">Full name.</param>
/// <param name="Until">When it is free again, unless it is finished.</param>
internal sealed record TaskHolder(StaffId Staff, string Name, DateTimeOffset Until);
