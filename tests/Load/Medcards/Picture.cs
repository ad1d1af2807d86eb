using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Medzdrav.Tests.Load;

/// <summary>Pictures of noise (PNG): no two are the same, and none can be compressed.</summary>
internal static class Picture
{
    private const int Side = 64;
    private const int BytesPerPoint = 3;
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A picture by chance.</summary>
    public static byte[] Of(Random chance)
    {
        using var png = new MemoryStream();
        png.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Side);
        // Eight bits a colour, red, green and blue; the others are zeros.
        (header[8], header[9]) = (8, 2);
        Write(png, "IHDR"u8, header);
        Write(png, "IDAT"u8, Packed(chance));
        Write(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Packed(Random chance)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            var line = new byte[1 + (Side * BytesPerPoint)];
            for (var y = 0; y < Side; y++)
            {
                chance.NextBytes(line.AsSpan(1));
                zlib.Write(line);
            }
        }
        return packed.ToArray();
    }

    private static void Write(Stream png, ReadOnlySpan<byte> kind, byte[] data)
    {
        var (length, sum, check) = (new byte[4], new byte[4], new Crc32());
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        check.Append(kind);
        check.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(sum, check.GetCurrentHashAsUInt32());
        png.Write(length);
        png.Write(kind);
        png.Write(data);
        png.Write(sum);
    }
}
