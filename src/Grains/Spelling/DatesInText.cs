using System.Globalization;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Dates that stand somewhere in what a person typed: 05.03.1990, 5.3.90, 1990-03-05, «5 марта 1990 г. р.».</summary>
internal static partial class DatesInText
{
    private static readonly string[] Months = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

    /// <summary>The dates, and the text without them. A year of two digits may be of this century and of the last one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="latest">No date is later.</param>
    public static (IReadOnlyList<DateOnly> Dates, string Others) Take(string text, DateOnly latest)
    {
        var dates = new List<DateOnly>();
        var rest = Form().Replace(Folding.Digits(text), match =>
        {
            var read = Read(match).Where(date => date <= latest).ToArray();
            dates.AddRange(read);
            return read.Length > 0 ? " " : match.Value;
        });
        return (dates, Folding.Kept(rest));
    }

    /// <summary>The year of birth, where it is the only number in a text, and the text without it: «Берёзкин 1988», «1988 г. р. Берёзкин».</summary>
    /// <param name="text">The text.</param>
    /// <param name="latest">No year is later.</param>
    public static (int? Year, string Others) TakeYear(string text, DateOnly latest)
    {
        var plain = Folding.Digits(text);
        return YearForm().Match(plain) is { Success: true } match && int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) is var year && year <= latest.Year
            && Folding.Kept(plain.Remove(match.Index, match.Length)) is var others && !others.Any(char.IsDigit)
            ? (year, others)
            : (null, text);
    }

    private static IEnumerable<DateOnly> Read(Match match)
    {
        var (year, month, day) = (match.Groups["year"].Value, MonthOf(match), match.Groups["day"].Value);
        string[] years = year.Length == 2 ? ["20" + year, "19" + year] : [year];
        foreach (var full in years)
            if (DateOnly.TryParseExact($"{full}-{month}-{day}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                yield return date;
    }

    private static string MonthOf(Match match) => match.Groups["month"] is { Success: true } number
        ? number.Value
        : (Array.FindIndex(Months, name => match.Groups["name"].Value.StartsWith(name, StringComparison.OrdinalIgnoreCase)) + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>«г. р.», «года рождения» behind a year, and nothing that belongs to it after that.</summary>
    private const string Ending = @"(?:\ ?г(?:\.|ода?)?(?:\ ?р(?:\.|ождения)?)?)?(?!\.?[\p{L}0-9/-])";

    [GeneratedRegex(@"(?<![\p{L}0-9./-])(?<year>(?:19|20)[0-9]{2})" + Ending, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex YearForm();

    [GeneratedRegex(
        """
        (?<![\p{L}0-9./-])
        (?:(?<day>[0-9]{1,2})(?<sign>[./-])(?<month>[0-9]{1,2})\k<sign>(?<year>[0-9]{4}|[0-9]{2})
          |(?<year>[0-9]{4})(?<sign>[./-])(?<month>[0-9]{1,2})\k<sign>(?<day>[0-9]{1,2})
          |(?<day>[0-9]{1,2})\ (?<name>января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\ (?<year>[0-9]{4}))
        """ + Ending, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
