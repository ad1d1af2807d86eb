using System.Text.RegularExpressions;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Structure;

/// <summary>The pages' own colours can be read, and are those that insurers' accents are tried on.</summary>
public sealed partial class PageColours
{
    private static readonly (string Text, string Ground)[] Pairs =
    [
        ("ink", "canvas"), ("ink", "surface"), ("quiet", "canvas"), ("quiet", "surface"), ("quiet", "tonal"),
        ("accent", "canvas"), ("accent", "surface"), ("accent", "tonal"), ("accent", "tonal-strong"), ("on-accent", "accent"), ("on-accent", "accent-strong"),
        ("warning", "warning-surface"), ("danger", "danger-surface"), ("danger", "surface"),
    ];

    private static readonly string[] Themes = Repository.Read("src/Web/wwwroot/css/base/tokens.css").Split("@media (prefers-color-scheme: dark)");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Every_text_is_readable_on_its_ground_by_day_and_by_night(int theme) => Assert.All(Pairs, pair =>
        Assert.True(Token(theme, pair.Text).ContrastWith(Token(theme, pair.Ground)) >= Colour.ReadableContrast, $"{pair.Text} on {pair.Ground}"));

    [Fact]
    public void An_accent_is_tried_on_the_pages_own_cards()
    {
        var (light, dark) = (Token(0, "surface"), Token(1, "surface"));

        // A card's own colour leaves no tone on it.
        Assert.Equal((light.ToString(), dark.ToString()), (Accents.OfLight(light).Tonal, Accents.OfDark(dark).Tonal));
    }

    private static Colour Token(int theme, string name)
    {
        var text = Assert.Single(Definitions().Matches(Themes[theme]), match => match.Groups["name"].Value == name).Groups["colour"].Value;
        return Colour.Parse(text.Length == 4 ? $"#{text[1]}{text[1]}{text[2]}{text[2]}{text[3]}{text[3]}" : text)!.Value;
    }

    [GeneratedRegex("--(?<name>[a-z-]+): (?<colour>#[0-9a-f]+);")]
    private static partial Regex Definitions();
}
