using System.Diagnostics;
using ImageMagick;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using UglyToad.PdfPig.Writer;

namespace Medzdrav.Tests.Storage;

/// <summary>Files opened by the process that opens them in life.</summary>
public sealed class DocumentWorkerTests
{
    private static readonly string[] Colours = ["red", "green", "blue", "white"];

    public static TheoryData<string> Pictures => ["upright.jpg", "turned.jpg", "mirrored.jpg", "turned.png", "turned.webp", "upright.heic", "turned.heic", "turned-and-said-so.heic"];

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task A_picture_stands_upright_exactly_once_and_tells_nothing_of_its_camera(string name)
    {
        var (kind, file) = Picture(name);

        var read = (await Worker().ReadAsync(kind, file)).Value!;

        foreach (var form in new[] { read.Page!, read.Thumbnail! })
        {
            using var shown = new MagickImage(form);
            Assert.Equal((MagickFormat.Jpeg, 128u, 96u), (shown.Format, shown.Width, shown.Height));
            Assert.Equal(Colours, Corners(shown));
            Assert.Empty(shown.ProfileNames);
            Assert.Equal(ImageMagick.Orientation.Undefined, shown.Orientation);
        }
        Assert.Equal((null, false), (read.Pages, read.Locked));
    }

    [Fact]
    public async Task A_picture_of_48_megapixels_in_tiles_opens()
    {
        var read = (await Worker().ReadAsync(DocumentKind.Heic, await File.ReadAllBytesAsync(Kept("48-megapixels.heic")))).Value!;

        using var shown = new MagickImage(read.Page!);
        Assert.Equal((4096u, 3072u), (shown.Width, shown.Height));
    }

    [Fact]
    public async Task A_photo_of_64_megapixels_opens_within_the_time_of_a_processor_that_it_has()
    {
        using var detail = new MagickImage(MagickColors.Gray, 512, 512);
        detail.AddNoise(NoiseType.Gaussian);
        using var photo = new MagickImage(MagickColors.Gray, 9_248, 6_936);
        photo.Tile(detail, CompositeOperator.Over);
        photo.Quality = 88;

        var read = (await Worker().ReadAsync(DocumentKind.Jpeg, photo.ToByteArray(MagickFormat.Jpeg))).Value!;

        using var shown = new MagickImage(read.Page!);
        Assert.Equal((4096u, 3072u), (shown.Width, shown.Height));
    }

