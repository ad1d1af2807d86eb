using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Numerics;
using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>A brand's icon: as a drawing, and as pictures for home screens and notices, which take no drawing. The sign keeps clear of the edge, so that systems may cut the picture round (maskable).</summary>
internal static class BrandIcon
{
    /// <summary>The size of the icon in notices.</summary>
    public const int UsualSize = 192;

    private const int Box = 32;
    private const float HalfStroke = 1.2f;
    private const int RgbBytes = 3;

    private static readonly Vector2[] Sign = [new(6, 17), new(10, 17), new(13.5f, 8), new(18.5f, 24), new(22, 15), new(26, 15)];
    private static readonly int[] Sizes = [180, UsualSize, 512];
    private static readonly ConcurrentDictionary<(string, string, int), byte[]> Drawn = new();

    /// <summary>The icon as a drawing (SVG) with round corners.</summary>
    public static string Drawing(Brand brand) =>
        $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Box} {Box}"><rect width="{Box}" height="{Box}" rx="9" fill="{brand.Light.Accent}"/><path d="M6 17h4l3.5-9 5 16 3.5-9h4" fill="none" stroke="{brand.Light.OnAccent}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>""";

    /// <summary>The icon as a picture (PNG) of so many points a side; null for a size that nobody needs.</summary>
    public static byte[]? Picture(Brand brand, int size) =>
        Array.IndexOf(Sizes, size) < 0 ? null : Drawn.GetOrAdd((brand.Light.Accent, brand.Light.OnAccent, size), static key => Png(key.Item3, Points(ColourOf(key.Item1), ColourOf(key.Item2), key.Item3)));

    /// <summary>Lines of points, each begun by the byte that says that nothing is done to it.</summary>
    private static byte[] Points(byte[] ground, byte[] sign, int size)
    {
        var lines = new byte[size * (1 + (size * RgbBytes))];
        var at = 0;
        for (var y = 0; y < size; y++)
        {
            at++;
            for (var x = 0; x < size; x++)
            {
                var covered = Covered(new Vector2((x + 0.5f) * Box / size, (y + 0.5f) * Box / size), size);
                for (var part = 0; part < RgbBytes; part++)
                    lines[at++] = (byte)MathF.Round(ground[part] + (covered * (sign[part] - ground[part])));
            }
        }
        return lines;
    }

    /// <summary>How much of a point the sign covers.</summary>
    private static float Covered(Vector2 point, int size)
    {
        var nearest = float.MaxValue;
        for (var i = 1; i < Sign.Length; i++)
        {
            var (from, along) = (Sign[i - 1], Sign[i] - Sign[i - 1]);
            var way = Math.Clamp(Vector2.Dot(point - from, along) / along.LengthSquared(), 0, 1);
            nearest = MathF.Min(nearest, Vector2.Distance(point, from + (along * way)));
        }
        return Math.Clamp(0.5f + ((HalfStroke - nearest) * size / Box), 0, 1);
    }

    private static byte[] ColourOf(string colour) => Convert.FromHexString(colour.AsSpan(1));

    /// <summary>PNG, third edition (W3C): a head, the lines packed, an end.</summary>
    private static byte[] Png(int size, byte[] lines)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, size);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), size);
        (head[8], head[9]) = (8, 2);
        Write(file, "IHDR"u8, head);
        using (var packed = new MemoryStream())
        {
            using (var packing = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
                packing.Write(lines);
            Write(file, "IDAT"u8, packed.ToArray());
        }
        Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Write(MemoryStream file, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(kind);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Sum([.. kind, .. data]));
        file.Write(number);
    }

    /// <summary>The check sum of a part (CRC-32, ISO 3309).</summary>
    private static uint Sum(byte[] bytes)
    {
        const uint Polynomial = 0xEDB88320;
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ Polynomial;
        }
        return ~sum;
    }
}
