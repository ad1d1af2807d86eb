using System.Globalization;

namespace Medzdrav.Contracts;

/// <summary>Counted things and durations in Russian, whose nouns follow the number and the case. Scripts have the same in <c>models/plurals.js</c>.</summary>
public static class RussianCount
{
    /// <summary>1 минута, 2 минуты, 5 минут.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun after 1, 21, 31.</param>
    /// <param name="few">The noun after 2, 3, 4, 22.</param>
    /// <param name="many">The noun after 0, 5 to 20, 25.</param>
    public static string Of(int count, string one, string few, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {Form(count, one, few, many)}");

    /// <summary>The noun alone.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun after 1, 21, 31.</param>
    /// <param name="few">The noun after 2, 3, 4, 22.</param>
    /// <param name="many">The noun after 0, 5 to 20, 25.</param>
    public static string Form(int count, string one, string few, string many)
    {
        var (tens, units) = (Math.Abs(count) / 10 % 10, Math.Abs(count) % 10);
        return tens == 1 || units is 0 or > 4 ? many : units == 1 ? one : few;
    }

    /// <summary>After «за» and «подождите»: 1 минуту, 3 минуты, 15 минут, 24 часа, 90 секунд.</summary>
    public static string Accusative(TimeSpan duration) => Unit(duration) switch
    {
        (Hour, var hours) => Of(hours, "час", "часа", "часов"),
        (Minute, var minutes) => Of(minutes, "минуту", "минуты", "минут"),
        (_, var seconds) => Of(seconds, "секунду", "секунды", "секунд"),
    };

    /// <summary>After «до»: 1 минуты, 30 минут, 2 часов.</summary>
    public static string Genitive(TimeSpan duration) => Unit(duration) switch
    {
        (Hour, var hours) => Of(hours, "часа", "часов", "часов"),
        (Minute, var minutes) => Of(minutes, "минуты", "минут", "минут"),
        (_, var seconds) => Of(seconds, "секунды", "секунд", "секунд"),
    };

    private const int Hour = 3600;
    private const int Minute = 60;

    /// <summary>The largest unit that says it without a rest; an hour and a half is 90 minutes.</summary>
    private static (int Unit, int Count) Unit(TimeSpan duration)
    {
        var seconds = (int)Math.Ceiling(duration.TotalSeconds);
        return seconds > 0 && seconds % Hour == 0 ? (Hour, seconds / Hour)
            : seconds > 0 && seconds % Minute == 0 ? (Minute, seconds / Minute)
            : (1, seconds);
    }
}
