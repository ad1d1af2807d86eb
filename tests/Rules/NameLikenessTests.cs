using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Names that a consultant mistyped, shortened or said in another order.</summary>
public sealed class NameLikenessTests
{
    private const string Stored = "Кузнецова Алёна Сергеевна";

    [Theory]
    [InlineData("кузнецова алёна сергеевна")]
    [InlineData("Алена Сергеевна Кузнецова")]
    [InlineData("АЛЕНА КУЗНЕЦОВА")]
    [InlineData("кузн ал")]
    [InlineData("Кузнецова А С")]
    [InlineData("Кузнецава Алена")]
    [InlineData("Кузнецова Алнеа")]
    [InlineData("Кузнецва Сергевна")]
    [InlineData("Куснецава Алёна")]
    [InlineData("Сергеевна")]
    public void A_name_is_found_however_it_was_said(string typed) => Assert.NotNull(DistanceOf(typed));

    [Theory]
    [InlineData("Кузьмина Алёна")]
    [InlineData("Кузнецова Анна Сергеевна Петровна")]
    [InlineData("Кузнецова Алёна Алёна")]
    [InlineData("Кузнецова Б")]
    [InlineData("узнецова Ал ена")]
    public void A_name_with_another_word_is_not_found(string typed) => Assert.Null(DistanceOf(typed));

    [Fact]
    public void The_nearer_name_comes_first()
    {
        Assert.Equal(0, DistanceOf("Сергеевна Кузнецова Алена"));
        Assert.True(DistanceOf("Кузнецова Ал") < DistanceOf("Кузнецава Алёна"));
        Assert.True(DistanceOf("Кузнецава Алёна") < DistanceOf("Куснецава Алёна"));
    }

    [Theory]
    [InlineData("ИВАН", "ИВАНОВ")]
    [InlineData("ОЛЕ", "ЮЛЕ")]
    [InlineData("АННА", "ИНГА")]
    public void Short_words_may_have_few_errors(string word, string other) => Assert.Null(NameLikeness.Mistyped(word, other));

    [Theory]
    [InlineData("КУЗНЕЦАВА", "КУЗНЕЦОВА")]
    [InlineData("КУСНЕЦАВА", "КУЗНЕЦОВА")]
    [InlineData("ЗУКНЕЦОВА", "КУЗНЕЦОВА")]
    [InlineData("АЛНЕА", "АЛЕНА")]
    [InlineData("МАРЯ", "МАРИЯ")]
    public void A_mistyped_word_shares_enough_with_the_right_one_to_be_compared(string word, string meant)
    {
        Assert.NotNull(NameLikeness.Mistyped(word, meant));
        Assert.True(NameLikeness.SoughtTrigrams(word).Intersect(NameLikeness.Trigrams(meant)).Count() >= NameLikeness.LeastShared(word));
    }

    private static int? DistanceOf(string typed) => NameLikeness.Distance(Folding.Name(typed).Split(' '), Folding.Name(Stored));
}
