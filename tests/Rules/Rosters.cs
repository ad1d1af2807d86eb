using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Rosters to try things with.</summary>
internal static class Rosters
{
    public static readonly DateOnly Monday = new(2026, 11, 30);
    public static readonly Weekday[] Workdays = [Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday];
    public static readonly Weekday[] Always = Enum.GetValues<Weekday>();
    public static readonly string[] Specialties = ["therapist", "Кардиолог"];

    public static RosterPlan Of(string zone, params RosterHours[] hours) => RosterPlan.Empty(zone) with { Hours = hours };

    public static RosterHours Booking(string from, string until, params Weekday[] days) => new(RosterKind.Booking, "therapist", days.Length == 0 ? Workdays : days, from, until, Monday);

    public static RosterHours Duty(string from, string until, params Weekday[] days) => Booking(from, until, days) with { Kind = RosterKind.Duty };

    public static Reply<RosterPlan> Take(RosterPlan plan) => RosterRules.Of(plan, Specialties, Monday);

    public static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    public static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The planned hours of some days as texts: in UTC, from and until.</summary>
    public static string[] Planned(RosterPlan plan, string from, string until) =>
        [.. RosterCalendar.Planned(plan, Utc(from), Utc(until)).Select(hours => $"{hours.StartsAt:MM-dd HH:mm}/{hours.EndsAt:MM-dd HH:mm}")];
}
