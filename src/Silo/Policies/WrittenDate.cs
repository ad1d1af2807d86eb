using System.Globalization;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>Dates as people and spreadsheets write them: day, month and a year of four digits, or the other way round, with dots, hyphens or slashes; «г.» and a time may follow.</summary>
internal static partial class WrittenDate
{
    /// <summary>The form that is asked for.</summary>
    public const string Wanted = "31.12.2026";

    /// <summary>The date; null for anything else. An instant of another zone than its writer's has no date of its own, but at midnight.</summary>
    public static DateOnly? Read(string text)
    {
        var date = Form().Match(Folding.Digits(text));
        if (!date.Success || (date.Groups["utc"].Success && date.Groups["time"].Value.Any(digit => digit is >= '1' and <= '9')))
            return null;
        return DateOnly.TryParseExact(
            string.Join('-', date.Groups["year"].Value, date.Groups["month"].Value, date.Groups["day"].Value), "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
    }

    [GeneratedRegex(
        """
        ^(?:(?<day>[0-9]{1,2})(?<sign>\ ?[./-]\ ?)(?<month>[0-9]{1,2})\k<sign>(?<year>[0-9]{4})
           |(?<year>[0-9]{4})(?<sign>[./-])(?<month>[0-9]{1,2})\k<sign>(?<day>[0-9]{1,2}))
        (?:\ ?г(?:\.|ода?)?)?
        (?:[T,\ ]\ ?(?<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)(?:(?<utc>Z)|\ ?[+-][0-9]{2}:?[0-9]{2})?)?$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
