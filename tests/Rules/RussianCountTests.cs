using Medzdrav.Contracts;

namespace Medzdrav.Tests.Rules;

/// <summary>Counted things in Russian, and the figures of refusals.</summary>
public sealed class RussianCountTests
{
    [Theory]
    [InlineData(1, "1 минута")]
    [InlineData(2, "2 минуты")]
    [InlineData(5, "5 минут")]
    [InlineData(11, "11 минут")]
    [InlineData(21, "21 минута")]
    [InlineData(112, "112 минут")]
    public void A_noun_follows_its_number(int count, string text) => Assert.Equal(text, RussianCount.Of(count, "минута", "минуты", "минут"));

    [Theory]
    [InlineData("00:00:01", "1 секунду", "1 секунды")]
    [InlineData("00:01:30", "90 секунд", "90 секунд")]
    [InlineData("00:03:00", "3 минуты", "3 минут")]
    [InlineData("00:30:00", "30 минут", "30 минут")]
    [InlineData("01:30:00", "90 минут", "90 минут")]
    [InlineData("1.00:00:00", "24 часа", "24 часов")]
    public void A_duration_is_told_in_the_largest_unit_without_a_rest(string duration, string accusative, string genitive)
    {
        var span = TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((accusative, genitive), (RussianCount.Accusative(span), RussianCount.Genitive(span)));
    }

    [Fact]
    public void A_refusal_names_the_figure_that_holds()
    {
        Assert.Equal("Сообщение слишком длинное: не больше 8000 знаков.", Refusal.MessageLongerThan(8_000).Message);
        Assert.Equal("Сообщение слишком длинное: не больше 21 знака.", Refusal.MessageLongerThan(21).Message);
        Assert.Equal("Пациент ещё может вернуться: подождите 3 минуты.", Refusal.EarlierThan(TimeSpan.FromMinutes(3)).Message);
        Assert.Equal((Refusal.MessageTooLong.Code, Refusal.TooEarly.Code), (Refusal.MessageLongerThan(1).Code, Refusal.EarlierThan(TimeSpan.Zero).Code));
    }
}
