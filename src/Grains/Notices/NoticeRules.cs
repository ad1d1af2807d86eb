namespace Medzdrav.Grains;

/// <summary>The course of a notice: claimed before it is sent, tried again when the provider certainly did not take it, and never doubled.</summary>
internal static class NoticeRules
{
    private const int MostDoublings = 6;

    /// <summary>A claim lasts longer than the sender waits for the provider: one that ran out is of somebody who stopped in the middle.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromSeconds(45);

    /// <summary>How long a settled notice can be asked for; it holds neither phone nor text any more.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>Whether nothing more will happen to it.</summary>
    public static bool IsSettled(NoticeRow row) => row.State is not (NoticeState.Waiting or NoticeState.Sending);

    /// <summary>When its grain is to be woken at the latest.</summary>
    public static DateTimeOffset DueAt(NoticeRow row) => row.State switch
    {
        NoticeState.Waiting => row.NotBefore,
        NoticeState.Sending => row.StateAt + Claim,
        _ => row.StateAt + Kept,
    };

    /// <summary>The notice as it becomes by itself: claimed to be sent, given up, forgotten (null), or the same while nothing is due.</summary>
    /// <param name="row">As it stands.</param>
    /// <param name="now">The platform's clock.</param>
    /// <param name="takesKey">Whether the provider sends messages of the same key once only.</param>
    public static NoticeRow? Next(NoticeRow row, DateTimeOffset now, bool takesKey)
    {
        if (now < DueAt(row))
            return row;
        if (IsSettled(row))
            return null;
        var mayBeSent = row.State == NoticeState.Sending;
        // A push that comes twice takes its own place on the device.
        if (mayBeSent && row.Push is null && !row.IsRepeatable && !takesKey)
            return Settled(row, NoticeState.Uncertain, now);
        if (row.NotAfter <= now)
            return Settled(row, row.Push is { } told && PushCourses.IsTaken(told) ? NoticeState.Sent : mayBeSent ? NoticeState.Uncertain : NoticeState.Expired, now);
        return row with { State = NoticeState.Sending, Attempts = row.Attempts + 1, StateAt = now, Push = row.Push is { } course ? course with { Since = course.Since ?? now } : null };
    }

    /// <summary>The claimed notice as it becomes by the provider's answer.</summary>
    public static NoticeRow Answered(NoticeRow row, SmsAnswer answer, DateTimeOffset now, bool takesKey) => answer.Outcome switch
    {
        SmsOutcome.Taken => Settled(row, NoticeState.Sent, now),
        SmsOutcome.Refused => Settled(row, NoticeState.Refused, now),
        SmsOutcome.Unknown when !row.IsRepeatable && !takesKey => Settled(row, NoticeState.Uncertain, now),
        _ => Again(row, answer, now),
    };

    /// <summary>1, 2, 4 … 64 seconds, or as long as the provider asks for.</summary>
    public static TimeSpan Pause(int attempts, TimeSpan? asked)
    {
        var own = FirstPause * (1 << Math.Clamp(attempts - 1, 0, MostDoublings));
        var pause = asked > own ? asked.Value : own;
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>The notice with nothing left to do; nobody is known by it any more.</summary>
    public static NoticeRow Settled(NoticeRow row, NoticeState state, DateTimeOffset now) => row with { Phone = null, Text = null, Push = null, State = state, StateAt = now };

    private static NoticeRow Again(NoticeRow row, SmsAnswer answer, DateTimeOffset now)
    {
        var at = now + Pause(row.Attempts, answer.After);
        if (at < row.NotAfter || row.NotAfter is null)
            return row with { State = NoticeState.Waiting, NotBefore = at, StateAt = now };
        return Settled(row, answer.Outcome == SmsOutcome.Unknown ? NoticeState.Uncertain : NoticeState.Expired, now);
    }
}
