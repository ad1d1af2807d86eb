using System.Globalization;

namespace Medzdrav.Web;

/// <summary>Instants and dates for people. Instants are written in Moscow time; the page's script rewrites them in the reader's own.</summary>
public static class Dates
{
    /// <summary>Names of months as Russians write them.</summary>
    public static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    /// <summary>23 ноября 2026, 12:05.</summary>
    public static string Instant(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Moscow).ToString("d MMMM yyyy, HH:mm", Russian);

    /// <summary>23.11.2026.</summary>
    public static string Day(DateOnly date) => date.ToString("dd.MM.yyyy", Russian);

    /// <summary>For the datetime attribute.</summary>
    public static string Machine(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
