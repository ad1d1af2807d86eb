using System.Globalization;

namespace Medzdrav.Contracts;

/// <summary>Instants and dates for people. Instants are written in the clinic's civil time; a page's script rewrites them in the reader's own.</summary>
public static class Dates
{
    /// <summary>A time on the wall of some place, as it is kept and as scripts read it: 2026-12-01T09:00.</summary>
    public const string WallFormat = "yyyy-MM-dd'T'HH:mm";

    /// <summary>Names of months as Russians write them.</summary>
    public static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    /// <summary>23 ноября 2026, 12:05.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">In whose time.</param>
    public static string Instant(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).ToString("d MMMM yyyy, HH:mm", Russian);

    /// <summary>1 декабря в 14:00 по Москве: for messages, whose reader's own zone scripts can't find out. Pages and scripts write the reader's own time.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">In whose time: the clinic's.</param>
    public static string Told(DateTimeOffset instant, TimeZoneInfo zone) => $"{ToldShort(instant, zone)} {ZoneWords.Told(instant, zone)}";

    /// <summary>1 декабря в 14:00: where the zone is named in the same message.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">In whose time.</param>
    public static string ToldShort(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).ToString("d MMMM 'в' HH:mm", Russian);

    /// <summary>23 ноября 2026, 12:05 (Москва).</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">In whose time.</param>
    public static string Zoned(DateTimeOffset instant, TimeZoneInfo zone) => $"{Instant(instant, zone)} ({ZoneWords.Name(instant, zone)})";

    /// <summary>23.11.2026.</summary>
    /// <param name="date">The day.</param>
    public static string Day(DateOnly date) => date.ToString("dd.MM.yyyy", Russian);

    /// <summary>2026-11-23, for a field of a day and for addresses; null without a day.</summary>
    /// <param name="date">The day, or null.</param>
    public static string? Field(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day that a page of days shows: the one that was asked for, or null for days so far away that nobody means them; the weeks beside it and its instants are always days, too.</summary>
    /// <param name="asked">The day, or null.</param>
    public static DateOnly? Shown(DateOnly? asked) => asked is { Year: > 2000 and < 2100 } ? asked : null;

    /// <summary>The civil day at an instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">In whose time.</param>
    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The instant at which a civil day begins; where clocks are put forward at midnight, the first that there is.</summary>
    /// <param name="day">The civil day.</param>
    /// <param name="zone">In whose time.</param>
    public static DateTimeOffset Begin(DateOnly day, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>For the datetime attribute: 2026-11-23T09:05:00Z.</summary>
    /// <param name="instant">The instant.</param>
    public static string Machine(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
