using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Medzdrav.Gateway;

/// <summary>The fonts of papers, out of this program: no machine needs any. Golos is the pages' own; DejaVu and Noto Emoji have what it lacks.</summary>
internal sealed class PaperFonts : IFontResolver
{
    public const string Text = "Golos";
    public const string Bold = "GolosBold";
    public const string Letters = "DejaVu";
    public const string Emoji = "NotoEmoji";

    private static readonly XPdfFontOptions Embedded = new(PdfFontEncoding.Unicode, PdfFontEmbedding.TryComputeSubset);

    static PaperFonts() => GlobalFontSettings.FontResolver = new PaperFonts();

    private PaperFonts()
    {
    }

    /// <summary>A font in a size, embedded with the characters that are used.</summary>
    public static XFont Of(string face, double size) => new(face, size, XFontStyleEx.Regular, Embedded);

    /// <inheritdoc />
    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(familyName);

    /// <inheritdoc />
    public byte[]? GetFont(string faceName)
    {
        using var font = typeof(PaperFonts).Assembly.GetManifestResourceStream($"Fonts/{faceName}");
        if (font is null)
            return null;
        var bytes = new byte[font.Length];
        font.ReadExactly(bytes);
        return bytes;
    }
}
