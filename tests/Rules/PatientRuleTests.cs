using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

public class PatientRuleTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData(2026, 11, 23, 0)]
    [InlineData(2025, 11, 24, 0)]
    [InlineData(2025, 11, 23, 1)]
    [InlineData(2008, 11, 23, 18)]
    [InlineData(2008, 11, 24, 17)]
    [InlineData(2008, 2, 29, 18)]
    public void Years_are_full_years_on_the_day(int year, int month, int day, int years) =>
        Assert.Equal(years, AgeRule.Years(new DateOnly(year, month, day), Today));

    [Fact]
    public void The_day_is_the_clinics_day()
    {
        var limits = new LimitOptions();

        Assert.Equal(new DateOnly(2026, 11, 24), limits.DateOf(new DateTimeOffset(2026, 11, 23, 21, 0, 0, TimeSpan.Zero)));
        Assert.Equal(new DateOnly(2026, 11, 23), limits.DateOf(new DateTimeOffset(2026, 11, 23, 20, 59, 59, TimeSpan.Zero)));
    }

    [Fact]
    public void A_childs_consent_is_given_by_the_representative()
    {
        PersonRecord[] family = [Person("mother", 1990), Person("child", 2020)];

        Assert.Equal("mother", PatientSnapshots.Of(new PatientId("child"), family, Today, Given.Insurer, Given.PlatformsText)!.ConsentBy);
        Assert.Equal("mother", PatientSnapshots.Of(new PatientId("mother"), family, Today, Given.Insurer, Given.PlatformsText)!.ConsentBy);
    }

    [Fact]
    public void Somebody_of_another_family_is_not_found() =>
        Assert.Null(PatientSnapshots.Of(new PatientId("stranger"), [Person("mother", 1990)], Today, Given.Insurer, Given.PlatformsText));

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(-10, -1, false)]
    [InlineData(1, 10, false)]
    public void A_policy_is_valid_from_its_first_to_its_last_day(int from, int to, bool isValid)
    {
        var person = Person("anna", 1990) with { Policies = [new PolicyRecord("1", Today, Today.AddDays(from), Today.AddDays(to), Given.Insurer)] };

        Assert.Equal(isValid, PatientSnapshots.Of(person.Id, [person], Today, Given.Insurer, Given.PlatformsText)!.PolicyNumber is not null);
        Assert.Equal(isValid, PatientSnapshots.View(person, Today, Given.PlatformsText).Policy!.ValidToday);
    }

    [Fact]
    public void The_card_shows_only_the_end_of_the_phone() =>
        Assert.Equal("+7 ··· 45-12", PatientSnapshots.Card(Person("anna", 1990) with { Phone = "+79001234512" }, [], [], Today, null).MaskedPhone);

    [Fact]
    public void Somebody_insured_twice_is_shown_with_the_policy_in_whose_name_they_talk()
    {
        var other = new NamedInsurer(new InsurerId("vasilek"), "Василёк");
        PolicyRecord Policy(string number, NamedInsurer insurer) => new(number, Today, Today, Today, insurer);
        var person = Person("anna", 1990) with { Policies = [Policy("1", Given.Insurer), Policy("2", other)] };

        Assert.Equal("2", PatientSnapshots.Card(person, [], [], Today, other.InsurerId).Policy!.Number);
        Assert.Equal("1", PatientSnapshots.Card(person, [], [], Today, Given.Insurer.InsurerId).Policy!.Number);
        Assert.Equal("1", PatientSnapshots.Card(person, [], [], Today, new InsurerId("third")).Policy!.Number);
    }

    [Theory]
    [InlineData("+7 912 345-67-89", "+79123456789")]
    [InlineData("8 (912) 345 67 89", "+79123456789")]
    [InlineData("9123456789", "+79123456789")]
    [InlineData("\u202a+7\u00a0912\u2011345–67\u221289\u202c", "+79123456789")]
    [InlineData("＋７９１２３４５６７８９", "+79123456789")]
    [InlineData("8.912.345.67.00", "+79123456700")]
    [InlineData("tel:+79123456789", "+79123456789")]
    [InlineData("79123456789.0", "+79123456789")]
    [InlineData("79123456789,0", "+79123456789")]
    [InlineData("9123456789.00", "+79123456789")]
    [InlineData("8912345678.0", null)]
    [InlineData("7912345678.9", null)]
    [InlineData("7.91234568E10", null)]
    [InlineData("7,91234568E+10", null)]
    [InlineData("8 912 345-67-89 доб. 12", null)]
    [InlineData("8 912 345-67-89, 8 912 345-67-80", null)]
    [InlineData("моб.: 8 912 345-67-89", "+79123456789")]
    [InlineData("9E10 8 912 345-67-89", null)]
    [InlineData("891234567890", null)]
    [InlineData("+7 495 123-45-67", null)]
    [InlineData("112", null)]
    [InlineData("не знаю", null)]
    [InlineData("", null)]
    public void A_phone_is_a_mobile_number_in_any_common_form(string typed, string? number) => Assert.Equal(number, PhoneNumber.Normalize(typed));

    [Theory]
    [InlineData("8 (912) 345-67-89", "+79123456789")]
    [InlineData("моб. 8 912 345-67-89", null)]
    [InlineData("tel:+79123456789", null)]
    public void A_written_phone_is_that_and_nothing_else(string written, string? number) => Assert.Equal(number, PhoneNumber.Written(written));

    private static PersonRecord Person(string id, int year) =>
        new(new PatientId(id), id, new DateOnly(year, 1, 1), Sex.Female, "+79001234512", [], []);
}
