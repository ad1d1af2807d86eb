using ImageMagick;

namespace Medzdrav.Tests.Gateway;

/// <summary>Files as phones and scanners make them.</summary>
internal static class Photo
{
    /// <summary>A JPEG that nobody else has, wider than high, with the place where it was taken.</summary>
    public static byte[] Jpeg(uint width = 640, uint height = 480)
    {
        using var picture = new MagickImage(MagickColors.Teal, width, height);
        picture.AddNoise(NoiseType.Random);
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.GPSLatitude, [new Rational(55), new Rational(45), new Rational(7)]);
        picture.SetProfile(exif);
        picture.Quality = 90;
        return picture.ToByteArray(MagickFormat.Jpeg);
    }

    /// <summary>A PDF of one page and so many bytes.</summary>
    public static byte[] Pdf(int bytes)
    {
        using var builder = new UglyToad.PdfPig.Writer.PdfDocumentBuilder();
        builder.AddPage(595, 842);
        var pdf = builder.Build();
        // A comment in the middle is as good as pictures to the one who only counts bytes.
        var start = pdf.AsSpan().LastIndexOf("startxref"u8);
        var end = pdf.AsSpan(0, start).LastIndexOf("xref"u8);
        var comment = new byte[Math.Max(2, bytes - pdf.Length)];
        Array.Fill(comment, (byte)'x');
        (comment[0], comment[^1]) = ((byte)'%', (byte)'\n');
        byte[] moved = [.. System.Text.Encoding.ASCII.GetBytes($"startxref\n{end + comment.Length}\n%%EOF\n")];
        return [.. pdf[..end], .. comment, .. pdf[end..start], .. moved];
    }
}
