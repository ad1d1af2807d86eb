namespace Medzdrav.Contracts;

/// <summary>The days of the week in words.</summary>
public static class WeekdayWords
{
    private static readonly string[] Names = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"];
    private static readonly string[] Short = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];

    /// <summary>пн, вт.</summary>
    /// <param name="day">The day.</param>
    public static string Of(Weekday day) => Short[(int)day];

    /// <summary>The day of «пн», «пн.» or «понедельник», in letters of either case; null for anything else.</summary>
    /// <param name="word">The word.</param>
    public static Weekday? Find(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var plain = word.Trim('.').ToLowerInvariant();
        var index = Math.Max(Array.IndexOf(Short, plain), Array.IndexOf(Names, plain));
        return index < 0 ? null : (Weekday)index;
    }
}
