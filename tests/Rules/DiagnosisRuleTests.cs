using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>How a doctor's words find diagnoses.</summary>
public sealed class DiagnosisRuleTests
{
    private static readonly DiagnosisIndex Index = new(
    [
        new("R05", "Кашель"),
        new("J20.9", "Острый бронхит неуточненный"),
        new("J40", "Бронхит, не уточненный как острый или хронический"),
        new("J06.9", "Острая инфекция верхних дыхательных путей неуточненная"),
        new("J06", "Острые инфекции верхних дыхательных путей множественной и неуточненной локализации"),
        new("I10", "Эссенциальная [первичная] гипертензия"),
        new("O06", "Аборт неуточненный"),
        new("A09", "Другой гастроэнтерит и колит инфекционного и неуточненного происхождения"),
        new("D51.0", "Витамин-B12-дефицитная анемия вследствие дефицита внутреннего фактора"),
    ]);

    [Theory]
    [InlineData("J06", "J06 J06.9")]
    [InlineData("j06.", "J06 J06.9")]
    [InlineData("J06,9", "J06.9")]
    [InlineData("J069", "J06.9")]
    // Cyrillic letters that look alike.
    [InlineData("А09", "A09")]
    // The same keys of the Russian keyboard: «о» lies on J, «ш» on I. Whatever looks so comes first.
    [InlineData("о06", "O06 J06 J06.9")]
    [InlineData("ш10", "I10")]
    [InlineData("J99", "")]
    public void A_code_is_found_by_its_beginning_however_it_is_typed(string query, string codes) => Assert.Equal(codes, CodesOf(query));

    [Theory]
    [InlineData("кашель", "R05")]
    [InlineData("КАШ", "R05")]
    // Titles that begin so come first, and short ones before long ones.
    [InlineData("бронхит", "J40 J20.9")]
    [InlineData("бронх остр", "J40 J20.9")]
    [InlineData("острый бронхит", "J20.9 J40")]
    [InlineData("неуточнённая инфекция", "J06.9")]
    [InlineData("первичная", "I10")]
    [InlineData("b12 анемия", "D51.0")]
    [InlineData("шель", "")]
    [InlineData("кашель бронхит", "")]
    public void Words_are_found_by_their_beginnings_in_any_order_with_ё_or_е(string query, string codes) => Assert.Equal(codes, CodesOf(query));

    [Theory]
    [InlineData("J остр", "")]
    [InlineData("J20 остр", "J20.9")]
    [InlineData("?!", "")]
    public void Each_part_has_to_fit(string query, string codes) => Assert.Equal(codes, CodesOf(query));

    [Fact]
    public void It_says_when_there_are_others()
    {
        var found = Index.Find("неуточн", 2);
        Assert.Equal((2, true), (found.Diagnoses.Length, found.More));
        Assert.False(Index.Find("кашель", 2).More);
    }

    [Fact]
    public void Without_a_classification_nothing_is_found()
    {
        var none = new DiagnosisIndex([]);
        Assert.True(none.IsEmpty);
        Assert.Empty(none.Find("кашель", 20).Diagnoses);
    }

    private static string CodesOf(string query) => string.Join(' ', Index.Find(query, 20).Diagnoses.Select(diagnosis => diagnosis.Code));
}
