using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Doubts of imports: two persons who may be one, and what consultants decided.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IPersonMatches
{
    /// <summary>A doubt; null when unknown.</summary>
    Task<MatchRecord?> FindAsync(TaskId task);

    /// <summary>Doubts that were decided, the latest first.</summary>
    Task<IReadOnlyList<MatchRecord>> DecidedAsync(int limit);

    /// <summary>Decides, or decides otherwise than before. «Тот же человек» moves the policies to the person who has a history, else to the one who was there before, and the other record goes; the opposite decision brings it back with its policies. Finishes the task. Idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="task">Which doubt.</param>
    /// <param name="staff">The consultant.</param>
    /// <param name="staffName">Their name.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="entries">The entries about it, stored with it.</param>
    /// <returns>Done, or refused: notFound, alreadyTaken (a colleague holds the task), personInUse (both have sessions or consents of their own), commandReused.</returns>
    Task<Reply<Done>> DecideAsync(RecordCommand command, TaskId task, StaffId staff, string staffName, MatchDecision decision, AuditEntries entries);
}

/// <summary>A doubt.</summary>
/// <param name="Task">Its task.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Sent">The person as the insurer sent them.</param>
/// <param name="Known">The person who was there before.</param>
/// <param name="Decision">The decision that stands, or null.</param>
/// <param name="DecidedByName">The consultant who decided, or null.</param>
/// <param name="DecidedAt">When, or null.</param>
internal sealed record MatchRecord(TaskId Task, MatchReason Reason, PatientId Sent, PatientId Known, MatchDecision? Decision, string? DecidedByName, DateTimeOffset? DecidedAt);
