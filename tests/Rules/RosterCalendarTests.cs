using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Tests.Rules.Rosters;

namespace Medzdrav.Tests.Rules;

/// <summary>The instants that a roster comes to.</summary>
public sealed class RosterCalendarTests
{
    [Fact]
    public void A_night_lasts_over_midnight_and_over_the_end_of_a_month() => Assert.Equal(
        ["11-30 17:00/12-01 05:00", "12-01 17:00/12-02 05:00"],
        Planned(Of("Europe/Moscow", Duty("20:00", "08:00", Always)), "2026-11-30T16:00Z", "2026-12-02T05:00Z"));

    [Fact]
    public void A_night_of_the_day_before_is_there_in_the_morning() => Assert.Equal(
        ["11-30 17:00/12-01 05:00"], Planned(Of("Europe/Moscow", Duty("20:00", "08:00", Weekday.Monday)), "2026-12-01T04:00Z", "2026-12-01T04:15Z"));

    [Fact]
    public void Whole_days_have_no_gap_between_them() => Assert.Equal(
        ["12-01 21:00/12-02 21:00", "12-02 21:00/12-03 21:00"], Planned(Of("Europe/Moscow", Duty("00:00", "24:00", Always)), "2026-12-01T21:00Z", "2026-12-03T21:00Z"));

    [Fact]
    public void A_day_from_eight_to_eight_lasts_a_day() => Assert.Equal(
        ["12-01 05:00/12-02 05:00"], Planned(Of("Europe/Moscow", Duty("08:00", "08:00", Weekday.Tuesday)), "2026-12-01T05:00Z", "2026-12-07T05:00Z"));

    [Fact]
    public void A_place_in_the_east_has_its_own_days() => Assert.Equal(
        ["11-29 23:00/11-30 03:00"], Planned(Of("Asia/Vladivostok", Booking("09:00", "13:00")), "2026-11-29T20:00Z", "2026-11-30T20:00Z"));

    [Fact]
    public void Where_clocks_are_put_forward_a_night_is_shorter_and_hours_that_do_not_exist_are_none()
    {
        // 29 March 2026: 02:00 becomes 03:00 in Berlin.
        var plan = Of("Europe/Berlin", Duty("20:00", "02:15", Weekday.Saturday), Duty("02:15", "02:45", Weekday.Sunday), Duty("02:45", "08:00", Weekday.Sunday));
        plan = plan with { Hours = [.. plan.Hours.Select(hours => hours with { FirstDay = Day("2026-03-01") })] };
        Assert.Equal(["03-28 19:00/03-29 01:00", "03-29 01:00/03-29 06:00"], Planned(plan, "2026-03-28T12:00Z", "2026-03-29T12:00Z"));
    }

    [Fact]
    public void Where_clocks_are_put_back_a_night_is_longer_and_hours_follow_each_other()
    {
        // 25 October 2026: 03:00 becomes 02:00 in Berlin.
        var plan = Of("Europe/Berlin", Duty("20:00", "02:30", Weekday.Saturday), Duty("02:30", "08:00", Weekday.Sunday));
        plan = plan with { Hours = [.. plan.Hours.Select(hours => hours with { FirstDay = Day("2026-10-01") })] };
        Assert.Equal(["10-24 18:00/10-25 00:30", "10-25 00:30/10-25 07:00"], Planned(plan, "2026-10-24T12:00Z", "2026-10-25T12:00Z"));
    }

    [Fact]
    public void Bookings_do_not_hold_on_public_holidays_unless_it_is_said()
    {
        var plan = Of("Europe/Moscow", Booking("09:00", "13:00"));
        Assert.Empty(Planned(plan, "2026-12-31T21:00Z", "2027-01-08T20:00Z"));
        Assert.Equal(["01-11 06:00/01-11 10:00"], Planned(plan, "2027-01-08T20:00Z", "2027-01-11T20:00Z"));
        Assert.Equal(6, Planned(plan with { Hours = [plan.Hours[0] with { OnHolidays = true }] }, "2026-12-31T21:00Z", "2027-01-08T20:00Z").Length);
    }

    [Fact]
    public void On_days_of_absence_nothing_begins_but_what_is_entered_for_the_day()
    {
        var plan = Of("Europe/Moscow", Booking("09:00", "13:00"), Duty("20:00", "08:00")) with
        {
            Days = [new RosterDay(RosterKind.Booking, "therapist", Day("2026-12-02"), "10:00", "11:00", 15)],
            Absences = [new RosterAbsence(Day("2026-12-01"), Day("2026-12-03"), "Отпуск")],
        };
        Assert.Equal(
            ["11-30 17:00/12-01 05:00", "12-02 07:00/12-02 08:00", "12-04 06:00/12-04 10:00", "12-04 17:00/12-05 05:00"], Planned(plan, "2026-11-30T12:00Z", "2026-12-04T21:00Z"));
    }

    [Fact]
    public void Every_other_week_counts_from_the_week_of_the_first_day()
    {
        var plan = Of("Europe/Moscow", Booking("09:00", "10:00", Weekday.Monday, Weekday.Thursday) with { EveryWeeks = 2, FirstDay = Day("2026-12-03") });
        Assert.Equal(["12-03 06:00/12-03 07:00", "12-14 06:00/12-14 07:00", "12-17 06:00/12-17 07:00"], Planned(plan, "2026-11-29T21:00Z", "2026-12-20T21:00Z"));
    }

    [Fact]
    public void A_booking_begins_where_a_whole_quarter_is_planned_for_its_specialty()
    {
        var plan = Of("Europe/Moscow", Booking("09:00", "13:00"), Duty("13:00", "14:00"));
        Assert.NotNull(RosterCalendar.BookingAt(plan, "therapist", Utc("2026-12-01T06:00Z")));
        Assert.NotNull(RosterCalendar.BookingAt(plan, "therapist", Utc("2026-12-01T09:45Z")));
        Assert.Null(RosterCalendar.BookingAt(plan, "therapist", Utc("2026-12-01T05:45Z")));
        Assert.Null(RosterCalendar.BookingAt(plan, "therapist", Utc("2026-12-01T10:00Z")));
        Assert.Null(RosterCalendar.BookingAt(plan, "paediatrician", Utc("2026-12-01T06:00Z")));
    }

    [Theory]
    [InlineData("Europe/Moscow", "Europe/Moscow")]
    [InlineData("Asia/Calcutta", "Asia/Calcutta", "Asia/Kolkata")]
    [InlineData("Etc/GMT-10", "Etc/GMT-10")]
    [InlineData("Russian Standard Time", "Europe/Moscow")]
    [InlineData("Mars/Base", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("../../etc/passwd", null)]
    public void A_zone_is_found_by_any_of_its_names(string? name, params string?[]? known) => Assert.Contains(Zones.Find(name)?.Id, known ?? [null]);

    [Fact]
    public void A_late_slot_in_Moscow_is_of_the_next_day_in_Petropavlovsk()
    {
        var at = Zones.ClockOf("Europe/Moscow").At(Day("2026-11-30"), 23 * 60 + 45);
        Assert.Equal(new DateTime(2026, 12, 1, 8, 45, 0), Zones.ClockOf("Asia/Kamchatka").WallAt(at));
        Assert.Equal(Day("2026-12-01"), Zones.ClockOf("Asia/Kamchatka").DayAt(at));
        Assert.Equal(Day("2026-12-01"), Zones.ClockOf("Europe/Moscow").DayAt(at.AddMinutes(20)));
    }
}
