using System.Globalization;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Medzdrav.Gateway;

/// <summary>Sets text on pages of A4, line by line; what does not fit goes on with the next page.</summary>
internal sealed class PaperPages : IDisposable
{
    public const double Width = 595;
    public const double Height = 842;
    public const double Margin = 56;

    private const double Top = 72;
    private const double Bottom = Height - 64;
    private const double RuleWidth = 0.7;

    private static readonly XBrush RuleColour = new XSolidBrush(XColor.FromArgb(0xC9, 0xD2, 0xCF));

    private readonly XGraphics _measure = XGraphics.CreateMeasureContext(new XSize(Width, Height), XGraphicsUnit.Point, XPageDirection.Downwards);
    private readonly List<List<Action<XGraphics>>> _pages = [[]];

    /// <summary>How far down the page the next line begins.</summary>
    public double At { get; private set; } = Top;

    private static double Right => Width - Margin;

    /// <summary>A text of many lines, broken between words, and within a word that is longer than a line.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="style">How they look.</param>
    /// <param name="left">Where they begin.</param>
    public void Text(IEnumerable<string> lines, PaperStyle style, double left = Margin)
    {
        foreach (var line in lines)
            foreach (var part in Broken(line, style, Right - left))
            {
                Need(style.LineHeight);
                Put(part, style, left, At);
                At += style.LineHeight;
            }
    }

    /// <summary>A line at its place, of which nothing is broken.</summary>
    public void Put(string line, PaperStyle style, double left, double top)
    {
        var at = left;
        foreach (var (font, text) in style.Runs(line))
        {
            var (x, y) = (at, top + style.Size);
            _pages[^1].Add(page => page.DrawString(text, font, style.Brush, x, y));
            at += _measure.MeasureString(text, font).Width;
        }
    }

    /// <summary>How wide a line is.</summary>
    public double WidthOf(string line, PaperStyle style) => style.Runs(line).Sum(run => _measure.MeasureString(run.Text, run.Font).Width);

    /// <summary>Goes on with the next page unless so much of this one is left.</summary>
    public void Need(double height)
    {
        if (At + height <= Bottom)
            return;
        _pages.Add([]);
        At = Top;
    }

    public void Skip(double height) => At += height;

    /// <summary>A filled piece of the page.</summary>
    public void Fill(XBrush colour, double left, double top, double width, double height) => _pages[^1].Add(page => page.DrawRectangle(colour, left, top, width, height));

    /// <summary>A thin line from margin to margin.</summary>
    public void Rule() => Fill(RuleColour, Margin, At, Right - Margin, RuleWidth);

    /// <summary>Draws all pages. `around` sets what stands on each of them, given its number and how many there are.</summary>
    public void Draw(PdfDocument document, Action<PaperPages, int, int> around)
    {
        var total = _pages.Count;
        for (var number = 1; number <= total; number++)
        {
            // Head and foot are set on a page of their own, and drawn with the text.
            _pages.Add([]);
            around(this, number, total);
            var page = document.AddPage();
            (page.Width, page.Height) = (XUnit.FromPoint(Width), XUnit.FromPoint(Height));
            using var graphics = XGraphics.FromPdfPage(page);
            foreach (var mark in _pages[number - 1].Concat(_pages[^1]))
                mark(graphics);
            _pages.RemoveAt(_pages.Count - 1);
        }
    }

    public void Dispose() => _measure.Dispose();

    private IEnumerable<string> Broken(string line, PaperStyle style, double width)
    {
        var (current, used) = (new StringBuilder(), 0.0);
        foreach (var word in Words(line))
        {
            var wide = WidthOf(word.TrimEnd(' '), style);
            if (used > 0 && used + wide > width)
            {
                yield return current.ToString();
                (_, used) = (current.Clear(), 0);
            }
            if (wide <= width)
            {
                current.Append(word);
                used += WidthOf(word, style);
                continue;
            }
            foreach (var letter in Elements(word))
            {
                var letterWide = WidthOf(letter, style);
                if (used > 0 && used + letterWide > width)
                {
                    yield return current.ToString();
                    (_, used) = (current.Clear(), 0);
                }
                current.Append(letter);
                used += letterWide;
            }
        }
        yield return current.ToString();
    }

    /// <summary>Words, each with the spaces after it; a no-break space is part of its word.</summary>
    private static IEnumerable<string> Words(string line)
    {
        for (var at = 0; at < line.Length;)
        {
            var end = at;
            while (end < line.Length && line[end] is not (' ' or '\t'))
                end++;
            while (end < line.Length && line[end] is (' ' or '\t'))
                end++;
            yield return line[at..end];
            at = end;
        }
    }

    private static IEnumerable<string> Elements(string word)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(word); elements.MoveNext();)
            yield return elements.GetTextElement();
    }
}
