using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

public sealed class InsurerRuleTests
{
    private static readonly InsurerRecord Insurer = Given.InsurerRecord("romashka");

    [Fact]
    public void A_whole_insurer_is_fine() => Assert.Null(InsurerRules.Fault(Insurer));

    [Theory]
    [InlineData("#ffffff", "#000000", 21)]
    [InlineData("#0b6e5b", "#ffffff", 6.2)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#123456", "#123456", 1)]
    public void Contrast_is_what_WCAG_says(string one, string other, double contrast)
    {
        Assert.Equal(contrast, Colour.Parse(one)!.Value.ContrastWith(Colour.Parse(other)!.Value), 0.05);
        Assert.Equal(contrast, Colour.Parse(other)!.Value.ContrastWith(Colour.Parse(one)!.Value), 0.05);
    }

    [Theory]
    [InlineData("#0b6e5b", "#4cc3a5", null)]
    [InlineData("#ffd400", "#4cc3a5", "light")]
    [InlineData("#0b6e5b", "#1d3a8f", "dark")]
    // Readable with white on it and on a card, but not on its own pale tone.
    [InlineData("#6b7280", "#4cc3a5", "light")]
    [InlineData("green", "#4cc3a5", "#rrggbb")]
    [InlineData("#0b6e5", "#4cc3a5", "#rrggbb")]
    public void A_colour_that_cannot_be_read_is_refused(string light, string dark, string? why)
    {
        var fault = InsurerRules.Fault(Insurer with { AccentLight = light, AccentDark = dark });

        if (why is null)
            Assert.Null(fault);
        else
            Assert.Contains(why, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#7b3f98")]
    [InlineData("#2f54c4")]
    [InlineData("#000000")]
    public void Every_pair_of_an_accepted_palette_can_be_read(string light)
    {
        var palette = Accents.OfLight(Colour.Parse(light)!.Value);

        foreach (var (text, ground) in new[] { (palette.OnAccent, palette.Accent), (palette.OnAccent, palette.Strong), (palette.Accent, palette.Tonal), (palette.Accent, palette.TonalStrong) })
            Assert.True(Colour.Parse(text)!.Value.ContrastWith(Colour.Parse(ground)!.Value) >= Colour.ReadableContrast, $"{text} on {ground}");
    }

    [Theory]
    [InlineData("8 (800) 500-61-11", "+78005006111")]
    [InlineData("+7 495 123-45-67", "+74951234567")]
    [InlineData("0530", "0530")]
    public void A_hotline_is_dialled_as_a_phone_needs_it(string shown, string dialled) => Assert.Equal(dialled, PhoneNumber.Dialled(shown));

    [Fact]
    public void What_an_insurer_may_not_say_is_named()
    {
        InsurerRecord[] faulty =
        [
            Insurer with { Id = new InsurerId("Р") }, Insurer with { Id = new InsurerId("a b") }, Insurer with { Name = "" }, Insurer with { Name = " Ромашка" }, Insurer with { Logo = new string('я', 33) },
            Insurer with { Hosts = ["romashka.localhost:5080"] }, Insurer with { Hosts = ["Romashka.localhost"] }, Insurer with { Hosts = ["http://romashka"] }, Insurer with { Hotline = "звоните" }, Insurer with { Hotline = "--" },
            Insurer with { SmsSignIn = "код" }, Insurer with { SmsSignIn = "{code} {code}" }, Insurer with { SmsAssisted = "{code}, лицензия 654321" }, Insurer with { SmsAssisted = "{code}\nкод" },
        ];

        Assert.All(faulty, insurer => Assert.NotNull(InsurerRules.Fault(insurer)));
        Assert.NotNull(InsurerRules.FaultOfConsent("Согласие"));
        Assert.NotNull(InsurerRules.FaultOfConsent("Согласие\n\n" + new string('я', 50_000)));
        Assert.Null(InsurerRules.FaultOfConsent("Согласие\n\nЯ согласен."));
    }

    [Fact]
    public void A_key_is_kept_as_a_hash_only()
    {
        var (first, second) = (ApiKey.New(), ApiKey.New());

        Assert.True(ApiKeys.HasForm(first.Text));
        Assert.False(ApiKeys.HasForm("Bearer"));
        Assert.NotEqual(first.Text, second.Text);
        Assert.NotEqual(ApiKey.HashOf(first.Text), ApiKey.HashOf(second.Text));
        Assert.DoesNotContain(first.Text[^20..], ApiKey.HashOf(first.Text), StringComparison.Ordinal);
    }
}
