using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Tests.Rules.Rosters;

namespace Medzdrav.Tests.Rules;

/// <summary>The faults of the duty: hours without anybody, and shifts without their specialist.</summary>
public sealed class DutyWatchTests
{
    private static readonly DateTimeOffset Now = Utc("2026-11-30T09:00Z");
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(45);
    private static readonly DutyShift Shift = new(QueueKind.Therapist, new StaffId("anna"), new DutyHours(Now, Now.AddHours(12)));

    [Fact]
    public void Hours_that_nobody_is_planned_for_are_an_alarm_a_day()
    {
        var plan = Of("Europe/Moscow", Duty("08:00", "20:00", Always));
        Assert.Equal(
            ["therapist/2026-11-30 17:00-21:00", "therapist/2026-12-01 21:00-05:00 17:00-21:00"], Unplanned("00:00-24:00", 2, plan));
    }

    [Fact]
    public void Nights_of_others_fill_the_days_and_a_day_that_is_covered_is_no_alarm()
    {
        Assert.Empty(Unplanned("00:00-24:00", 5, Of("Europe/Moscow", Duty("08:00", "20:00", Always)), Of("Europe/Moscow", Duty("20:00", "08:00", Always))));
        Assert.Empty(Unplanned("00:00-24:00", 5, Of("Asia/Vladivostok", Duty("00:00", "24:00", Always))));
        Assert.Empty(Unplanned("20:00-08:00", 5, Of("Europe/Moscow", Duty("20:00", "08:00", Always))));
    }

    [Fact]
    public void Hours_of_booked_consultations_and_absences_are_no_duty()
    {
        Assert.Single(Unplanned("09:00-13:00", 1, Of("Europe/Moscow", Booking("09:00", "13:00"))));
        var absent = Of("Europe/Moscow", Duty("00:00", "24:00", Always)) with { Absences = [new RosterAbsence(Day("2026-12-02"), Day("2026-12-02"), "")] };
        Assert.Equal(["therapist/2026-12-02 21:00-21:00"], Unplanned("00:00-24:00", 5, absent));
    }

    [Fact]
    public void Hours_that_are_past_are_no_alarm_and_a_night_of_yesterday_is_one_until_the_morning()
    {
        Assert.Empty(Unplanned("03:00-12:00", 1, RosterPlan.Empty("Europe/Moscow")));
        Assert.Equal(["therapist/2026-11-29 17:00-10:00"], Unplanned("20:00-13:00", 1, RosterPlan.Empty("Europe/Moscow")).Take(1));
    }

    [Fact]
    public void Whoever_is_there_or_away_for_a_moment_is_no_alarm()
    {
        Assert.Null(Watched(null, isHere: true, Now.AddMinutes(10)).RaisedAt);
        Assert.Null(Watched(null, isHere: false, Now.AddMinutes(4)).RaisedAt);
        var left = Watched(Watched(null, isHere: true, Now.AddHours(1)), isHere: false, Now.AddHours(2));
        Assert.Equal((Now.AddHours(2), null), (left.AwaySince, left.RaisedAt));
        Assert.Null(Watched(left, isHere: false, Now.AddHours(2).AddMinutes(4)).RaisedAt);
        Assert.Equal(Now.AddHours(2).AddMinutes(5), Watched(left, isHere: false, Now.AddHours(2).AddMinutes(5)).RaisedAt);
    }

    [Fact]
    public void Whoever_does_not_come_is_missing_from_the_shifts_begin_on_and_stays_so_until_they_come()
    {
        var missing = Watched(null, isHere: false, Now.AddMinutes(5));
        Assert.Equal((Now, Now.AddMinutes(5)), (missing.AwaySince, missing.RaisedAt));
        Assert.Equal(missing, Watched(missing, isHere: false, Now.AddHours(3)));
        Assert.Equal((null, null), Watched(missing, isHere: true, Now.AddHours(3)) is var there ? (there.AwaySince, there.RaisedAt) : default);
    }

    [Fact]
    public void Right_after_a_restart_nobody_is_missing()
    {
        var (first, later) = (Now.AddMinutes(30), Now.AddMinutes(31));
        Assert.Null(DutyWatch.Watched(Shift, null, isHere: false, first, first, Late, Grace).RaisedAt);
        Assert.Equal(later, DutyWatch.Watched(Shift, null, isHere: false, first, later, Late, Grace).RaisedAt);
    }

    private static DutyMark Watched(DutyMark? known, bool isHere, DateTimeOffset at) => DutyWatch.Watched(Shift, known, isHere, at - Grace, at, Late, Grace);

    private static string[] Unplanned(string needed, int days, params RosterPlan[] plans)
    {
        var options = new DutyOptions { Needed = new() { ["therapist"] = needed } };
        Assert.True(options.AreNeedsReadable);
        var shifts = plans.SelectMany((plan, number) => DutyWatch.ShiftsOf(new StaffId($"{number}"), plan, ["therapist"], Now.AddDays(-2), Now.AddDays(days + 2))).ToArray();
        return [.. DutyWatch.Unplanned(options.Needs, shifts, Zones.ClockOf("Europe/Moscow"), Now, days).Select(mark =>
            $"{mark.Id} {string.Join(' ', mark.Hours.Select(hours => $"{hours.StartsAt:HH:mm}-{hours.EndsAt:HH:mm}"))}")];
    }

    [Theory]
    [InlineData("therapist", "08:00-22:00", true)]
    [InlineData("therapist", "", true)]
    [InlineData("therapist", "22:00-08:00", true)]
    [InlineData("therapist", "8-22", false)]
    [InlineData("therapist", "08:00", false)]
    [InlineData("specialist", "08:00-22:00", false)]
    [InlineData("doctor", "08:00-22:00", false)]
    public void What_is_needed_is_hours_by_queue(string queue, string hours, bool isReadable) =>
        Assert.Equal(isReadable, new DutyOptions { Needed = new() { [queue] = hours } }.AreNeedsReadable);
}
