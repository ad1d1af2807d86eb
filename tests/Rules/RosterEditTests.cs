using CsCheck;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Tests.Rules.Rosters;

namespace Medzdrav.Tests.Rules;

/// <summary>A shift is moved, stretched or taken away: once, on its day of the week, or on all its days, from a day on.</summary>
public sealed class RosterEditTests
{
    private static readonly DateOnly Wednesday = Day("2026-12-02");
    private static readonly RosterPlan Plan = Of("Europe/Moscow", Booking("09:00", "13:00", Weekday.Monday, Weekday.Wednesday));
    private static readonly RosterDay Shift = new(RosterKind.Booking, "therapist", Wednesday, "09:00", "13:00");

    [Fact]
    public void Once_changes_the_one_day() => Assert.Equal(
        ["11-30 09:00-13:00", "12-02 10:00-14:00", "12-07 09:00-13:00", "12-09 09:00-13:00"], Changed(Shift with { From = "10:00", Until = "14:00" }, RosterScope.Once));

    [Fact]
    public void Once_moves_to_another_day() => Assert.Equal(
        ["11-30 09:00-13:00", "12-03 09:00-13:00", "12-07 09:00-13:00", "12-09 09:00-13:00"], Changed(Shift with { Day = Wednesday.AddDays(1) }, RosterScope.Once));

    [Fact]
    public void Its_weekday_changes_from_the_day_on_and_the_other_days_stay() => Assert.Equal(
        ["11-30 09:00-13:00", "12-01 10:00-12:00", "12-07 09:00-13:00", "12-08 10:00-12:00"], Changed(Shift with { Day = Wednesday.AddDays(-1), From = "10:00", Until = "12:00" }, RosterScope.Weekday));

    [Fact]
    public void All_its_days_change_from_the_day_on_and_none_before() => Assert.Equal(
        ["11-30 09:00-13:00", "12-02 10:00-14:00", "12-07 10:00-14:00", "12-09 10:00-14:00"], Changed(Shift with { From = "10:00", Until = "14:00" }, RosterScope.Pattern));

    [Fact]
    public void Exceptions_that_would_lie_beyond_the_calendar_are_left_out()
    {
        var plan = RosterEdits.Change(Plan, Shift with { Day = Wednesday.AddDays(7) }, null, RosterScope.Once)!;
        Assert.Equal([], RosterEdits.Change(plan, Shift, Shift with { Day = DateOnly.MaxValue }, RosterScope.Weekday)!.Hours[^1].Except!);
    }

    [Fact]
    public void A_shift_is_taken_away_once_or_from_the_day_on()
    {
        Assert.Equal(["11-30 09:00-13:00", "12-07 09:00-13:00", "12-09 09:00-13:00"], Changed(null, RosterScope.Once));
        Assert.Equal(["11-30 09:00-13:00", "12-07 09:00-13:00"], Changed(null, RosterScope.Weekday));
        Assert.Equal(["11-30 09:00-13:00"], Changed(null, RosterScope.Pattern));
    }

    [Fact]
    public void Hours_of_a_single_day_change_whatever_is_asked_for_and_a_shift_that_is_planned_no_more_does_not()
    {
        var plan = Plan with { Days = [Shift with { Day = Day("2026-12-03") }] };
        Assert.Equal([Shift with { Day = Day("2026-12-04") }], RosterEdits.Change(plan, plan.Days[0], plan.Days[0] with { Day = Day("2026-12-04") }, RosterScope.Pattern)!.Days);
        Assert.Null(RosterEdits.Change(Plan, Shift with { From = "09:15" }, null, RosterScope.Once));
    }

    [Fact]
    public void A_shift_until_midnight_is_found_however_its_end_is_kept()
    {
        var plan = Of("Europe/Moscow", Booking("20:00", "00:00", Weekday.Wednesday)) with { Days = [Shift with { Day = Day("2026-12-04"), Until = "00:00" }] };
        foreach (var shown in RosterCalendar.DaysOf(plan, Monday, Day("2026-12-06")))
            Assert.DoesNotContain(shown, RosterCalendar.DaysOf(RosterEdits.Change(plan, shown, null, RosterScope.Once)!, Monday, Day("2026-12-06")));
    }

    [Fact]
    public void Every_other_week_stays_every_other_week()
    {
        var plan = Of("Europe/Moscow", Booking("09:00", "13:00", Weekday.Wednesday) with { EveryWeeks = 2 });
        var changed = RosterEdits.Change(plan, Shift with { Day = Day("2026-12-16") }, Shift with { Day = Day("2026-12-14"), From = "10:00" }, RosterScope.Weekday)!;
        Assert.Equal(["12-02 09:00-13:00", "12-14 10:00-13:00", "12-28 10:00-13:00"], Texts(changed, Monday, Day("2026-12-31")));
    }

    [Fact]
    public void Nothing_is_lost_or_changed_by_a_change_but_what_it_is_about() => Gen.Select(Gen.Int[1, 127], Gen.Int[1, 3], Gen.Int[0, 40], Gen.Int[0, 95], Gen.Enum<RosterScope>(), Gen.Bool).Sample(
        (bits, weeks, ahead, quarter, scope, removes) =>
        {
            var days = Always.Where(day => (bits >> (int)day & 1) != 0).ToArray();
            var plan = Of("Europe/Moscow", Booking("09:00", "13:00", days) with { EveryWeeks = weeks, OnHolidays = true }, Duty("20:00", "08:00", days) with { OnHolidays = true });
            var shifts = RosterCalendar.DaysOf(plan, Monday, Monday.AddDays(60));
            var shift = shifts.FirstOrDefault(one => one.Day >= Monday.AddDays(ahead) && one.Kind == RosterKind.Booking);
            if (shift is null)
                return;
            var wanted = removes ? null : shift with { From = WallHours.Text(quarter * 15), Until = WallHours.Text(quarter * 15 + 60) };
            var changed = RosterCalendar.DaysOf(RosterEdits.Change(plan, shift, wanted, scope)!, Monday, Monday.AddDays(60));

            bool IsMeant(RosterDay one) => one.Kind == RosterKind.Booking && one.Day >= shift.Day && scope switch
            {
                RosterScope.Once => one.Day == shift.Day,
                RosterScope.Weekday => RosterEdits.WeekdayOf(one.Day) == RosterEdits.WeekdayOf(shift.Day),
                _ => true,
            };
            var expected = shifts.SelectMany(one => !IsMeant(one) ? [one] : wanted is null ? Array.Empty<RosterDay>() : [one with { From = wanted.From, Until = wanted.Until }]);
            Assert.Equal(expected.Select(Text).Order(), changed.Select(Text).Order());
        },
        iter: 300);

    private static string[] Changed(RosterDay? wanted, RosterScope scope) => Texts(RosterEdits.Change(Plan, Shift, wanted, scope)!, Monday, Day("2026-12-10"));

    private static string[] Texts(RosterPlan plan, DateOnly first, DateOnly last)
    {
        Assert.NotNull(Take(plan).Value);
        return [.. RosterCalendar.DaysOf(plan, first, last).Select(shift => $"{shift.Day:MM-dd} {shift.From}-{shift.Until}")];
    }

    private static string Text(RosterDay shift) => $"{shift.Kind} {shift.Day:MM-dd} {shift.From}-{shift.Until}";
}
