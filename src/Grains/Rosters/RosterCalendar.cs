using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Hours of one day in a roster.</summary>
/// <param name="Kind">Duty, or seeing booked patients.</param>
/// <param name="Specialty">As what.</param>
/// <param name="Day">The day on which they begin.</param>
/// <param name="Hours">When, on the wall.</param>
/// <param name="BufferMinutes">How long the doctor is kept free after each booked consultation.</param>
internal sealed record RosterShift(RosterKind Kind, string Specialty, DateOnly Day, WallHours Hours, int BufferMinutes)
{
    /// <summary>When they begin, in minutes of the wall's calendar: for comparing hours of one roster.</summary>
    public long BeginsAtMinute => (long)Day.DayNumber * WallHours.Day + Hours.From;

    /// <summary>When they end, likewise.</summary>
    public long EndsAtMinute => BeginsAtMinute + Hours.Minutes;
}

/// <summary>Planned hours as instants.</summary>
/// <param name="Kind">Duty, or seeing booked patients.</param>
/// <param name="Specialty">As what.</param>
/// <param name="StartsAt">When they begin.</param>
/// <param name="EndsAt">When they end: where clocks change meanwhile, they last longer or shorter than on the wall.</param>
/// <param name="BufferMinutes">How long the doctor is kept free after each booked consultation.</param>
internal sealed record PlannedHours(RosterKind Kind, string Specialty, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int BufferMinutes)
{
    /// <summary>Whether a whole quarter that begins then lies in these hours.</summary>
    public bool Cover(DateTimeOffset startsAt) => StartsAt <= startsAt && startsAt.AddMinutes(Quarters.Minutes) <= EndsAt;
}

/// <summary>The hours that a roster comes to on certain days.</summary>
internal static class RosterCalendar
{
    private const int DaysOfWeek = 7;

    /// <summary>The seven days of a day's week, from Monday on.</summary>
    public static DateOnly[] WeekOf(DateOnly day) => [.. Enumerable.Range(0, DaysOfWeek).Select(ahead => day.AddDays(ahead - (int)RosterEdits.WeekdayOf(day)))];

    /// <summary>All hours that begin on the days from <paramref name="first"/> to <paramref name="last"/>, in no order.</summary>
    /// <param name="plan">A roster that <see cref="RosterRules"/> took.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    public static IEnumerable<RosterShift> Shifts(RosterPlan plan, DateOnly first, DateOnly last)
    {
        foreach (var hours in plan.Hours)
            if (WallHours.TryRead(hours.From, hours.Until, out var wall))
                for (var day = Later(first, hours.FirstDay); day <= (hours.LastDay is { } end && end < last ? end : last); day = day.AddDays(1))
                    if (Holds(hours, day) && !IsAbsent(plan, day))
                        yield return new RosterShift(hours.Kind, hours.Specialty, day, wall, hours.BufferMinutes);
        foreach (var one in plan.Days)
            if (first <= one.Day && one.Day <= last && WallHours.TryRead(one.From, one.Until, out var wall))
                yield return new RosterShift(one.Kind, one.Specialty, one.Day, wall, one.BufferMinutes);
    }

    /// <summary>The hours that begin on some days, the soonest first, each as hours of a single day.</summary>
    public static RosterDay[] DaysOf(RosterPlan plan, DateOnly first, DateOnly last) => [.. Shifts(plan, first, last).OrderBy(shift => shift.BeginsAtMinute)
        .Select(shift => new RosterDay(shift.Kind, shift.Specialty, shift.Day, WallHours.Text(shift.Hours.From), WallHours.Text(shift.Hours.Until), shift.BufferMinutes))];

    /// <summary>The planned hours that meet a stretch of time, the soonest first.</summary>
    /// <param name="plan">A roster that <see cref="RosterRules"/> took.</param>
    /// <param name="from">The stretch's begin.</param>
    /// <param name="until">The stretch's end.</param>
    public static IReadOnlyList<PlannedHours> Planned(RosterPlan plan, DateTimeOffset from, DateTimeOffset until)
    {
        var clock = Zones.ClockOf(plan.Zone);
        // Hours of the day before may last into the stretch.
        return [.. Shifts(plan, clock.DayAt(from).AddDays(-1), clock.DayAt(until))
            .Select(shift => new PlannedHours(shift.Kind, shift.Specialty, clock.At(shift.Day, shift.Hours.From), clock.At(shift.Day, shift.Hours.Until), shift.BufferMinutes))
            .Where(planned => planned.StartsAt < planned.EndsAt && planned.StartsAt < until && from < planned.EndsAt)
            .OrderBy(planned => planned.StartsAt)];
    }

    /// <summary>The planned hours in which a booked consultation of a specialty may begin at an instant; null where it may not.</summary>
    public static PlannedHours? BookingAt(RosterPlan plan, string specialty, DateTimeOffset startsAt) =>
        Planned(plan, startsAt, startsAt.AddMinutes(Quarters.Minutes)).FirstOrDefault(planned => planned.Kind == RosterKind.Booking && planned.Specialty == specialty && planned.Cover(startsAt));

    private static bool Holds(RosterHours hours, DateOnly day) => RosterEdits.Holds(hours, day) && (hours.OnHolidays || !Holidays.Include(day));

    private static bool IsAbsent(RosterPlan plan, DateOnly day) => Array.Exists(plan.Absences, absence => absence.FirstDay <= day && day <= absence.LastDay);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
