using System.Buffers.Binary;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The kind of a file by its first bytes, whatever its name and type say.</summary>
internal static class FileSignature
{
    private const int LongestBrands = 256;

    /// <summary>The kind; null for files that a Medcard does not take.</summary>
    public static DocumentKind? Of(ReadOnlySpan<byte> file) =>
        file.StartsWith(Jpeg) ? DocumentKind.Jpeg
        : file.StartsWith(Png) ? DocumentKind.Png
        : file.StartsWith("%PDF-"u8) ? DocumentKind.Pdf
        : file.Length > 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) ? DocumentKind.Webp
        : IsHeif(file) ? DocumentKind.Heic
        : null;

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>ISO/IEC 23008-12: a picture coded by HEVC. A file of the general brand may hold an AV1 picture, and says so.</summary>
    private static bool IsHeif(ReadOnlySpan<byte> file)
    {
        if (file.Length < 16 || !file[4..].StartsWith("ftyp"u8))
            return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(file);
        if (length is < 16 or > LongestBrands || length > file.Length || length % 4 != 0)
            return false;
        bool isGeneral = false, isHevc = false, isOther = false;
        for (var at = 8; at < length; at += at == 8 ? 8 : 4)
        {
            var brand = file.Slice(at, 4);
            isHevc |= brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("heim"u8) || brand.SequenceEqual("heis"u8);
            isGeneral |= brand.SequenceEqual("mif1"u8);
            isOther |= brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8);
        }
        return isHevc || isGeneral && !isOther;
    }
}
