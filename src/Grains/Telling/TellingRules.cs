using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The step that a task about a booking takes at an instant.</summary>
internal enum TellingStep
{
    /// <summary>It is brought before the consultants, or waits for its message.</summary>
    Bring,

    /// <summary>The platform tells in chat or by SMS, as it was agreed.</summary>
    Tell,

    /// <summary>The platform tells by SMS, because no consultant did in time.</summary>
    TellAlone,

    /// <summary>The provider has the message: the patient is told.</summary>
    Told,

    /// <summary>The message failed.</summary>
    Failed,

    /// <summary>The booking's start has come.</summary>
    Over,
}

/// <summary>The rules of a telling (S4.2): its steps, and when the next one is due.</summary>
internal static class TellingRules
{
    /// <summary>Consultants have so long to ring about a change that comes late, and half of what is left at the most.</summary>
    private static readonly TimeSpan LeftToRing = TimeSpan.FromMinutes(5);

    /// <summary>The step that is due now.</summary>
    /// <param name="added">The task.</param>
    /// <param name="message">How the message stands on which it waits; null where it waits on none, and where that one is forgotten.</param>
    /// <param name="now">The instant.</param>
    /// <param name="limits">The options.</param>
    public static TellingStep StepAt(TaskAdded added, NoticeState? message, DateTimeOffset now, LimitOptions limits)
    {
        var isOver = OverAt(added.Task) <= now;
        if (IsWaiting(added.Task))
            return message == NoticeState.Sent ? TellingStep.Told
                : message is not (NoticeState.Waiting or NoticeState.Sending) ? TellingStep.Failed
                : isOver ? TellingStep.Over
                : TellingStep.Bring;
        if (isOver)
            return TellingStep.Over;
        if (added.Task is not { Kind: TaskKind.Appointment, Sms: null, Appointment: { } about } task)
            return TellingStep.Bring;
        return about.TellBy == TellBy.Chat && task.ClaimedBy is null ? TellingStep.Tell
            : AloneAt(added, limits) <= now ? TellingStep.TellAlone
            : TellingStep.Bring;
    }

    /// <summary>When the next step of a task is due that stays as it is; null for never.</summary>
    public static DateTimeOffset? NextAt(TaskAdded added, DateTimeOffset now, LimitOptions limits)
    {
        var task = added.Task;
        DateTimeOffset?[] moments = [OverAt(task), task.DueAt, task.PutOffUntil, AloneAt(added, limits), IsWaiting(task) ? task.Sms!.At + limits.SmsLate : null];
        return moments.Where(at => at > now).Min();
    }

    /// <summary>Whether a task waits for the outcome of its SMS.</summary>
    public static bool IsWaiting(StaffTask task) => task.Sms is { State: not TaskSmsState.Failed };

    /// <summary>A task as consultants see it: an SMS that is on its way for long is late.</summary>
    public static StaffTask Shown(StaffTask task, DateTimeOffset now, LimitOptions limits) =>
        task.Sms is { State: TaskSmsState.Sending } sms && sms.At + limits.SmsLate <= now ? task with { Sms = sms with { State = TaskSmsState.Late } } : task;

    /// <summary>The reason for which a message failed that ended so.</summary>
    public static SmsFailure FailureOf(NoticeState? ended) => ended switch
    {
        NoticeState.Refused => SmsFailure.Refused,
        NoticeState.Expired => SmsFailure.Expired,
        _ => SmsFailure.Uncertain,
    };

    /// <summary>The end of a task that nobody ended before the start, as consultants are told of it. A wish that was declined, though the SMS did not arrive, was answered.</summary>
    public static TaskEnd EndOf(StaffTask task) => task switch
    {
        { Kind: TaskKind.Wish, Sms: null } => TaskEnd.Unanswered,
        { Kind: TaskKind.Unplanned } => TaskEnd.Unplanned,
        _ => TaskEnd.Untold,
    };

    private static DateTimeOffset? OverAt(StaffTask task) => task.Appointment is { } about ? BookingTasks.OverAt(about) : null;

    /// <summary>When the platform tells of a move or an end by itself, in good time before the earlier start; null where it does not, or did.</summary>
    private static DateTimeOffset? AloneAt(TaskAdded added, LimitOptions limits)
    {
        if (added is not { AloneAt: null, Task: { Kind: TaskKind.Appointment, Sms: null, Appointment: { News: AppointmentNews.Moved or AppointmentNews.Cancelled } about } task })
            return null;
        var first = BookingTasks.FirstStart(about);
        var left = (first - task.AskedAt) / 2;
        var soonest = task.AskedAt + (left < LeftToRing ? left : LeftToRing);
        return first - limits.TellAlone > soonest ? first - limits.TellAlone : soonest;
    }
}
