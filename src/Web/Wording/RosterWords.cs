using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>Words of rosters and bookings on pages.</summary>
public static class RosterWords
{
    /// <summary>Дежурство, приём.</summary>
    public static string Of(RosterKind kind) => kind == RosterKind.Duty ? "Дежурство" : "Приём";

    /// <summary>пн, вт.</summary>
    public static string Of(Weekday day) => WeekdayWords.Of(day);

    /// <summary>терапевт; a specialist's specialty as it is.</summary>
    public static string Specialty(string specialty) => SpecialtyWords.Of(specialty);

    /// <summary>пн, ср 09:00–13:00, раз в 2 недели, перерыв 15 минут, и в праздники.</summary>
    public static string Of(RosterHours hours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        string?[] parts =
        [
            $"{string.Join(", ", hours.Days.Order().Select(Of))} {hours.From}–{hours.Until}",
            hours.EveryWeeks > 1 ? $"раз в {RussianCount.Of(hours.EveryWeeks, "неделю", "недели", "недель")}" : null,
            hours.BufferMinutes > 0 ? $"перерыв {RussianCount.Of(hours.BufferMinutes, "минута", "минуты", "минут")}" : null,
            hours.OnHolidays ? "и в праздники" : null,
            hours.Except is { Length: > 0 } except ? $"кроме {string.Join(", ", except.Order().Select(Dates.Day))}" : null,
            hours.LastDay is { } last ? $"с {Dates.Day(hours.FirstDay)} по {Dates.Day(last)}" : $"с {Dates.Day(hours.FirstDay)}",
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}
