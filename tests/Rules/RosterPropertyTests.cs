using CsCheck;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Tests.Rules.Rosters;

namespace Medzdrav.Tests.Rules;

/// <summary>Rosters, exceptions and bookings as they come, against a model that looks at each quarter of an hour by itself.</summary>
public sealed class RosterPropertyTests
{
    private const int Rounds = 300;

    // Zones with and without changes of clocks; Lord Howe's are of half an hour.
    private static readonly Gen<string> Zone = Gen.OneOf("Europe/Moscow", "Asia/Vladivostok", "Europe/Kaliningrad", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe");

    // Weeks in which clocks change somewhere, a change of the year, and an ordinary one.
    private static readonly Gen<DateOnly> Begin = Gen.OneOf("2026-03-05", "2026-03-27", "2026-04-02", "2026-10-02", "2026-10-23", "2026-10-30", "2026-12-28", "2026-11-16").Select(Day);

    private static readonly Gen<string> Time = Gen.Int[0, 95].Select(quarter => WallHours.Text(quarter * 15));

    private static readonly Gen<Weekday[]> Days = Gen.Int[1, 127].Select(bits => Enum.GetValues<Weekday>().Where(day => (bits >> (int)day & 1) != 0).ToArray());

    private static readonly Gen<(RosterKind Kind, string Specialty, int Buffer)> What = Gen.OneOf(
        (RosterKind.Booking, "therapist", 0), (RosterKind.Booking, "therapist", 30), (RosterKind.Booking, "Кардиолог", 15), (RosterKind.Duty, "therapist", 0));

    private static readonly Gen<RosterPlan> Plan =
        from zone in Zone
        from begin in Begin
        from hours in Gen.Select(What, Days, Time, Time, Gen.Int[-20, 5], Gen.Int[1, 3], Gen.Bool, (what, days, earliest, latest, shift, weeks, holidays) =>
            new RosterHours(what.Kind, what.Specialty, days, earliest, latest, begin.AddDays(shift), EveryWeeks: weeks, BufferMinutes: what.Buffer, OnHolidays: holidays)).Array[0, 3]
        from single in Gen.Select(What, Gen.Int[-1, 8], Time, Time, (what, day, earliest, latest) => new RosterDay(what.Kind, what.Specialty, begin.AddDays(day), earliest, latest, what.Buffer)).Array[0, 2]
        from absences in Gen.Select(Gen.Int[0, 6], Gen.Int[0, 2], (day, more) => new RosterAbsence(begin.AddDays(day), begin.AddDays(day + more), "")).Array[0, 2]
        select new RosterPlan(zone, hours, single, absences);

    [Fact]
    public void A_roster_plans_exactly_the_quarters_that_lie_in_its_hours_on_the_wall() => Plan.Sample(
        plan =>
        {
            var (from, until) = Window(plan);
            var planned = RosterCalendar.Planned(plan, from, until);
            for (var at = from; at < until; at = at.AddMinutes(15))
                Assert.True(
                    OnPaper(plan, at).Order().SequenceEqual(planned.Where(hours => hours.Cover(at)).Select(hours => (hours.Kind, hours.Specialty, hours.BufferMinutes)).Order()), $"{at:u} in {plan.Zone}");
        },
        iter: Rounds);

    [Fact]
    public void Hours_of_a_roster_that_was_taken_never_overlap() => Plan.Sample(
        plan =>
        {
            if (RosterRules.Of(plan, Specialties, DayOf(plan)) is not { Value: { } taken })
                return;
            var (from, until) = Window(taken);
            var planned = RosterCalendar.Planned(taken, from, until.AddDays(60));
            Assert.All(planned.Zip(planned.Skip(1)), pair => Assert.True(pair.First.EndsAt <= pair.Second.StartsAt));
        },
        iter: Rounds);

    [Fact]
    public void A_roster_is_refused_for_a_conflict_only_where_two_hours_overlap_on_the_wall() => Plan.Sample(
        plan =>
        {
            if (RosterRules.Of(plan, Specialties, DayOf(plan)).Refusal is not { Code: "rosterConflict" })
                return;
            var shifts = RosterCalendar.Shifts(plan, DayOf(plan).AddDays(-1), DayOf(plan).AddDays(500)).ToArray();
            Assert.Contains(shifts, one => shifts.Any(other => !ReferenceEquals(one, other) && one.BeginsAtMinute < other.EndsAtMinute && other.BeginsAtMinute < one.EndsAtMinute));
        },
        iter: Rounds);

    [Fact]
    public void The_index_finds_what_is_planned_and_neither_booked_nor_kept_free() => Gen.Select(Plan, Gen.Int[0, 8 * 96 - 1].Array[0, 40], Gen.Int[0, 95], Gen.Int[0, 95]).Sample(
        (plan, wanted, earliest, latest) =>
        {
            if (RosterRules.Of(plan, Specialties, DayOf(plan)) is not { Value: { } taken })
                return;
            var (from, until) = Window(taken);
            var index = new SlotIndex(from, until);
            index.Plan(new StaffId("one"), "Один", taken, Specialties);
            var claimed = new HashSet<DateTimeOffset>();
            foreach (var quarter in wanted)
                Book(index, taken, claimed, from.AddMinutes(15 * quarter));
            var clock = Zones.ClockOf("Asia/Yekaterinburg");
            foreach (var specialty in Specialties)
            {
                var found = index.Find(new SlotWish(specialty, null, from, until, clock, earliest * 15, latest * 15), 1_000);
                Assert.Equal(Free(taken, claimed, from, until, specialty).Where(at => clock.WallAt(at).TimeOfDay.TotalMinutes is var minute && minute >= earliest * 15 && minute <= latest * 15), found.Select(slot => slot.StartsAt));
            }
        },
        iter: Rounds);

    [Fact]
    public void A_change_loses_no_booking_each_is_planned_or_listed() => Gen.Select(Plan, Plan, Gen.Int[0, 8 * 96 - 1].Array[0, 40]).Sample(
        (before, after, wanted) =>
        {
            var (from, until) = Window(before);
            TouchedBooking[] booked = [.. wanted.Distinct().Select(quarter => from.AddMinutes(15 * quarter)).Where(at => RosterCalendar.BookingAt(before, "therapist", at) is not null)
                .Select(at => new TouchedBooking(new AppointmentId($"{at:u}"), at, "therapist"))];
            var touched = RosterRules.Touched(after, booked);
            Assert.All(booked, one => Assert.Equal(!OnPaper(after, one.StartsAt).Any(what => what.Kind == RosterKind.Booking && what.Specialty == "therapist"), touched.Contains(one)));
        },
        iter: Rounds);

    private static void Book(SlotIndex index, RosterPlan plan, HashSet<DateTimeOffset> claimed, DateTimeOffset at)
    {
        foreach (var specialty in Specialties)
            if (RosterCalendar.BookingAt(plan, specialty, at) is { } hours)
            {
                var quarters = 1 + hours.BufferMinutes / 15;
                DateTimeOffset[] claims = [.. Enumerable.Range(0, quarters).Select(more => at.AddMinutes(15 * more))];
                if (claims.Any(claimed.Contains))
                    continue;
                claimed.UnionWith(claims);
                index.Book([new BookedTime(new AppointmentId($"{at:u}"), new StaffId("one"), Quarters.Of(at), quarters)]);
            }
    }

    private static IEnumerable<DateTimeOffset> Free(RosterPlan plan, HashSet<DateTimeOffset> claimed, DateTimeOffset from, DateTimeOffset until, string specialty)
    {
        for (var at = from; at < until; at = at.AddMinutes(15))
            foreach (var what in OnPaper(plan, at).Where(what => what.Kind == RosterKind.Booking && what.Specialty == specialty))
                if (!Enumerable.Range(0, 1 + what.Buffer / 15).Any(more => claimed.Contains(at.AddMinutes(15 * more))))
                    yield return at;
    }

    /// <summary>The hours that are planned in a quarter, by looking at the wall there and at the entries one after another.</summary>
    private static IEnumerable<(RosterKind Kind, string Specialty, int Buffer)> OnPaper(RosterPlan plan, DateTimeOffset at)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(plan.Zone);
        var wall = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        // The second time of an hour that comes twice is as late as the hour is: whatever ends within the hour has ended.
        if (zone.IsAmbiguousTime(wall) && zone.GetAmbiguousTimeOffsets(wall).Min() == TimeZoneInfo.ConvertTime(at, zone).Offset)
            while (zone.IsAmbiguousTime(wall.AddMinutes(15)))
                wall = wall.AddMinutes(15);
        for (var begun = DateOnly.FromDateTime(wall).AddDays(-1); begun <= DateOnly.FromDateTime(wall); begun = begun.AddDays(1))
        {
            var day = begun;
            var minute = (wall - day.ToDateTime(TimeOnly.MinValue)).TotalMinutes;
            foreach (var hours in plan.Hours)
                if (hours.Days.Any(name => $"{name}" == $"{day.DayOfWeek}") && day >= hours.FirstDay && WeeksBetween(hours.FirstDay, day) % hours.EveryWeeks == 0
                    && !plan.Absences.Any(absence => day >= absence.FirstDay && day <= absence.LastDay) && (hours.OnHolidays || !Holidays.Include(day)) && Lies(minute, hours.From, hours.Until))
                    yield return (hours.Kind, hours.Specialty, hours.BufferMinutes);
            foreach (var single in plan.Days)
                if (single.Day == day && Lies(minute, single.From, single.Until))
                    yield return (single.Kind, single.Specialty, single.BufferMinutes);
        }
    }

    private static bool Lies(double minute, string from, string until)
    {
        var (first, last) = (TimeSpan.Parse(from, null).TotalMinutes, TimeSpan.Parse(until, null).TotalMinutes);
        return minute >= first && minute < (last > first ? last : last + 24 * 60);
    }

    private static int WeeksBetween(DateOnly one, DateOnly other) => (MondayOf(other).DayNumber - MondayOf(one).DayNumber) / 7;

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DateOnly DayOf(RosterPlan plan) => plan.Hours.Select(hours => hours.FirstDay).Concat(plan.Days.Select(day => day.Day)).Append(Day("2026-03-05")).Min();

    private static (DateTimeOffset From, DateTimeOffset Until) Window(RosterPlan plan)
    {
        var begin = plan.Hours.Select(hours => hours.FirstDay.AddDays(7)).Concat(plan.Days.Select(day => day.Day)).Append(Day("2026-12-28")).Min();
        var from = new DateTimeOffset(begin.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return (from, from.AddDays(8));
    }
}
