using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The step that a booking's day takes at an instant.</summary>
internal enum DayStep
{
    /// <summary>Nothing before its next moment.</summary>
    Wait,

    /// <summary>The patient is to be reminded.</summary>
    Remind,

    /// <summary>Its time has come: the patient is looked for.</summary>
    Look,

    /// <summary>It has ended, and nothing more is due.</summary>
    Over,
}

/// <summary>The turn that a booking takes after a look for the patient.</summary>
internal enum DayTurn
{
    /// <summary>The patient is there, or it is not certain that they are not.</summary>
    Leave,

    /// <summary>The patient is not there, and still has time.</summary>
    Tried,

    /// <summary>No connection within the time for it: the booking is closed.</summary>
    Close,

    /// <summary>The patient was there, and is no more in a session: the booking has ended with or without its doctor.</summary>
    End,
}

/// <summary>The findings of a look for the patient.</summary>
/// <param name="IsInSession">Whether the patient is in any open session.</param>
/// <param name="IsOnline">Whether the patient's account is connected; null where not every gateway answered.</param>
internal readonly record struct Sight(bool IsInSession, bool? IsOnline);

/// <summary>The rules of a booking's day (S4.3, S5.1): its moments, and what is done at each. A version is reminded of once, before its start; nobody is closed while they are in a session, or connected within a day.</summary>
internal static class AppointmentDay
{
    /// <summary>A booking made or moved within the reminder's time is reminded of at once, as long as that is worth a message.</summary>
    private static readonly TimeSpan WorthReminding = TimeSpan.FromMinutes(1);

    /// <summary>A booking that stands is over by then, whatever happened.</summary>
    public static readonly TimeSpan LongestDay = TimeSpan.FromDays(1);

    /// <summary>How often a patient is looked for.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>For so long after the start the patient is looked for that often.</summary>
    private static readonly TimeSpan LookOftenFor = TimeSpan.FromHours(1);

    /// <summary>How often a patient is looked for later, who talks or is connected still.</summary>
    private static readonly TimeSpan LookSeldom = TimeSpan.FromMinutes(10);

    /// <summary>How soon the patient is looked for again where a gateway did not answer.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>The step that is due now.</summary>
    public static DayStep StepAt(AppointmentRecord booked, DateTimeOffset now, LimitOptions limits) =>
        booked.State != AppointmentState.Booked ? DayStep.Over
            : now >= booked.StartsAt ? DayStep.Look
            : IsToBeReminded(booked, now, limits) ? DayStep.Remind
            : DayStep.Wait;

    /// <summary>The turn that follows from a look.</summary>
    /// <param name="booked">The booking, after its start.</param>
    /// <param name="sight">The findings.</param>
    /// <param name="now">The instant.</param>
    /// <param name="declareFrom">From when on somebody may be declared absent: right after a start of the silos everybody looks so.</param>
    /// <param name="limits">The options.</param>
    public static DayTurn TurnOf(AppointmentRecord booked, Sight sight, DateTimeOffset now, DateTimeOffset declareFrom, LimitOptions limits)
    {
        if (sight.IsInSession)
            return DayTurn.Leave;
        var isLate = now >= booked.StartsAt + limits.ConnectWithin;
        // A patient who is connected, and was in no session, may still come into one.
        if (sight.IsOnline != false && booked.Carrier is null)
            return now >= booked.StartsAt + LongestDay ? DayTurn.End : DayTurn.Leave;
        if (booked.CalledAt is not null)
            return isLate ? DayTurn.End : DayTurn.Leave;
        if (sight.IsOnline != false)
            return DayTurn.Leave;
        return isLate && now >= declareFrom ? DayTurn.Close : DayTurn.Tried;
    }

    /// <summary>How a booking ended whose time is over. What the sessions say counts before what the looks have found: a look comes once a minute, and not at all while nothing runs.</summary>
    public static AppointmentState EndOf(DayTurn turn, DayPast past) =>
        past.DoctorCame ? AppointmentState.Held
            : turn == DayTurn.End || past.PatientCame ? AppointmentState.NotHeld
            : AppointmentState.NoConnection;