    public static TheoryData<string> Bombs => ["vast.heic", "vast.png", "vast.jpg", "300 MB.png", "no camera's.png", "no camera's.webp"];

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task A_picture_with_too_many_pixels_is_refused_soon_and_in_words(string name)
    {
        var (kind, file) = Bomb(name);
        var began = Stopwatch.GetTimestamp();

        var refusal = (await Worker(memory: 300 * 1024 * 1024).ReadAsync(kind, file)).Refusal!;

        Assert.Equal(("unsuitableFile", true), (refusal.Code, refusal.Message.Contains("слишком большой", StringComparison.Ordinal)));
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(15), "It took as long as opening it.");
    }

    [Fact]
    public async Task What_takes_more_memory_or_time_than_it_may_is_ended_and_others_go_on()
    {
        var large = await File.ReadAllBytesAsync(Kept("48-megapixels.heic"));
        Assert.Equal("unsuitableFile", (await Worker(memory: 128 * 1024 * 1024).ReadAsync(DocumentKind.Heic, large)).Refusal?.Code);

        var hasty = Worker(processor: TimeSpan.FromMilliseconds(1));
        Assert.Equal("unsuitableFile", (await hasty.ReadAsync(DocumentKind.Heic, large)).Refusal?.Code);
        Assert.NotNull((await Worker().ReadAsync(DocumentKind.Jpeg, Picture("upright.jpg").File)).Value);
    }

    [Theory]
    [InlineData("kill -TERM $$")]
    [InlineData("kill -KILL $$")]
    [InlineData("exit 143")]
    [InlineData("head -c 100 >/dev/null; kill -KILL $$")]
    [InlineData("cat >/dev/null; echo nonsense")]
    public async Task A_process_that_is_stopped_says_nothing_about_the_file(string end) =>
        await Assert.ThrowsAsync<ReaderEndedException>(() => Worker(program: new WorkerProgram("sh", ["-c", end])).ReadAsync(DocumentKind.Jpeg, new byte[1_000_000]));

    [Fact]
    public async Task A_machine_too_busy_to_open_a_file_says_nothing_about_it() =>
        await Assert.ThrowsAsync<ReaderEndedException>(() => Worker(patience: TimeSpan.FromMilliseconds(1)).ReadAsync(DocumentKind.Jpeg, Picture("upright.jpg").File));

    [Theory]
    [InlineData(DocumentKind.Jpeg)]
    [InlineData(DocumentKind.Png)]
    [InlineData(DocumentKind.Webp)]
    [InlineData(DocumentKind.Heic)]
    [InlineData(DocumentKind.Pdf)]
    public async Task What_only_begins_like_its_kind_is_refused(DocumentKind kind)
    {
        var file = new byte[4_000];
        Random.Shared.NextBytes(file);
        byte[] beginning = kind == DocumentKind.Pdf ? [.. "%PDF-1.7\n"u8] : (kind == DocumentKind.Heic ? File.ReadAllBytes(Kept("upright.heic")) : Picture($"upright.{Words.Of(kind).Replace("jpeg", "jpg", StringComparison.Ordinal)}").File)[..60];
        beginning.CopyTo(file, 0);

        Assert.Equal("unsuitableFile", (await Worker().ReadAsync(kind, file)).Refusal?.Code);
    }

    [Fact]
    public async Task A_PDF_is_counted_and_a_locked_one_is_kept()
    {
        using var builder = new PdfDocumentBuilder();
        for (var i = 0; i < 3; i++)
            builder.AddPage(100, 100);

        Assert.Equal(new ReadDocument(null, null, 3, false), (await Worker().ReadAsync(DocumentKind.Pdf, builder.Build())).Value);
        Assert.Equal(new ReadDocument(null, null, null, true), (await Worker().ReadAsync(DocumentKind.Pdf, await File.ReadAllBytesAsync(Kept("locked.pdf")))).Value);
    }

    private static string Kept(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "Documents", name);

    private static DocumentWorker Worker(long memory = 1024L * 1024 * 1024, TimeSpan? patience = null, TimeSpan? processor = null, WorkerProgram? program = null) => new(
        program ?? new WorkerProgram("dotnet", [HostProcess.Program, WorkerProgram.Command]),
        Options.Create(new DocumentWorkerOptions { MemoryBytes = memory, Patience = patience ?? TimeSpan.FromSeconds(60), Processor = processor ?? new DocumentWorkerOptions().Processor }),
        NullLogger<DocumentWorker>.Instance);

    private static (DocumentKind Kind, byte[] File) Picture(string name)
    {
        var (what, ending) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        if (ending == ".heic")
            return (DocumentKind.Heic, File.ReadAllBytes(Kept(name)));
        using var picture = Quarters();
        // As a camera held otherwise takes it: the pixels lie, and its word says how.
        var orientation = what switch { "turned" => ImageMagick.Orientation.RightTop, "mirrored" => ImageMagick.Orientation.TopRight, _ => ImageMagick.Orientation.TopLeft };
        if (orientation == ImageMagick.Orientation.RightTop)
            picture.Rotate(270);
        if (orientation == ImageMagick.Orientation.TopRight)
            picture.Flop();
        picture.Orientation = orientation;
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.Orientation, (ushort)orientation);
        exif.SetValue(ExifTag.GPSLatitude, [new Rational(55), new Rational(45), new Rational(7)]);
        exif.SetValue(ExifTag.Model, "Phone of Anna");
        picture.SetProfile(exif);
        picture.Quality = 95;
        return ending switch
        {
            ".png" => (DocumentKind.Png, picture.ToByteArray(MagickFormat.Png)),
            ".webp" => (DocumentKind.Webp, picture.ToByteArray(MagickFormat.WebP)),
            _ => (DocumentKind.Jpeg, picture.ToByteArray(MagickFormat.Jpeg)),
        };
    }

    private static MagickImage Quarters()
    {
        var picture = new MagickImage(MagickColors.White, 128, 96);
        foreach (var (colour, x, y) in new[] { (new MagickColor(220, 20, 20), 0, 0), (new MagickColor(20, 180, 20), 64, 0), (new MagickColor(20, 20, 220), 0, 48) })
        {
            using var quarter = new MagickImage(colour, 64, 48);
            picture.Composite(quarter, x, y, CompositeOperator.Over);
        }
        return picture;
    }

    private static (DocumentKind Kind, byte[] File) Bomb(string name)
    {
        if (name == "vast.heic")
            return (DocumentKind.Heic, File.ReadAllBytes(Kept(name)));
        using var small = Quarters();
        if (name == "vast.jpg")
        {
            // The size stands in the frame's header (SOF0), height before width.
            var jpeg = small.ToByteArray(MagickFormat.Jpeg);
            var frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
            new byte[] { 0xEA, 0x60, 0xEA, 0x60 }.CopyTo(jpeg, frame + 5);
            return (DocumentKind.Jpeg, jpeg);
        }
        if (name == "vast.png")
            return (DocumentKind.Png, Resized(small.ToByteArray(MagickFormat.Png), 60_000, 60_000));
        var side = name.StartsWith("no camera", StringComparison.Ordinal) ? 7_500u : 10_000u;
        using var large = new MagickImage(MagickColors.Navy, side, side);
        return name.EndsWith(".webp", StringComparison.Ordinal) ? (DocumentKind.Webp, large.ToByteArray(MagickFormat.WebP)) : (DocumentKind.Png, large.ToByteArray(MagickFormat.Png));
    }

    /// <summary>A PNG that says that it is larger than it is: width and height stand behind the word IHDR, with a checksum.</summary>
    private static byte[] Resized(byte[] png, uint width, uint height)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(20), height);
        var sum = uint.MaxValue;
        foreach (var one in png.AsSpan(12, 17))
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        }
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), ~sum);
        return png;
    }

    private static string[] Corners(MagickImage picture)
    {
        using var pixels = picture.GetPixels();
        return [.. new[] { (20, 20), (108, 20), (20, 76), (108, 76) }.Select(at => pixels.GetPixel(at.Item1, at.Item2).ToArray() switch
        {
            [> 150, < 100, < 100] => "red",
            [< 100, > 120, < 100] => "green",
            [< 100, < 100, > 150] => "blue",
            [> 200, > 200, > 200] => "white",
            var other => string.Join(',', other),
        })];
    }
}
