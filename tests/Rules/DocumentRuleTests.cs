using System.Buffers.Binary;
using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Files by their bytes, names as devices give them, parts of an upload.</summary>
public class DocumentRuleTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xDA, 0, 2, 7, 7, 0xFF, 0xD9];
    private static readonly byte[] Png = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 0, .. "IEND"u8, 1, 2, 3, 4];
    private static readonly byte[] Webp = [.. "RIFF"u8, 8, 0, 0, 0, .. "WEBPVP8 "u8];
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n1 0 obj\n%%EOF\n"u8];

    public static TheoryData<DocumentKind, byte[]> Whole => new()
    {
        { DocumentKind.Jpeg, Jpeg },
        { DocumentKind.Jpeg, [.. Jpeg, .. Box("ftyp", "mp42"u8)] },
        { DocumentKind.Png, Png },
        { DocumentKind.Webp, Webp },
        { DocumentKind.Pdf, Pdf },
        { DocumentKind.Heic, Heif("heic", "mif1") },
        { DocumentKind.Heic, Heif("mif1", "heic") },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_kind_is_told_by_its_bytes(DocumentKind kind, byte[] file) => Assert.Equal((kind, null), DocumentRules.KindOf(file));

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_file_that_was_cut_off_is_refused(DocumentKind kind, byte[] file)
    {
        // A moving picture behind the photo may be lost.
        var cut = kind == DocumentKind.Jpeg ? Jpeg[..^1] : file[..^9];
        Assert.Equal("unsuitableFile", DocumentRules.KindOf(cut).Refusal?.Code);
    }

    public static TheoryData<string, byte[]> Others => new()
    {
        { "nothing", [] },
        { "a drawing named .jpg", Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>") },
        { "a page named .pdf", Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>%PDF-1.7 %%EOF</body></html>") },
        { "a GIF", "GIF89a..................."u8.ToArray() },
        { "an AVIF picture", Heif("avif", "mif1") },
        { "a PDF behind a line", [.. "\n%PDF-1.7\n%%EOF"u8] },
        { "a program", [.. "MZ"u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Whatever_else_it_is_called_no_other_file_is_taken(string what, byte[] file) => Assert.True(DocumentRules.KindOf(file).Refusal?.Code == "unsuitableFile", what);

    public static TheoryData<string, byte[]> Twofold => new()
    {
        { "a page inside a picture", [.. Jpeg[..8], .. "<SCRIPT>alert(1)</SCRIPT>"u8, .. Jpeg[8..]] },
        { "a page behind a picture", [.. Jpeg, .. "<html><body onload=alert(1)>"u8] },
        { "a PDF behind a picture", [.. Jpeg, .. Pdf] },
        { "an archive behind a picture", [.. Jpeg, .. Archive("")] },
        { "an archive with a comment behind a PDF", [.. Pdf, .. Archive("Привет")] },
        { "a page at the beginning of a PDF", [.. "%PDF-1.7\n<html>"u8, .. Pdf] },
    };

    [Theory]
    [MemberData(nameof(Twofold))]
    public void A_file_that_is_two_things_at_once_is_refused(string what, byte[] file) =>
        Assert.True(DocumentRules.KindOf(file).Refusal?.Message.Contains("спрятано", StringComparison.Ordinal), what);

    [Fact]
    public void A_picture_with_more_parts_than_a_camera_writes_is_refused_before_it_is_opened()
    {
        static byte[] Times(int count, byte[] part) => [.. Enumerable.Repeat(part, count).SelectMany(bytes => bytes)];
        byte[] Png(int count, string type) => [.. DocumentRuleTests.Png[..8], .. Times(count, [0, 0, 0, 1, .. Encoding.ASCII.GetBytes(type), 7, 0, 0, 0, 0]), .. DocumentRuleTests.Png[8..]];
        byte[] JpegBehind(int count) => [.. Jpeg[..8], .. Times(count, [0xFF, 0xFE, 0, 3, 7]), .. Jpeg[8..]];
        byte[] JpegBetween(int count) => [.. Jpeg[..^2], .. Times(count, [0xFF, 0xDA, 0, 2, 7, 0xFF, 0, 0xFF, 0xD0, 7]), .. Jpeg[^2..]];

        foreach (var file in new[] { Png(2_000, "tEXt"), JpegBehind(2_000), JpegBetween(2_000) })
            Assert.Equal(DocumentRules.TooHeavy, DocumentRules.KindOf(file).Refusal);
        foreach (var file in new[] { Png(20_000, "IDAT"), Png(900, "tEXt"), JpegBehind(900), JpegBetween(900) })
            Assert.Null(DocumentRules.KindOf(file).Refusal);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\Анна\Снимок.jpg", "Снимок.jpg")]
    [InlineData("", "Документ")]
    [InlineData("..", "Документ")]
    [InlineData("Анализ \"крови\".pdf", "Анализ \"крови\".pdf")]
    [InlineData("счёт\u202Efdp.exe", "счётfdp.exe")]
    [InlineData("строка\r\nX-Header: 1.png", "строка X-Header: 1.png")]
    public void A_name_is_kept_without_what_would_mislead(string name, string kept) => Assert.Equal(kept, DocumentNames.Of(name));

    [Theory]
    [InlineData("../x", "x")]
    [InlineData("..\u200B/../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\Анна\Снимок.jpg", "Снимок.jpg")]
    [InlineData("/", null)]
    [InlineData("УЗИ м/ж.pdf", "УЗИ м-ж.pdf")]
    [InlineData("Кровь 12/05/2026", "Кровь 12-05-2026")]
    public void A_name_has_no_folders_whether_a_device_gave_it_or_a_person_typed_it(string name, string? kept)
    {
        Assert.Equal(kept, DocumentNames.Typed(name));
        Assert.Equal(kept ?? "Документ", DocumentNames.Of(name));
    }

    [Theory]
    [InlineData("a", "\u0301", "")]
    [InlineData("a", "\u0301", ".jpg")]
    [InlineData("снимок a", "\U0001E000", "")]
    [InlineData("", "\u0301", "")]
    public void A_letter_with_a_thousand_marks_is_cut_as_any_long_name(string before, string mark, string after)
    {
        var kept = DocumentNames.Of(before + string.Concat(Enumerable.Repeat(mark, 1_500)) + after);

        Assert.InRange(kept.Length, 150, DocumentView.MaxNameCharacters);
        Assert.StartsWith(before, kept.Normalize(NormalizationForm.FormD), StringComparison.Ordinal);
        Assert.EndsWith(after, kept, StringComparison.Ordinal);
        Assert.Equal(kept, TypedText.WellFormed(kept));
    }

    [Fact]
    public void A_long_name_keeps_its_beginning_and_its_end()
    {
        var name = new string('Щ', 180) + ".jpg";
        Assert.Equal(name, DocumentNames.Of(name));

        var longer = DocumentNames.Of(string.Concat(Enumerable.Repeat("й😀", 200)) + ".jpg");
        Assert.True(longer.Length <= DocumentView.MaxNameCharacters);
        Assert.EndsWith(".jpg", longer, StringComparison.Ordinal);
        Assert.Equal(longer, TypedText.WellFormed(longer));
    }

    [Fact]
    public void A_part_is_taken_where_the_upload_stands_and_known_when_it_comes_again()
    {
        var begun = new Upload("u", new AccountId("anna"), new PatientId("anna"), "a.jpg", 10, Given.Noon, Given.Noon.AddDays(1));
        Assert.Null(UploadRules.RefusePart(begun, 0, 4));
        var stored = begun with { Parts = [new UploadPart(0, 4, "file", UploadRules.DigestOf([1, 2, 3, 4]))] };

        Assert.Equal(4, UploadRules.View(stored, Given.Noon).Offset);
        Assert.True(UploadRules.IsStored(stored, 0, [1, 2, 3, 4]));
        Assert.False(UploadRules.IsStored(stored, 0, [1, 2, 3, 5]));
        Assert.Equal(Refusal.OffsetDiffers, UploadRules.RefusePart(stored, 0, 4));
        Assert.Equal(Refusal.OffsetDiffers, UploadRules.RefusePart(stored, 6, 4));
        Assert.Equal(Refusal.Invalid, UploadRules.RefusePart(stored, 4, 7));
        Assert.Equal(Refusal.OffsetDiffers, UploadRules.RefusePart(stored with { Document = new DocumentId("d") }, 4, 6));
    }

    [Fact]
    public void An_announced_length_is_looked_at_before_anything_comes()
    {
        Assert.Equal("unsuitableFile", DocumentRules.RefuseLength(0, 25_000_000)?.Code);
        Assert.Null(DocumentRules.RefuseLength(25_000_000, 25_000_000));
        Assert.Equal(Refusal.FileLargerThan(25_000_000), DocumentRules.RefuseLength(26_000_000, 25_000_000));
    }

    private static byte[] Heif(string major, string compatible) => [.. Box("ftyp", [.. Encoding.ASCII.GetBytes(major), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(compatible)]), .. Box("mdat", [1, 2, 3, 4, 5, 6])];

    private static byte[] Box(string type, ReadOnlySpan<byte> content)
    {
        var box = new byte[8 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        content.CopyTo(box.AsSpan(8));
        return box;
    }

    private static byte[] Archive(string comment)
    {
        var text = Encoding.UTF8.GetBytes(comment);
        byte[] end = [.. "PK"u8, 5, 6, .. new byte[16], (byte)text.Length, 0, .. text];
        return end;
    }
}
