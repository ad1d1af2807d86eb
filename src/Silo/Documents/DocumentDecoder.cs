using ImageMagick;
using Medzdrav.Contracts;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace Medzdrav.Silo;

/// <summary>Opens files that strangers made. Only in a process of its own (<see cref="DocumentWorkerProcess"/>).</summary>
internal static class DocumentDecoder
{
    /// <summary>The largest photo: phones take 48 to 64 megapixels, and with four bytes for each of these it stays below 300 MB.</summary>
    private const long MaxPhotoPixels = 72_000_000;

    /// <summary>The largest picture that no camera took: a page of A4 scanned with 600 points an inch has 35 megapixels.</summary>
    private const long MaxDrawnPixels = 50_000_000;

    private const uint PageSide = 4096;
    private const uint ThumbnailSide = 320;
    private const uint PageQuality = 85;
    private const uint ThumbnailQuality = 75;

    /// <summary>Opens a file and makes its forms.</summary>
    public static WorkerAnswer Open(DocumentKind kind, byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return kind == DocumentKind.Pdf ? OpenPdf(file) : OpenPicture(FormatOf(kind), kind is DocumentKind.Jpeg or DocumentKind.Heic ? MaxPhotoPixels : MaxDrawnPixels, file);
    }

    private static WorkerAnswer OpenPicture(MagickFormat format, long maxPixels, byte[] file)
    {
        try
        {
            var settings = new MagickReadSettings { Format = format, FrameIndex = 0, FrameCount = 1 };
            // The size stands in the header: a bomb is known before it is decoded.
            if (new MagickImageInfo(file, settings) is var info && (long)info.Width * info.Height > maxPixels)
                return new WorkerAnswer(WorkerFault.TooManyPixels);
            var isDamaged = false;
            using var picture = new MagickImage();
            picture.Warning += (_, warning) => isDamaged |= warning.Exception is MagickCorruptImageWarningException;
            picture.Read(file, settings);
            return isDamaged ? new WorkerAnswer(WorkerFault.Damaged) : Shown(picture);
        }
        catch (MagickResourceLimitErrorException)
        {
            return new WorkerAnswer(WorkerFault.TooManyPixels);
        }
        catch (MagickException)
        {
            return new WorkerAnswer(WorkerFault.Damaged);
        }
    }

    /// <summary>Upright once: the decoder has turned a HEIC by its own property already, and says so; the others are turned by what the camera wrote.</summary>
    private static WorkerAnswer Shown(MagickImage picture)
    {
        picture.AutoOrient();
        picture.TransformColorSpace(ColorProfiles.SRGB);
        picture.ColorSpace = ColorSpace.sRGB;
        // Place, time and camera go, and so does whatever else is hidden beside the pixels.
        picture.Strip();
        picture.BackgroundColor = MagickColors.White;
        picture.Alpha(AlphaAction.Remove);
        picture.Resize(new MagickGeometry(PageSide, PageSide) { Greater = true });
        picture.Quality = PageQuality;
        var page = picture.ToByteArray(MagickFormat.Jpeg);
        picture.Thumbnail(new MagickGeometry(ThumbnailSide, ThumbnailSide) { Greater = true });
        picture.Quality = ThumbnailQuality;
        return new WorkerAnswer(WorkerFault.None, page, picture.ToByteArray(MagickFormat.Jpeg));
    }

    private static WorkerAnswer OpenPdf(byte[] file)
    {
        try
        {
            using var pdf = PdfDocument.Open(file);
            return pdf.NumberOfPages > 0 ? new WorkerAnswer(WorkerFault.None, Pages: pdf.NumberOfPages) : new WorkerAnswer(WorkerFault.Damaged);
        }
        catch (PdfDocumentEncryptedException)
        {
            // Kept all the same: the person knows the password.
            return new WorkerAnswer(WorkerFault.None, Locked: true);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // The library fails in many ways at what is no PDF; this process has nothing else to do.
            return new WorkerAnswer(WorkerFault.Damaged);
        }
    }

    private static MagickFormat FormatOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Jpeg => MagickFormat.Jpeg,
        DocumentKind.Png => MagickFormat.Png,
        DocumentKind.Heic => MagickFormat.Heic,
        DocumentKind.Webp => MagickFormat.WebP,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
