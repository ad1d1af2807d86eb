namespace Medzdrav.Contracts;

/// <summary>How far a change of a shift goes.</summary>
public enum RosterScope
{
    /// <summary>«Только этот день»: the one shift.</summary>
    Once,

    /// <summary>«Каждую среду с этого дня»: the weekly hours on this day of the week, from this day on.</summary>
    Weekday,

    /// <summary>«Все дни этих часов»: the weekly hours on all their days, from this day on.</summary>
    Pattern,
}

/// <summary>Changes of one shift in a roster: the roster as it would be, for <see cref="IRosterGrain.Save"/>. Nothing else of the roster changes: days before stay as they were.</summary>
public static class RosterEdits
{
    private const int DaysOfWeek = 7;

    /// <summary>Where a shift comes from: the weekly hours that it is of, or null for hours of a single day; false where the roster does not plan it any more.</summary>
    /// <param name="plan">The roster.</param>
    /// <param name="shift">The shift as it is planned.</param>
    /// <param name="hours">The weekly hours, or null.</param>
    public static bool TryFind(RosterPlan plan, RosterDay shift, out RosterHours? hours)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(shift);
        hours = null;
        if (Array.Exists(plan.Days, day => IsSame(day, shift)))
            return true;
        hours = Array.Find(plan.Hours, one => Holds(one, shift.Day) && IsSame(new RosterDay(one.Kind, one.Specialty, shift.Day, one.From, one.Until, one.BufferMinutes), shift));
        return hours is not null;
    }

    /// <summary>The roster with a shift moved, stretched or taken away.</summary>
    /// <param name="plan">The roster.</param>
    /// <param name="shift">The shift as it is planned.</param>
    /// <param name="wanted">The shift as it is to be, in the same week; null to take it away.</param>
    /// <param name="scope">How far it goes; hours of a single day go no further than that day.</param>
    /// <returns>The roster as it would be; null where it does not plan the shift any more.</returns>
    public static RosterPlan? Change(RosterPlan plan, RosterDay shift, RosterDay? wanted, RosterScope scope)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(shift);
        if (!TryFind(plan, shift, out var hours))
            return null;
        if (hours is null)
            return plan with { Days = With(plan.Days.Where(day => !IsSame(day, shift)), wanted) };
        if (scope == RosterScope.Once)
            return plan with { Hours = Replace(plan, hours, [hours with { Except = [.. hours.Except ?? [], shift.Day] }]), Days = With(plan.Days, wanted) };
        return plan with { Hours = Replace(plan, hours, scope == RosterScope.Pattern ? FromDay(hours, shift.Day, wanted) : OnWeekday(hours, shift.Day, wanted)) };
    }

    /// <summary>Whether weekly hours begin on a day, but for absences and holidays.</summary>
    /// <param name="hours">The hours.</param>
    /// <param name="day">The day.</param>
    public static bool Holds(RosterHours hours, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(hours);
        return hours.FirstDay <= day && !(hours.LastDay < day) && hours.Days.Contains(WeekdayOf(day)) && (WeekOf(day) - WeekOf(hours.FirstDay)) % hours.EveryWeeks == 0
            && hours.Except?.Contains(day) != true;
    }

    /// <summary>The day of the week.</summary>
    /// <param name="day">The day.</param>
    // The first day of the calendar is a Monday.
    public static Weekday WeekdayOf(DateOnly day) => (Weekday)(day.DayNumber % DaysOfWeek);

    /// <summary>Whether two shifts are the same: midnight at the end may be kept as 00:00, and is shown as 24:00.</summary>
    private static bool IsSame(RosterDay one, RosterDay other) => one with { Until = End(one.Until) } == other with { Until = End(other.Until) };

    private static string End(string until) => until == "00:00" ? "24:00" : until;

    /// <summary>All days of the hours: as they were until the day before, and otherwise from the day on.</summary>
    private static IEnumerable<RosterHours> FromDay(RosterHours hours, DateOnly day, RosterDay? wanted)
    {
        if (Until(hours, day) is { } before)
            yield return before;
        if (wanted is not null)
            yield return hours with { FirstDay = day, From = wanted.From, Until = wanted.Until, BufferMinutes = wanted.BufferMinutes, Kind = wanted.Kind, Specialty = wanted.Specialty, Except = Later(hours.Except, day) };
    }

    /// <summary>A single day of the week: as it was until the day before, and otherwise from the day on; the other days stay.</summary>
    private static IEnumerable<RosterHours> OnWeekday(RosterHours hours, DateOnly day, RosterDay? wanted)
    {
        var weekday = WeekdayOf(day);
        if (hours.Days.Length > 1)
            yield return hours with { Days = [.. hours.Days.Where(one => one != weekday)] };
        if (Until(hours with { Days = [weekday] }, day) is { } before)
            yield return before;
        if (wanted is not null)
            yield return hours with
            {
                Days = [WeekdayOf(wanted.Day)],
                FirstDay = wanted.Day,
                From = wanted.From,
                Until = wanted.Until,
                BufferMinutes = wanted.BufferMinutes,
                Kind = wanted.Kind,
                Specialty = wanted.Specialty,
                Except = Later(hours.Except, day)?.SelectMany(one => Days(one.DayNumber + wanted.Day.DayNumber - day.DayNumber)).ToArray(),
            };
    }

    /// <summary>The hours until the day before; null where none of them is left.</summary>
    private static RosterHours? Until(RosterHours hours, DateOnly day)
    {
        if (hours.FirstDay >= day)
            return null;
        var last = day.AddDays(-1);
        // Weeks that come round each fourth time at most: what does not hold in four of them holds in none.
        for (var seen = last; seen >= hours.FirstDay && last.DayNumber - seen.DayNumber < DaysOfWeek * hours.EveryWeeks; seen = seen.AddDays(-1))
            if (Holds(hours with { LastDay = last, Except = null }, seen))
                return hours with { LastDay = last };
        return null;
    }

    /// <summary>The day of a number; none where the calendar has no such day.</summary>
    private static DateOnly[] Days(int number) => number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber ? [DateOnly.FromDayNumber(number)] : [];

    private static DateOnly[]? Later(DateOnly[]? days, DateOnly day) => days?.Where(one => one >= day).ToArray() is { Length: > 0 } later ? later : null;

    private static RosterHours[] Replace(RosterPlan plan, RosterHours hours, IEnumerable<RosterHours> others) =>
        [.. plan.Hours.SelectMany(one => ReferenceEquals(one, hours) ? others : [one])];

    private static RosterDay[] With(IEnumerable<RosterDay> days, RosterDay? wanted) => wanted is null ? [.. days] : [.. days, wanted];

    private static int WeekOf(DateOnly day) => day.DayNumber / DaysOfWeek;
}
