using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Names and birth dates that nobody can have.</summary>
public sealed class PersonFaultTests
{
    private static readonly DateOnly Today = new(2026, 11, 29);

    [Theory]
    [InlineData("А", "не полностью")]
    [InlineData("Иванова", "не полностью")]
    [InlineData("Салтыкова-Щедрина", "не полностью")]
    [InlineData("Иванова А", "одна буква")]
    [InlineData("Иванова А. П.", "одна буква")]
    [InlineData("О Ольга", null)]
    [InlineData("Иванова Анна П", null)]
    [InlineData("Ли Ян", null)]
    public void A_name_has_a_surname_and_a_first_name(string name, string? fault) => Same(fault, PersonFaults.OfName(name));

    [Theory]
    [InlineData(2026, 11, 30, "в будущем")]
    [InlineData(2026, 11, 29, null)]
    [InlineData(2026, 3, 1, null)]
    [InlineData(1900, 1, 1, null)]
    [InlineData(1826, 11, 29, "раньше 1900 года")]
    public void A_birth_date_is_of_this_day_or_earlier_and_of_somebody_who_may_live(int year, int month, int day, string? fault) =>
        Same(fault, PersonFaults.OfBirthDate(new DateOnly(year, month, day), Today));

    private static void Same(string? expected, string? fault)
    {
        Assert.Equal(expected is null, fault is null);
        Assert.Contains(expected ?? "", fault ?? "", StringComparison.Ordinal);
    }
}
