using Medzdrav.Contracts;

namespace Medzdrav.Tests.Rules;

/// <summary>Zones are named by cities, in messages as one says it.</summary>
public sealed class ZoneWordTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Europe/Moscow", "Москва", "по Москве")]
    [InlineData("Asia/Vladivostok", "Владивосток", "по Владивостоку")]
    [InlineData("Asia/Kamchatka", "Петропавловск-Камчатский", "по Петропавловску-Камчатскому")]
    [InlineData("Europe/Samara", "Самара", "по Самаре")]
    [InlineData("Europe/Simferopol", "Симферополь", "по Симферополю")]
    [InlineData("Europe/Astrakhan", "Астрахань", "по Астрахани")]
    [InlineData("Asia/Sakhalin", "Южно-Сахалинск", "по Южно-Сахалинску")]
    [InlineData("Asia/Novosibirsk", "Новосибирск", "по Новосибирску")]
    [InlineData("Etc/GMT-10", "UTC+10", "(UTC+10)")]
    public void A_zone_is_named_by_its_city(string zone, string name, string told)
    {
        var known = ZoneWords.Find(zone)!;
        Assert.Equal((name, told), (ZoneWords.Name(Noon, known), ZoneWords.Told(Noon, known)));
    }

    [Fact]
    public void A_place_is_chosen_among_few_cities_and_the_one_that_stands()
    {
        Assert.Equal(11, ZoneWords.Choices(ZoneWords.Find("Asia/Omsk")!, Noon).Count);
        Assert.Equal(("Asia/Tomsk", "Томск"), ZoneWords.Choices(ZoneWords.Find("Asia/Tomsk")!, Noon)[^1]);
    }
}