    /// <summary>When a booking is to be woken next, its step of now being done; null when never.</summary>
    public static DateTimeOffset? NextAt(AppointmentRecord booked, DateTimeOffset now, LimitOptions limits)
    {
        if (booked.State != AppointmentState.Booked)
            return null;
        if (now < booked.StartsAt - limits.BookingNear)
            return booked.StartsAt - limits.BookingNear;
        if (now < booked.StartsAt)
            return booked.RemindedAt is null && now < RemindAt(booked, limits) ? RemindAt(booked, limits) : booked.StartsAt;
        var closesAt = booked.StartsAt + limits.ConnectWithin;
        return now < closesAt && closesAt < now + LookEvery ? closesAt : now + (now < booked.StartsAt + LookOftenFor ? LookEvery : LookSeldom);
    }

    /// <summary>Whether a session of the patient carries the booking by now.</summary>
    public static bool IsNear(AppointmentRecord booked, DateTimeOffset now, LimitOptions limits) => booked.State == AppointmentState.Booked && now >= booked.StartsAt - limits.BookingNear;

    /// <summary>Whether a patient who only is online is put into a session (S4.8): once, and not after a session that carried the booking and is over.</summary>
    public static bool IsToBeCalled(AppointmentRecord booked, Sight sight, DateTimeOffset now) =>
        sight is { IsInSession: false, IsOnline: true } && now >= booked.StartsAt && (booked.Carrier is null || booked.CalledAt is null && now < booked.StartsAt + LookEvery);

    /// <summary>When the patient is looked for again.</summary>
    /// <param name="booked">The booking, after its start.</param>
    /// <param name="sight">The findings.</param>
    /// <param name="now">The instant.</param>
    /// <param name="declareFrom">As for <see cref="TurnOf"/>.</param>
    /// <param name="limits">The options.</param>
    public static DateTimeOffset LookAt(AppointmentRecord booked, Sight sight, DateTimeOffset now, DateTimeOffset declareFrom, LimitOptions limits)
    {
        var next = sight is { IsInSession: false, IsOnline: null } ? now + LookAgain : NextAt(booked, now, limits)!.Value;
        // Closing waits for the grace after a start of the silos, and no longer.
        return now < declareFrom && declareFrom < next && declareFrom >= booked.StartsAt + limits.ConnectWithin ? declareFrom : next;
    }

    /// <summary>The records that are stored with a booking that was made, moved or cancelled: its next moment, and the message about the version before, if it has not been sent, is none.</summary>
    public static IEnumerable<RecordChange> Begun(AppointmentRecord changed, DateTimeOffset now, LimitOptions limits)
    {
        if (changed.Version > 1)
            yield return new NoticeTakenBack(ReminderOf(changed.Id, changed.Version - 1));
        if (StepAt(changed, now, limits) == DayStep.Remind)
            yield return new Due(WakeKind.Appointment, changed.Id.Value, now);
        else if (NextAt(changed, now, limits) is { } next)
            yield return new Due(WakeKind.Appointment, changed.Id.Value, next);
    }

    /// <summary>The message that reminds of a version: the same id for a repeat.</summary>
    public static string ReminderOf(AppointmentId appointment, long version) => DerivedId.Of("reminder", appointment.Value, $"{version}");

    /// <summary>The booking as it is when it ended by itself.</summary>
    public static AppointmentRecord Ended(AppointmentRecord booked, AppointmentState how, DateTimeOffset now) =>
        booked with { Version = booked.Version + 1, State = how, ChangedBy = AppointmentRecord.Platform, ChangedAt = now };

    private static DateTimeOffset RemindAt(AppointmentRecord booked, LimitOptions limits) => booked.StartsAt - limits.Reminder;

    private static bool IsToBeReminded(AppointmentRecord booked, DateTimeOffset now, LimitOptions limits) =>
        booked.RemindedAt is null && now >= RemindAt(booked, limits) && (booked.ChangedAt < RemindAt(booked, limits) || booked.StartsAt - now > WorthReminding);
}
