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

    /// <summary>The clinic's civil day.</summary>
    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Moscow).DateTime);

    /// <summary>6 лет, 1 год, 3 месяца: full years on the day, months under one year.</summary>
    public static string Age(DateOnly birthDate, DateTimeOffset now)
    {
        var today = Today(now);
        var months = (today.Year - birthDate.Year) * 12 + today.Month - birthDate.Month - (today.Day < birthDate.Day ? 1 : 0);
        return months < 12 ? Plural(Math.Max(0, months), "месяц", "месяца", "месяцев") : Plural(months / 12, "год", "года", "лет");
    }

    /// <summary>1 минута, 2 минуты, 5 минут.</summary>
    public static string Plural(int count, string one, string few, string many)
    {
        var (tens, units) = (count / 10 % 10, count % 10);
        var form = tens == 1 || units is 0 or > 4 ? many : units == 1 ? one : few;
        return string.Create(Russian, $"{count} {form}");
    }

    /// <summary>For the datetime attribute.</summary>
    public static string Machine(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
