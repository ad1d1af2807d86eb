using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Call-backs and other tasks of consultants.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface ITaskRecords
{
    /// <summary>Adds an open task. With an open one of the same kind and phone nothing is added: somebody asks again, and that one is raised. Idempotent by command.</summary>
    /// <returns>The task that stands, or refused: commandReused.</returns>
    Task<Reply<StandingTask>> AddAsync(RecordCommand command, StaffTask task);

    /// <summary>Adds tasks about bookings by themselves.</summary>
    Task AddAsync(IReadOnlyList<TaskAdded> added);

    /// <summary>Ends the open tasks about bookings that are kept after all.</summary>
    Task EndUnplannedAsync(IReadOnlyCollection<AppointmentId> kept, DateTimeOffset at);

    /// <summary>Adds a wish about a booking. With an open one about the same booking that one is raised, and says what is wished for now. Idempotent by command.</summary>
    /// <returns>The task that stands, or refused: appointmentOver (the booking was cancelled or has begun since it was read), commandReused.</returns>
    Task<Reply<StandingTask>> AddWishAsync(RecordCommand command, TaskAdded wish);

    /// <summary>Open tasks, claimed or not: overdue ones first, then those whose people asked again, then those that are due or were asked for first.</summary>
    Task<IReadOnlyList<StaffTask>> OpenAsync(DateTimeOffset now, int limit);

    /// <summary>The open wishes about some bookings, of each at most one.</summary>
    Task<IReadOnlyList<StaffTask>> WishesAsync(IReadOnlyCollection<AppointmentId> appointments);

    /// <summary>An open task with what only the platform knows of it; null for an unknown or finished one.</summary>
    Task<TaskAdded?> FindAsync(TaskId task);

    /// <summary>How many wait for a consultant: open, not claimed, not put off, and without an SMS on its way.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="late">SMS that are on their way since before then count as none.</param>
    Task<int> CountDueAsync(DateTimeOffset now, DateTimeOffset late);

    /// <summary>Gives a task to somebody, unless another one has it. Whoever has it takes it again where the person asked again since. Idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="task">Which.</param>
    /// <param name="staff">The consultant who takes it.</param>
    /// <param name="staffName">Their name.</param>
    /// <param name="until">When it is free again, unless finished: its <see cref="ICallbackGrain"/> is woken then.</param>
    /// <returns>The task as it stands then, or refused: notFound (unknown or finished), alreadyTaken, commandReused.</returns>
    Task<Reply<StaffTask>> ClaimAsync(RecordCommand command, TaskId task, StaffId staff, string staffName, DateTimeOffset until);

    /// <summary>Finishes a task held by <paramref name="staff"/>. Doing so again with the same outcome is fine. Idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="task">Which.</param>
    /// <param name="staff">The consultant who holds it.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="records">The records that follow from it, stored with it; null for none.</param>
    /// <param name="answer">The words with which a wish is declined, or null.</param>
    /// <returns>Done, or refused: notFound (unknown), alreadyTaken (another's or nobody's, or finished otherwise), appointmentChanged (the booking was changed meanwhile, and there is another task; or the patient wishes something else since it was taken), invalid (a match, which is finished by deciding), commandReused.</returns>
    Task<Reply<Done>> FinishAsync(RecordCommand command, TaskId task, StaffId staff, TaskOutcome outcome, IReadOnlyList<RecordChange>? records = null, string? answer = null);

    /// <summary>Puts a task held by <paramref name="staff"/> off: it is free, and due then. Idempotent by command.</summary>
    /// <returns>The task as it stands then, or refused: notFound (unknown or finished), alreadyTaken (another's or nobody's), appointmentChanged (the patient wishes something else since it was taken), commandReused.</returns>
    Task<Reply<StaffTask>> PostponeAsync(RecordCommand command, TaskId task, StaffId staff, DateTimeOffset until);

    /// <summary>Finishes an open task for the platform, whoever holds it, with the records that follow from it.</summary>
    /// <param name="task">Which.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="at">When.</param>
    /// <param name="records">The records that are stored with it.</param>
    /// <param name="end">The end as consultants are told of it; null where nobody had to do it.</param>
    /// <returns>Whether it was open until now; otherwise nothing was stored.</returns>
    Task<bool> SettleAsync(TaskId task, TaskOutcome outcome, DateTimeOffset at, IReadOnlyList<RecordChange> records, TaskEnd? end = null);

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

/// <summary>A task about a booking. As a <see cref="RecordChange"/> it is stored with the change that makes it, and due at once. All open tasks about earlier versions of the booking end by it; where there is one of its kind already, or it is there already, nothing is added.</summary>
/// <param name="Task">The task.</param>
/// <param name="Origin">The scheme, host and port of the platform's pages, for links in messages; null where they are not known.</param>
/// <param name="Notice">The last message that told of it, also a failed one; null without any.</param>
/// <param name="AloneAt">When the platform told by itself because nobody did in time; null before.</param>
internal sealed record TaskAdded(StaffTask Task, string? Origin, string? Notice = null, DateTimeOffset? AloneAt = null) : RecordChange;

/// <summary>A patient was told of a version of a booking. Whoever told first stands.</summary>
/// <param name="Appointment">Which booking.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="At">When.</param>
/// <param name="By">How.</param>
/// <param name="Staff">The consultant who told; null for the platform.</param>
/// <param name="StaffName">Their name, or null.</param>
internal sealed record PatientTold(AppointmentId Appointment, long Version, DateTimeOffset At, ToldBy By, StaffId? Staff = null, string? StaffName = null) : RecordChange;

/// <summary>An SMS about a version of a booking failed. The last one stands.</summary>
/// <param name="Appointment">Which booking.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="At">When.</param>
/// <param name="Why">The reason.</param>
internal sealed record PatientUntold(AppointmentId Appointment, long Version, DateTimeOffset At, SmsFailure Why) : RecordChange;

/// <summary>A notice that no provider has taken is not sent any more, however often it was tried.</summary>
/// <param name="Id">Which.</param>
internal sealed record NoticeTakenBack(string Id) : RecordChange;

/// <summary>The task that waits for somebody who asked.</summary>
/// <param name="TaskId">Which.</param>
/// <param name="AskedAt">Since when; earlier than now when it was asked before.</param>
internal sealed record StandingTask(TaskId TaskId, DateTimeOffset AskedAt);
