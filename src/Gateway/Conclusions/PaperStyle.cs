using System.Globalization;
using System.Text;
using Medzdrav.Contracts;
using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace Medzdrav.Gateway;

/// <summary>A size, weight and colour of text on paper, with the fonts that stand in where the first one has no glyph. A character that none of them has is written as its code, <c>[U+1F9FF]</c>: never as an empty box, and never left out.</summary>
internal sealed class PaperStyle
{
    private const int FirstEmoji = 0x1F000;
    private const int EmojiStyle = 0xFE0F;
    private const int FirstSkinTone = 0x1F3FB;
    private const int LastSkinTone = 0x1F3FF;

    private readonly XFont[] _fonts;
    private readonly XFont[] _emojiFirst;
    private readonly XFont[] _marksFirst;

    public PaperStyle(double size, bool isBold, XBrush brush)
    {
        XFont text = PaperFonts.Of(isBold ? PaperFonts.Bold : PaperFonts.Text, size), letters = PaperFonts.Of(PaperFonts.Letters, size), emoji = PaperFonts.Of(PaperFonts.Emoji, size);
        _fonts = [text, letters, emoji];
        _emojiFirst = [emoji, text, letters];
        // Marks stand over their letter in the one font, and beside it in the other.
        _marksFirst = [letters, text, emoji];
        (Size, Brush) = (size, brush);
    }

    public double Size { get; }

    public XBrush Brush { get; }

    /// <summary>Whether a character had to be written as its code.</summary>
    public bool HasCodes { get; private set; }

    /// <summary>From one line to the next.</summary>
    public double LineHeight => Size * 1.42;

    /// <summary>The pieces of a text without line breaks, each in a font that has all of its characters.</summary>
    public IReadOnlyList<PaperRun> Runs(string text)
    {
        var runs = new List<PaperRun>();
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(at));
            Add(runs, text.AsSpan(at, length));
            at += length;
        }
        return runs;
    }

    /// <summary>Adds a letter with its marks, or an emoji with all that changes it.</summary>
    private void Add(List<PaperRun> runs, ReadOnlySpan<char> element)
    {
        var shown = new List<Rune>();
        var isEmoji = false;
        foreach (var sign in element.EnumerateRunes())
        {
            isEmoji |= sign.Value is >= FirstEmoji or EmojiStyle;
            if (!TypedText.IsInvisible(sign) && !(shown.Count > 0 && sign.Value is >= FirstSkinTone and <= LastSkinTone))
                shown.Add(sign.Value == '\t' ? new Rune(' ') : sign);
        }
        var fonts = isEmoji ? _emojiFirst : shown.Count > 1 ? _marksFirst : _fonts;
        if (Array.Find(fonts, font => shown.TrueForAll(sign => Has(font, sign))) is { } all)
            Append(runs, all, string.Concat(shown));
        else
            foreach (var sign in shown)
                if (Array.Find(fonts, font => Has(font, sign)) is { } own)
                    Append(runs, own, sign.ToString());
                else
                    AppendCode(runs, sign);
    }

    private void AppendCode(List<PaperRun> runs, Rune sign)
    {
        HasCodes = true;
        Append(runs, _fonts[0], string.Create(CultureInfo.InvariantCulture, $"[U+{sign.Value:X4}]"));
    }

    private static bool Has(XFont font, Rune sign) => GlyphHelper.GlyphIndexFromCodePoint(sign.Value, font) != 0;

    private static void Append(List<PaperRun> runs, XFont font, string text)
    {
        if (runs is [.., var last] && last.Font == font)
            runs[^1] = new PaperRun(font, last.Text + text);
        else if (text.Length > 0)
            runs.Add(new PaperRun(font, text));
    }
}

/// <summary>A piece of text in one font.</summary>
internal readonly record struct PaperRun(XFont Font, string Text);
