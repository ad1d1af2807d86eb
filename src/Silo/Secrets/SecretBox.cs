using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Medzdrav.Grains;
using Microsoft.Extensions.Options;

namespace Medzdrav.Silo;

/// <summary>Seals by AES-GCM with the keys of a setting, or of a file that is read when it is needed first. A box begins with the id of its key, so that after another key was put first the former boxes still open.</summary>
internal sealed class SecretBox(IOptions<StaffOptions> staff, IOptions<StorageOptions> storage) : ISecretBox
{
    private const int KeyBytes = 32;
    private const int KeyIdBytes = 4;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = KeyIdBytes + NonceBytes + TagBytes;

    private readonly Lazy<byte[][]> _keys = new(() => staff.Value.Keys is { Length: > 0 } given ? Parse(given.Split(','), "The setting Staff:Keys") : Read(FileOf(staff.Value, storage.Value)));

    /// <inheritdoc />
    public byte[] Seal(string owner, byte[] secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var key = _keys.Value[0];
        var box = new byte[HeadBytes + secret.Length];
        BinaryPrimitives.WriteUInt32BigEndian(box, IdOf(key));
        RandomNumberGenerator.Fill(box.AsSpan(KeyIdBytes, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(box.AsSpan(KeyIdBytes, NonceBytes), secret, box.AsSpan(HeadBytes), box.AsSpan(KeyIdBytes + NonceBytes, TagBytes), Encoding.UTF8.GetBytes(owner));
        return box;
    }

    /// <inheritdoc />
    public byte[] Open(string owner, byte[] box)
    {
        ArgumentNullException.ThrowIfNull(box);
        if (box.Length < HeadBytes || Array.Find(_keys.Value, key => IdOf(key) == BinaryPrimitives.ReadUInt32BigEndian(box)) is not { } key)
            throw new CryptographicException("The keys (Staff:KeyFile, Staff:Keys) have none that opens this secret.");
        var secret = new byte[box.Length - HeadBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(box.AsSpan(KeyIdBytes, NonceBytes), box.AsSpan(HeadBytes), box.AsSpan(KeyIdBytes + NonceBytes, TagBytes), secret, Encoding.UTF8.GetBytes(owner));
        return secret;
    }

    /// <summary>The file of the keys.</summary>
    public static string FileOf(StaffOptions staff, StorageOptions storage) => staff.KeyFile is { Length: > 0 } named ? named : Path.Combine(storage.DataDirectory, "staff.key");

    /// <summary>The fault of keys that are there; null when there is none, or they are still to be made.</summary>
    public static string? Fault(StaffOptions staff, StorageOptions storage)
    {
        try
        {
            if (staff.Keys is { Length: > 0 } given)
                Parse(given.Split(','), "The setting Staff:Keys");
            else if (FileOf(staff, storage) is var file && File.Exists(file))
                Parse(File.ReadAllLines(file), $"The file {file}");
            return null;
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }

    private static uint IdOf(byte[] key) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(key));

    private static byte[][] Read(string file)
    {
        if (!File.Exists(file))
            NewFile.Make(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n");
        return Parse(File.ReadAllLines(file), $"The file {file}");
    }

    private static byte[][] Parse(string[] lines, string place)
    {
        var keys = lines.Where(line => line.Trim().Length > 0).Select(line => KeyOf(line.Trim())).ToArray();
        return keys.Length > 0 && Array.TrueForAll(keys, key => key is not null)
            ? Array.ConvertAll(keys, key => key!)
            : throw new CryptographicException($"{place} has to hold keys of {KeyBytes} bytes in Base64, each on a line or behind a comma.");
    }

    private static byte[]? KeyOf(string line)
    {
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(line, key, out var written) && written == KeyBytes ? key : null;
    }
}
