using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The moments of a booking's day, and what is done at each.</summary>
public sealed class AppointmentDayRuleTests
{
    private static readonly DateTimeOffset Start = Given.Noon.AddHours(2);
    private static readonly DateTimeOffset Never = DateTimeOffset.MinValue;
    private static readonly AppointmentRecord Booked = new()
    {
        Id = new AppointmentId("one"),
        Patient = new PatientId("anna"),
        Doctor = new StaffId("doctor"),
        Specialty = "therapist",
        StartsAt = Start,
        Zone = "Europe/Moscow",
        Wall = "2026-11-23T14:00",
        Terms = new BookingTerms("Кашель", Repeated: false, null, TellBy.Chat, TellWhom.Patient),
        ChangedBy = new StaffId("consultant"),
        ChangedAt = Given.Noon,
    };

    [Theory]
    [InlineData(-10 * 60 - 1, "Wait")]
    [InlineData(-10 * 60, "Remind")]
    [InlineData(-8 * 60, "Remind")]
    [InlineData(-1, "Remind")]
    [InlineData(0, "Look")]
    [InlineData(3600, "Look")]
    public void A_booking_is_reminded_of_from_ten_minutes_before_until_its_start(int seconds, string step) => Assert.Equal(step, $"{StepAt(Booked, Start.AddSeconds(seconds))}");

    [Theory]
    [InlineData(601, -601, "Wait")]
    [InlineData(600, -600, "Remind")]
    [InlineData(599, -599, "Remind")]
    [InlineData(480, -480, "Remind")]
    [InlineData(480, -59, "Wait")]
    [InlineData(45, -45, "Wait")]
    [InlineData(601, -59, "Remind")]
    public void A_booking_made_within_the_reminders_time_is_reminded_of_while_more_than_a_minute_is_left(int bookedBefore, int seconds, string step) =>
        Assert.Equal(step, $"{StepAt(Booked with { ChangedAt = Start.AddSeconds(-bookedBefore) }, Start.AddSeconds(seconds))}");

    [Fact]
    public void A_version_is_reminded_of_once_and_a_moved_one_again()
    {
        var reminded = Booked with { RemindedAt = Start.AddMinutes(-10) };
        Assert.Equal(DayStep.Wait, StepAt(reminded, Start.AddMinutes(-9)));
        Assert.Equal(Start, NextAt(reminded, Start.AddMinutes(-9)));
        Assert.NotEqual(AppointmentDay.ReminderOf(Booked.Id, 1), AppointmentDay.ReminderOf(Booked.Id, 2));
    }

    [Theory]
    [InlineData(AppointmentState.Cancelled)]
    [InlineData(AppointmentState.Held)]
    [InlineData(AppointmentState.NoConnection)]
    [InlineData(AppointmentState.NotHeld)]
    public void An_ended_booking_has_no_moment_left(AppointmentState state)
    {
        foreach (var seconds in new[] { -700, -600, -30, 0, 60, 900, 5000 })
        {
            Assert.Equal(DayStep.Over, StepAt(Booked with { State = state }, Start.AddSeconds(seconds)));
            Assert.Null(NextAt(Booked with { State = state }, Start.AddSeconds(seconds)));
        }
    }

    [Theory]
    [InlineData(-3600, -900)]
    [InlineData(-901, -900)]
    [InlineData(-900, -600)]
    [InlineData(-601, -600)]
    [InlineData(-600, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 60)]
    [InlineData(839, 899)]
    [InlineData(841, 900)]
    [InlineData(899, 900)]
    [InlineData(900, 960)]
    [InlineData(3599, 3659)]
    [InlineData(3600, 4200)]
    public void The_moments_are_when_it_is_near_the_reminder_the_start_each_minute_of_the_hour_after_it_and_the_end_of_the_time_to_connect(int seconds, int next) =>
        Assert.Equal(Start.AddSeconds(next), NextAt(Booked, Start.AddSeconds(seconds)));

