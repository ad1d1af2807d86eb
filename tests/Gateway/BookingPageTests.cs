using Medzdrav.Contracts;
using Medzdrav.Web;

namespace Medzdrav.Tests.Gateway;

/// <summary>The words of the pages of bookings and rosters, and the times that they take.</summary>
public sealed class BookingPageTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    [Fact]
    public void Whoever_can_not_be_booked_on_any_day_is_said_to_be_so_before_anything_is_typed()
    {
        Assert.Null(BookingWords.Barred(Person(Policy("2026-01-01", "2027-01-01")), Today));
        Assert.Null(BookingWords.Barred(Person(Policy("2026-12-10", "2027-01-01")), Today));
        Assert.Equal("Записать нельзя: полис истёк 29.11.2026.", BookingWords.Barred(Person(Policy("2026-01-01", "2026-11-29")), Today));
        Assert.Equal("Записать нельзя: у пациента нет полиса.", BookingWords.Barred(Person(null), Today));
        Assert.StartsWith("Записать нельзя: нет согласия", BookingWords.Barred(Person(Policy("2026-01-01", "2027-01-01")) with { Consented = false }, Today), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9:00", "09:00")]
    [InlineData("9.30", "09:30")]
    [InlineData("18", "18:00")]
    [InlineData(" 9 ", "09:00")]
    [InlineData("09:00", "09:00")]
    [InlineData("24:00", "24:00")]
    [InlineData("9:5", "9:5")]
    [InlineData("утром", "утром")]
    [InlineData("123", "123")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Times_are_taken_as_people_type_them(string? typed, string taken) => Assert.Equal(taken, TypedTime.Of(typed));

    private static PersonToBook Person(PolicyView? policy) => new(
        new FamilyMember(new PatientId("anna"), "Иванова Анна", 34, QueueKind.Therapist, new DateOnly(1992, 1, 1), policy), null, Consented: true, [], []);

    private static PolicyView Policy(string from, string to)
    {
        var (first, last) = (Day(from), Day(to));
        return new PolicyView("РМ-1", first, last, first <= Today && Today <= last, new NamedInsurer(new InsurerId("romashka"), "Ромашка"));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
