using Medzdrav.Contracts;

namespace Medzdrav.Tests.Rules;

/// <summary>How old somebody is, to the day (S3.2).</summary>
public sealed class AgeRuleTests
{
    [Theory]
    [InlineData("2008-11-23", "2026-11-22", 17)]
    [InlineData("2008-11-23", "2026-11-23", 18)]
    [InlineData("2025-11-23", "2026-11-22", 0)]
    [InlineData("2008-02-29", "2026-02-27", 17)]
    [InlineData("2008-02-29", "2026-02-28", 18)]
    [InlineData("2008-02-29", "2028-02-28", 19)]
    [InlineData("2008-02-29", "2028-02-29", 20)]
    public void Years_are_full_on_the_birthday_and_for_29_February_on_the_28th_of_a_shorter_year(string born, string day, int years) =>
        Assert.Equal(years, AgeRule.Years(Date(born), Date(day)));

    [Theory]
    [InlineData("2026-01-31", "2026-02-27", 0)]
    [InlineData("2026-01-31", "2026-02-28", 1)]
    [InlineData("2026-03-24", "2026-11-23", 7)]
    [InlineData("2026-03-23", "2026-11-23", 8)]
    [InlineData("2024-02-29", "2025-02-27", 11)]
    [InlineData("2024-02-29", "2025-02-28", 12)]
    public void Months_are_full_on_the_day_or_the_last_of_a_shorter_month(string born, string day, int months) =>
        Assert.Equal(months, AgeRule.Months(Date(born), Date(day)));

    [Theory]
    [InlineData("2024-02-29", "2025-02-27", "11 месяцев")]
    [InlineData("2024-02-29", "2025-02-28", "1 год")]
    [InlineData("2008-02-29", "2026-02-28", "18 лет")]
    [InlineData("2024-11-23", "2026-11-23", "2 года")]
    [InlineData("2026-11-23", "2026-11-23", "0 месяцев")]
    public void What_is_shown_agrees_with_what_decides(string born, string day, string text)
    {
        Assert.Equal(text, AgeRule.Text(Date(born), Date(day)));
        Assert.Equal(text.Contains("месяц", StringComparison.Ordinal), AgeRule.Doctor(AgeRule.Years(Date(born), Date(day))) is null);
    }

    private static DateOnly Date(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
