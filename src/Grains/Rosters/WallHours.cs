using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Medzdrav.Grains;

/// <summary>Hours of a day, as they are on the wall.</summary>
/// <param name="From">When they begin, in minutes from the day's midnight.</param>
/// <param name="Minutes">How long they last on the wall: up to a day, so they may end on the next one.</param>
internal readonly record struct WallHours(int From, int Minutes)
{
    /// <summary>The minutes of a day.</summary>
    public const int Day = 24 * 60;

    private const int TimeCharacters = 5;

    /// <summary>When they end, in minutes from the midnight of the day on which they begin.</summary>
    public int Until => From + Minutes;

    /// <summary>Reads <c>20:00</c> and <c>08:00</c>. An end that is not later than the beginning lies on the next day.</summary>
    /// <returns>False where one of the two is no time of day in quarters of an hour.</returns>
    public static bool TryRead(string? from, string? until, out WallHours hours)
    {
        hours = default;
        if (TimeOfDay(from) is not (>= 0 and < Day and var first) || TimeOfDay(until) is not { } last || first % Quarters.Minutes != 0 || last % Quarters.Minutes != 0)
            return false;
        hours = new WallHours(first, last > first ? last - first : last + Day - first);
        return true;
    }

    /// <summary>The minutes from midnight of a time of day, up to <c>24:00</c>; null for anything else.</summary>
    public static int? TimeOfDay(string? text)
    {
        if (!IsTime(text) || !int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
            return null;
        return minutes < 60 && hours * 60 + minutes is <= Day and var all ? all : null;
    }

    /// <summary>A time of day as it is written.</summary>
    /// <param name="minutes">From midnight on, up to two days.</param>
    public static string Text(int minutes) =>
        minutes == Day ? "24:00" : string.Create(CultureInfo.InvariantCulture, $"{minutes % Day / 60:00}:{minutes % 60:00}");

    /// <summary>20:00–08:00.</summary>
    public override string ToString() => $"{Text(From)}–{Text(Until)}";

    private static bool IsTime([NotNullWhen(true)] string? text) => text is { Length: TimeCharacters } && text[2] == ':';
}

/// <summary>The grid of appointments: quarters of an hour, counted from 1970 on. All zones differ from UTC by whole quarters, so the grid is that of every wall.</summary>
internal static class Quarters
{
    /// <summary>How long a quarter lasts, and a booked consultation (S4.5).</summary>
    public const int Minutes = 15;

    private const long Seconds = Minutes * 60;

    /// <summary>The quarter in which an instant lies.</summary>
    public static long Of(DateTimeOffset instant) => Math.DivRem(instant.ToUnixTimeSeconds(), Seconds) is var (whole, rest) && rest < 0 ? whole - 1 : whole;

    /// <summary>The first quarter that begins at an instant or after it.</summary>
    public static long After(DateTimeOffset instant) => IsBegin(instant) ? Of(instant) : Of(instant) + 1;

    /// <summary>Whether a quarter begins at this instant.</summary>
    public static bool IsBegin(DateTimeOffset instant) => instant.Ticks % (Seconds * TimeSpan.TicksPerSecond) == 0;

    /// <summary>When a quarter begins.</summary>
    public static DateTimeOffset Begin(long quarter) => DateTimeOffset.FromUnixTimeSeconds(quarter * Seconds);
}
