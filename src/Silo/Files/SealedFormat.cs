using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Medzdrav.Silo;

/// <summary>How a sealed file is written: a header with a key of its own, wrapped by the platform's, then chunks of 64 KiB, each with its place and its tag. A part can be read without the rest.</summary>
/// <remarks>AES-256-GCM (NIST SP 800-38D). A file's own key is used for this file only, so a chunk's number is its nonce. The file's name and length are authenticated with each chunk: chunks can't be moved within a file or between files, and a cut is noticed.</remarks>
internal static class SealedFormat
{
    /// <summary>The longest id of a key, in ASCII letters.</summary>
    public const int MaxKeyId = 32;

    /// <summary>Plain bytes of a chunk.</summary>
    public const int ChunkBytes = 64 * 1024;

    /// <summary>Bytes of a chunk as it is stored.</summary>
    public const int StoredChunkBytes = ChunkBytes + TagBytes;

    /// <summary>Bytes before the first chunk: sign, key id, length, nonce, wrapped key, its tag.</summary>
    public const int HeaderBytes = 4 + MaxKeyId + 8 + NonceBytes + KeyBytes + TagBytes;

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int LengthAt = 4 + MaxKeyId;
    private const int NonceAt = LengthAt + 8;
    private const int WrappedAt = NonceAt + NonceBytes;
    private static readonly byte[] Sign = "MZF1"u8.ToArray();

    /// <summary>Seals a whole file.</summary>
    public static byte[] Seal(string name, ReadOnlySpan<byte> content, string keyId, ReadOnlySpan<byte> key)
    {
        var chunks = Math.Max(1, (content.Length + ChunkBytes - 1) / ChunkBytes);
        var stored = new byte[HeaderBytes + content.Length + chunks * TagBytes];
        Span<byte> own = stackalloc byte[KeyBytes];
        RandomNumberGenerator.Fill(own);
        WriteHeader(stored, name, content.Length, keyId, key, own);
        using var cipher = new AesGcm(own, TagBytes);
        var context = ContextOf(name, content.Length);
        Span<byte> nonce = stackalloc byte[NonceBytes];
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var plain = content.Slice(chunk * ChunkBytes, Math.Min(ChunkBytes, content.Length - chunk * ChunkBytes));
            var target = stored.AsSpan(HeaderBytes + chunk * StoredChunkBytes, plain.Length + TagBytes);
            NonceOf(chunk, nonce);
            cipher.Encrypt(nonce, plain, target[..plain.Length], target[plain.Length..], context);
        }
        return stored;
    }

    /// <summary>Whether a file begins as a sealed one does.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> file) => file.Length >= HeaderBytes && file.StartsWith(Sign);

    /// <summary>The id of the key that a file was sealed by.</summary>
    /// <exception cref="CryptographicException">This is no sealed file.</exception>
    public static string KeyIdOf(ReadOnlySpan<byte> header) => header.Length == HeaderBytes && header.StartsWith(Sign)
        ? Encoding.ASCII.GetString(header.Slice(4, MaxKeyId)).TrimEnd('\0')
        : throw new CryptographicException("This is no sealed file.");

    /// <summary>The length of the file as it was before it was sealed.</summary>
    public static long LengthOf(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt64BigEndian(header[LengthAt..]);

    /// <summary>Opens chunks that lie one behind the other.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="header">The file's header.</param>
    /// <param name="key">The platform's key of the header's id.</param>
    /// <param name="first">The number of the first chunk.</param>
    /// <param name="stored">The chunks; only the file's last may be short.</param>
    /// <exception cref="CryptographicException">They were changed.</exception>
    public static byte[] Open(string name, ReadOnlySpan<byte> header, ReadOnlySpan<byte> key, long first, ReadOnlySpan<byte> stored)
    {
        Span<byte> own = stackalloc byte[KeyBytes];
        using (var wrapping = new AesGcm(key, TagBytes))
            wrapping.Decrypt(header.Slice(NonceAt, NonceBytes), header.Slice(WrappedAt, KeyBytes), header[(WrappedAt + KeyBytes)..], own, WrapContextOf(name, header));
        using var cipher = new AesGcm(own, TagBytes);
        var context = ContextOf(name, LengthOf(header));
        var chunks = (stored.Length + StoredChunkBytes - 1) / StoredChunkBytes;
        if (stored.Length < chunks * TagBytes)
            throw new CryptographicException("A chunk is shorter than its tag.");
        var plain = new byte[stored.Length - chunks * TagBytes];
        Span<byte> nonce = stackalloc byte[NonceBytes];
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var source = stored.Slice(chunk * StoredChunkBytes, Math.Min(StoredChunkBytes, stored.Length - chunk * StoredChunkBytes));
            NonceOf(first + chunk, nonce);
            cipher.Decrypt(nonce, source[..^TagBytes], source[^TagBytes..], plain.AsSpan(chunk * ChunkBytes, source.Length - TagBytes), context);
        }
        return plain;
    }

    private static void WriteHeader(Span<byte> header, string name, long length, string keyId, ReadOnlySpan<byte> key, ReadOnlySpan<byte> own)
    {
        Sign.CopyTo(header);
        Encoding.ASCII.GetBytes(keyId, header.Slice(4, MaxKeyId));
        BinaryPrimitives.WriteInt64BigEndian(header[LengthAt..], length);
        RandomNumberGenerator.Fill(header.Slice(NonceAt, NonceBytes));
        using var wrapping = new AesGcm(key, TagBytes);
        wrapping.Encrypt(
            header.Slice(NonceAt, NonceBytes), own, header.Slice(WrappedAt, KeyBytes), header.Slice(WrappedAt + KeyBytes, TagBytes), WrapContextOf(name, header));
    }

    /// <summary>The header's plain part, and whose file it is.</summary>
    private static byte[] WrapContextOf(string name, ReadOnlySpan<byte> header) => [.. header[..NonceAt], .. Encoding.UTF8.GetBytes(name)];

    private static byte[] ContextOf(string name, long length)
    {
        var context = new byte[8 + Encoding.UTF8.GetByteCount(name)];
        BinaryPrimitives.WriteInt64BigEndian(context, length);
        Encoding.UTF8.GetBytes(name, context.AsSpan(8));
        return context;
    }

    private static void NonceOf(long chunk, Span<byte> nonce)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[4..], chunk);
    }
}
