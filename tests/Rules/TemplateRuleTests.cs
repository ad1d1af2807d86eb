using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The templates that staff may keep.</summary>
public sealed class TemplateRuleTests
{
    private static readonly TemplateId Id = new("template");
    private static readonly TemplateText Cold = new("", "", "J06.9 ОРВИ", "Питьё\nпокой", "");

    [Fact]
    public void A_name_is_kept_on_one_line_and_texts_as_they_are_typed() =>
        Assert.Equal(new Template(Id, "ОРВИ, лёгкое", Cold), TemplateRules.Of(Id, "  ОРВИ,\n лёгкое ", Cold).Value);

    [Theory]
    [InlineData("", "Питьё", "Назовите шаблон.")]
    [InlineData("\u200B", "Питьё", "Назовите шаблон.")]
    [InlineData("ОРВИ", " \n", "Шаблон пуст: впишите хотя бы один текст.")]
    public void Without_a_name_or_a_text_it_is_none(string name, string text, string why)
    {
        var refused = TemplateRules.Of(Id, name, new TemplateText("", "", "", text, "")).Refusal!;
        Assert.Equal((Refusal.Invalid.Code, why), (refused.Code, refused.Message));
    }

    [Fact]
    public void Name_and_texts_are_bounded()
    {
        var longest = new TemplateText(new string('а', 1_000), new string('а', 1_000), new string('а', 1_000), new string('а', 500), new string('а', 500));
        Assert.NotNull(TemplateRules.Of(Id, new string('а', 100), longest).Value);
        Assert.Equal("invalid", TemplateRules.Of(Id, new string('а', 101), longest).Refusal!.Code);
        Assert.Contains("4000 знаков", TemplateRules.Of(Id, "ОРВИ", longest with { Message = new string('а', 501) }).Refusal!.Message, StringComparison.Ordinal);
    }
}