    [Theory]
    [InlineData(0, "Tried")]
    [InlineData(899, "Tried")]
    [InlineData(900, "Close")]
    [InlineData(7200, "Close")]
    public void Whoever_is_missing_for_fifteen_minutes_from_the_start_is_closed(int seconds, string turn) => Assert.Equal(turn, $"{TurnOf(new Sight(false, false), seconds)}");

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, null)]
    public void Nobody_is_closed_who_is_in_a_session_or_online_or_perhaps_online(bool isInSession, bool? isOnline)
    {
        foreach (var seconds in new[] { 0, 900, 80_000 })
            Assert.Equal(DayTurn.Leave, TurnOf(new Sight(isInSession, isOnline), seconds));
    }

    [Theory]
    [InlineData(899, "Leave")]
    [InlineData(900, "End")]
    public void Whoever_was_there_and_left_before_a_doctor_came_is_not_closed_for_want_of_a_connection(int seconds, string turn)
    {
        var left = Booked with { CalledAt = Start.AddMinutes(1), Carrier = new SessionId("left") };
        foreach (var isOnline in new bool?[] { true, false, null })
            Assert.Equal(turn, $"{AppointmentDay.TurnOf(left, new Sight(false, isOnline), Start.AddSeconds(seconds), Never, Given.Limits)}");
        Assert.Equal("Leave", $"{AppointmentDay.TurnOf(Booked with { CalledAt = Start }, new Sight(true, null), Start.AddSeconds(seconds), Never, Given.Limits)}");
    }

    [Fact]
    public void Whoever_only_was_connected_is_awaited_as_long_as_they_are_and_a_day_at_most_and_is_not_closed_for_want_of_a_connection()
    {
        var seen = Booked with { CalledAt = Start };
        Assert.Equal(DayTurn.Leave, AppointmentDay.TurnOf(seen, new Sight(false, false), Start.AddSeconds(899), Never, Given.Limits));
        Assert.Equal(DayTurn.End, AppointmentDay.TurnOf(seen, new Sight(false, false), Start.AddSeconds(900), Never, Given.Limits));
        foreach (var isOnline in new bool?[] { true, null })
        {
            Assert.Equal(DayTurn.Leave, AppointmentDay.TurnOf(seen, new Sight(false, isOnline), Start.AddHours(23), Never, Given.Limits));
            Assert.Equal(DayTurn.End, AppointmentDay.TurnOf(seen, new Sight(false, isOnline), Start.AddHours(24), Never, Given.Limits));
        }
    }

    [Theory]
    [InlineData("Close", false, false, AppointmentState.NoConnection)]
    [InlineData("Close", true, false, AppointmentState.NotHeld)]
    [InlineData("Close", true, true, AppointmentState.Held)]
    [InlineData("End", false, false, AppointmentState.NotHeld)]
    [InlineData("End", true, false, AppointmentState.NotHeld)]
    [InlineData("End", true, true, AppointmentState.Held)]
    public void A_booking_ends_by_what_its_sessions_say_before_what_the_looks_have_found(string turn, bool patientCame, bool doctorCame, AppointmentState how) =>
        Assert.Equal(how, AppointmentDay.EndOf(Enum.Parse<DayTurn>(turn), new DayPast(patientCame, doctorCame)));

    [Fact]
    public void Right_after_a_start_of_the_silos_nobody_is_closed_and_then_at_once()
    {
        var (now, declareFrom) = (Start.AddMinutes(40), Start.AddMinutes(40).AddSeconds(45));
        Assert.Equal(DayTurn.Tried, AppointmentDay.TurnOf(Booked, new Sight(false, false), now, declareFrom, Given.Limits));
        Assert.Equal(declareFrom, AppointmentDay.LookAt(Booked, new Sight(false, false), now, declareFrom, Given.Limits));
        Assert.Equal(DayTurn.Close, AppointmentDay.TurnOf(Booked, new Sight(false, false), declareFrom, declareFrom, Given.Limits));
    }

    [Fact]
    public void Where_a_gateway_did_not_answer_it_is_asked_again_soon() =>
        Assert.Equal(Start.AddSeconds(5), AppointmentDay.LookAt(Booked, new Sight(false, null), Start, Never, Given.Limits));

    [Fact]
    public void A_booking_is_stored_with_its_next_moment()
    {
        Assert.Equal([new Due(WakeKind.Appointment, "one", Start.AddMinutes(-15))], AppointmentDay.Begun(Booked, Given.Noon, Given.Limits));
        var late = Booked with { ChangedAt = Start.AddMinutes(-8) };
        Assert.Equal([new Due(WakeKind.Appointment, "one", late.ChangedAt)], AppointmentDay.Begun(late, late.ChangedAt, Given.Limits));
    }

    [Fact]
    public void A_moved_or_cancelled_booking_takes_back_what_was_to_be_said_of_the_version_before()
    {
        var gone = new NoticeTakenBack(AppointmentDay.ReminderOf(Booked.Id, 1));
        Assert.Equal([gone], AppointmentDay.Begun(Booked with { Version = 2, State = AppointmentState.Cancelled }, Given.Noon, Given.Limits));
        Assert.Equal([gone, new Due(WakeKind.Appointment, "one", Start.AddMinutes(-15))], AppointmentDay.Begun(Booked with { Version = 2 }, Given.Noon, Given.Limits));
    }

    [Fact]
    public void A_closed_booking_is_the_next_version_and_changed_by_the_platform()
    {
        var closed = AppointmentDay.Ended(Booked, AppointmentState.NoConnection, Start.AddMinutes(15));
        Assert.Equal((2, AppointmentState.NoConnection, AppointmentRecord.Platform, Start.AddMinutes(15)), (closed.Version, closed.State, closed.ChangedBy, closed.ChangedAt));
    }

    [Fact]
    public void Whoever_only_is_online_is_put_into_a_session_at_the_start_and_once()
    {
        var online = new Sight(IsInSession: false, IsOnline: true);
        Assert.False(AppointmentDay.IsToBeCalled(Booked, online, Start.AddSeconds(-1)));
        Assert.True(AppointmentDay.IsToBeCalled(Booked, online, Start));
        Assert.True(AppointmentDay.IsToBeCalled(Booked, online, Start.AddMinutes(14)));
        Assert.False(AppointmentDay.IsToBeCalled(Booked with { CalledAt = Start, Carrier = new SessionId("begun") }, online, Start));
        Assert.True(AppointmentDay.IsToBeCalled(Booked with { CalledAt = Start }, online, Start.AddMinutes(1)));
        Assert.True(AppointmentDay.IsToBeCalled(Booked with { Carrier = new SessionId("before") }, online, Start));
        Assert.False(AppointmentDay.IsToBeCalled(Booked with { Carrier = new SessionId("left") }, online, Start.AddMinutes(2)));
        Assert.False(AppointmentDay.IsToBeCalled(Booked, new Sight(false, false), Start));
        Assert.False(AppointmentDay.IsToBeCalled(Booked, new Sight(true, null), Start));
    }

    private static DayStep StepAt(AppointmentRecord booked, DateTimeOffset now) => AppointmentDay.StepAt(booked, now, Given.Limits);

    private static DateTimeOffset? NextAt(AppointmentRecord booked, DateTimeOffset now) => AppointmentDay.NextAt(booked, now, Given.Limits);

    private static DayTurn TurnOf(Sight sight, int seconds) => AppointmentDay.TurnOf(Booked, sight, Start.AddSeconds(seconds), Never, Given.Limits);
}
