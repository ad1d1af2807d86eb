using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The colours that follow from an insurer's accent, and whether all text made of it can be read. Surfaces as in the pages' <c>tokens.css</c>.</summary>
internal static class Accents
{
    private static readonly Theme Light = new("light", Colour.White, new Colour(0xf4, 0xf6, 0xf4), new Colour(0x51, 0x62, 0x5c), Strong: (Colour.Black, 0.82), Tonal: 0.12, TonalStrong: 0.17);
    private static readonly Theme Dark = new("dark", new Colour(0x18, 0x21, 0x1e), new Colour(0x0f, 0x15, 0x13), new Colour(0x9d, 0xb0, 0xa9), Strong: (Colour.White, 0.84), Tonal: 0.13, TonalStrong: 0.2);

    /// <summary>The colours of light pages.</summary>
    public static Palette OfLight(Colour accent) => Of(accent, Light, Colour.White);

    /// <summary>The colours of dark pages.</summary>
    public static Palette OfDark(Colour accent) => Of(accent, Dark, accent.Over(Colour.Black, 0.16));

    /// <summary>Why an accent can't be used on light pages, in English for the console; null when it can.</summary>
    public static string? FaultOfLight(Colour accent) => Fault(accent, OfLight(accent), Light);

    /// <summary>Why an accent can't be used on dark pages, in English for the console; null when it can.</summary>
    public static string? FaultOfDark(Colour accent) => Fault(accent, OfDark(accent), Dark);

    private static Palette Of(Colour accent, Theme theme, Colour text) => new(
        accent.ToString(),
        accent.Over(theme.Strong.With, theme.Strong.Share).ToString(),
        text.ToString(),
        accent.Over(theme.Surface, theme.Tonal).ToString(),
        accent.Over(theme.Surface, theme.TonalStrong).ToString());

    private static string? Fault(Colour accent, Palette palette, Theme theme)
    {
        var text = Colour.Parse(palette.OnAccent)!.Value;
        (string What, double Contrast)[] pairs =
        [
            ("text on it", accent.ContrastWith(text)),
            ("text on it under the pointer", Colour.Parse(palette.Strong)!.Value.ContrastWith(text)),
            ("links on a card", accent.ContrastWith(theme.Surface)),
            ("links on the page", accent.ContrastWith(theme.Canvas)),
            ("links on its own pale tone", accent.ContrastWith(Colour.Parse(palette.Tonal)!.Value)),
            ("links on its own pale tone under the pointer", accent.ContrastWith(Colour.Parse(palette.TonalStrong)!.Value)),
            ("quiet text on its pale tone", theme.Quiet.ContrastWith(Colour.Parse(palette.Tonal)!.Value)),
        ];
        var (what, contrast) = pairs.MinBy(pair => pair.Contrast);
        return contrast >= Colour.ReadableContrast
            ? null
            : FormattableString.Invariant($"The colour {accent} can't be read on {theme.Name} pages: {what} has a contrast of {Math.Floor(contrast * 100) / 100:0.00}, and needs {Colour.ReadableContrast}.");
    }

    private sealed record Theme(string Name, Colour Surface, Colour Canvas, Colour Quiet, (Colour With, double Share) Strong, double Tonal, double TonalStrong);
}
