using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace Medzdrav.Gateway;

/// <summary>A conclusion as a PDF: the content of its page under the insurer's head, on as many pages as it takes.</summary>
internal sealed partial class ConclusionPdf
{
    private const double Band = 6;
    private const double HeadTop = 28;
    private const double FootTop = PaperPages.Height - 42;
    private const double FactsAt = PaperPages.Margin + 110;
    private const double SectionGap = 12;

    // The fonts are shared by all documents, and a paper takes a few milliseconds: one at a time is enough, and bounds what papers take of the gateway.
    private static readonly SemaphoreSlim Turn = new(1);

    private readonly ConclusionView _conclusion;
    private readonly Brand _brand;
    private readonly TimeZoneInfo _zone;
    private readonly XBrush _accent;
    private readonly PaperStyle _text, _quiet, _small, _heading, _name, _logo, _warning;
    private readonly PaperPages _pages;

    private ConclusionPdf(ConclusionView conclusion, Brand brand, TimeZoneInfo zone, PaperPages pages)
    {
        (_conclusion, _brand, _zone, _pages) = (conclusion, brand, zone, pages);
        _accent = new XSolidBrush(XColor.FromArgb(int.Parse(brand.Light.Accent.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture) | unchecked((int)0xFF000000)));
        XBrush ink = new XSolidBrush(XColor.FromArgb(0x16, 0x1D, 0x1B)), quiet = new XSolidBrush(XColor.FromArgb(0x55, 0x61, 0x5D)), warning = new XSolidBrush(XColor.FromArgb(0x8A, 0x4B, 0x00));
        _text = new PaperStyle(10.5, isBold: false, ink);
        _quiet = new PaperStyle(9.5, isBold: false, quiet);
        _small = new PaperStyle(8, isBold: false, quiet);
        _heading = new PaperStyle(11.5, isBold: true, _accent);
        _name = new PaperStyle(17, isBold: true, ink);
        _logo = new PaperStyle(13, isBold: true, _accent);
        _warning = new PaperStyle(10.5, isBold: true, warning);
    }

    /// <summary>The file.</summary>
    /// <param name="conclusion">The conclusion.</param>
    /// <param name="brand">Under whose head.</param>
    /// <param name="zone">In whose civil time.</param>
    /// <param name="cancellation">Gives up waiting for one's turn.</param>
    public static async Task<byte[]> OfAsync(ConclusionView conclusion, Brand brand, TimeZoneInfo zone, CancellationToken cancellation)
    {
        await Turn.WaitAsync(cancellation);
        try
        {
            using var pages = new PaperPages();
            return new ConclusionPdf(conclusion, brand, zone, pages).Made();
        }
        finally
        {
            Turn.Release();
        }
    }

    private byte[] Made()
    {
        Write();
        using var document = new PdfDocument();
        document.Info.Title = ConclusionPaper.Title;
        document.Info.Author = PaperText.Of(_conclusion.DoctorName);
        document.Info.Subject = PaperText.Of(_conclusion.PatientName);
        document.Language = "ru-RU";
        _pages.Draw(document, Around);
        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        return Copied(file);
    }

    /// <summary>The library names characters beyond U+FFFF wrongly in the tables by which a reader copies and reads out text: emoji become other letters. The tables want UTF-16.</summary>
    private static byte[] Copied(MemoryStream file)
    {
        file.Position = 0;
        using var document = PdfReader.Open(file, PdfDocumentOpenMode.Modify);
        foreach (var font in document.Internals.GetAllObjects().OfType<PdfDictionary>())
            if (font.Elements.GetDictionary("/ToUnicode") is { Stream: { } table })
            {
                var mended = Beyond().Replace(Encoding.ASCII.GetString(table.UnfilteredValue), code => $"<{Utf16(int.Parse(code.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))}>");
                table.TryUncompress();
                table.Value = Encoding.ASCII.GetBytes(mended);
            }
        using var copied = new MemoryStream();
        document.Save(copied, closeStream: false);
        return copied.ToArray();
    }

    private static string Utf16(int character) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(character)));

    [GeneratedRegex("<([0-9A-Fa-f]{5,6})>")]
    private static partial Regex Beyond();

    private void Write()
    {
        _pages.Text([ConclusionPaper.Title], _quiet);
        _pages.Skip(2);
        _pages.Text(PaperText.Lines(_conclusion.PatientName), _name);
        if (ConclusionPaper.Standing(_conclusion) is { } standing)
            _pages.Text([standing], _conclusion is { SignedAt: not null, CorrectedAt: null } ? _quiet : _warning);
        _pages.Skip(8);
        _pages.Rule();
        _pages.Skip(8);
        Fact("Дата рождения", Dates.Day(_conclusion.BirthDate));
        Fact("Консультация", Dates.Zoned(_conclusion.ConsultedAt, _zone));
        Fact("Врач", PaperText.Of(ConclusionPaper.Doctor(_conclusion)));
        _pages.Skip(4);
        _pages.Rule();
        foreach (var section in ConclusionPaper.Sections(_conclusion.Text))
        {
            _pages.Skip(SectionGap);
            // A heading stays with the first lines below it.
            _pages.Need(_heading.LineHeight + 3 + (2 * _text.LineHeight));
            _pages.Text([section.Heading], _heading);
            _pages.Skip(3);
            _pages.Text(section.Lines, _text);
        }
        Signature();
    }

    private void Fact(string name, string value)
    {
        _pages.Need(_text.LineHeight);
        _pages.Put(name, _quiet, PaperPages.Margin, _pages.At + 1);
        _pages.Text(value.Split('\n'), _text, FactsAt);
    }

    private void Signature()
    {
        if (_conclusion.SignedAt is not { } signedAt)
            return;
        _pages.Skip(SectionGap);
        _pages.Need(8 + (3 * _text.LineHeight));
        _pages.Rule();
        _pages.Skip(8);
        _pages.Text(PaperText.Lines($"Подписано: {_conclusion.DoctorName}, {Dates.Zoned(signedAt, _zone)}"), _text);
        if (_conclusion.CorrectedAt is { } correctedAt)
            _pages.Text([$"Исправлено: {Dates.Zoned(correctedAt, _zone)}"], _text);
        if (_conclusion.TextHash is { } hash)
            _pages.Text([$"SHA-256 подписанного текста: {hash}"], _small);
        if (_text.HasCodes || _name.HasCodes)
            _pages.Text(["[U+…] — знак, которого нет в шрифтах этого файла; на экране он показан целиком."], _small);
    }

    /// <summary>The insurer's head, and which page it is.</summary>
    private void Around(PaperPages pages, int number, int total)
    {
        pages.Fill(_accent, 0, 0, PaperPages.Width, Band);
        pages.Put(_brand.Logo, _logo, PaperPages.Margin, HeadTop);
        AtRight(pages, $"{ConclusionPaper.Provider} · {_brand.Hotline}", HeadTop + 4);
        var whose = number == 1 ? "" : string.Join(' ', PaperText.Lines(_conclusion.PatientName));
        pages.Put(whose, _small, PaperPages.Margin, FootTop);
        AtRight(pages, string.Create(CultureInfo.InvariantCulture, $"Страница {number} из {total}"), FootTop);
    }

    private void AtRight(PaperPages pages, string line, double top) => pages.Put(line, _small, PaperPages.Width - PaperPages.Margin - pages.WidthOf(line, _small), top);
}
