using ImageMagick;

namespace Medzdrav.Tests.Load;

/// <summary>Pictures of noise (PNG): no two are the same, and none can be compressed.</summary>
internal static class Picture
{
    private const int Side = 64;
    private const int BytesPerPoint = 3;

    /// <summary>A picture by chance.</summary>
    public static byte[] Of(Random chance)
    {
        var points = new byte[Side * Side * BytesPerPoint];
        chance.NextBytes(points);
        using var picture = new MagickImage(points, new PixelReadSettings(Side, Side, StorageType.Char, PixelMapping.RGB));
        return picture.ToByteArray(MagickFormat.Png);
    }
}
