using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The SMS by which patients are told what tasks are about. A task stays open until the provider has its message, and is a consultant's again where that failed.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface ITellingRecords
{
    /// <summary>The consultant who holds a task has the patient told: the task is free, and waits for the outcome. Idempotent by command.</summary>
    /// <returns>Done, or refused as a finishing is.</returns>
    Task<Reply<Done>> SendAsync(RecordCommand command, TaskId task, StaffId staff, TaskMessage message);

    /// <summary>The platform has the patient told, whoever holds the task.</summary>
    /// <returns>Whether the task was open, and no message of it was on its way.</returns>
    Task<bool> SendAsync(TaskId task, TaskMessage message);

    /// <summary>The message of a task failed: it is due at once, and not put off any more.</summary>
    /// <param name="task">Which.</param>
    /// <param name="notice">The message.</param>
    /// <param name="why">The reason.</param>
    /// <param name="at">When.</param>
    /// <param name="records">The records that follow from it.</param>
    /// <returns>Whether the task waited for that message until now.</returns>
    Task<bool> FailAsync(TaskId task, string notice, SmsFailure why, DateTimeOffset at, IReadOnlyList<RecordChange> records);

    /// <summary>The tasks that the platform ended since an instant, the latest first.</summary>
    Task<IReadOnlyList<EndedTask>> EndedAsync(DateTimeOffset since, int limit);

    /// <summary>The last wish about each of some bookings, open or not.</summary>
    Task<IReadOnlyList<LastWish>> LastWishesAsync(IReadOnlyCollection<AppointmentId> appointments);
}

/// <summary>The message that tells what a task is about.</summary>
/// <param name="Notice">The message, which names the task.</param>
/// <param name="At">When it is given away.</param>
/// <param name="LateAt">From when on it is late: the task is woken then.</param>
/// <param name="Records">The records that are stored with it.</param>
/// <param name="Answer">The words with which a wish is declined, or null.</param>
/// <param name="IsAlone">Whether the platform tells, because no consultant did in time.</param>
internal sealed record TaskMessage(Notice Notice, DateTimeOffset At, DateTimeOffset LateAt, IReadOnlyList<RecordChange> Records, string? Answer = null, bool IsAlone = false);

/// <summary>A wish about a booking, as it stands or ended.</summary>
/// <param name="Appointment">Which booking.</param>
/// <param name="Version">The version that it is about.</param>
/// <param name="Wish">The wish with its answer.</param>
internal sealed record LastWish(AppointmentId Appointment, long Version, OwnWish Wish);
