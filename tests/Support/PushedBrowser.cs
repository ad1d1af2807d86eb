using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Medzdrav.Tests.Support;

/// <summary>A browser's subscription: its address at a push service, and the keys with which it reads what comes (RFC 8291), as browsers do.</summary>
public sealed class PushedBrowser : IDisposable
{
    private const int SaltBytes = 16;
    private const int HeadBytes = SaltBytes + 4 + 1 + 65;
    private const int TagBytes = 16;

    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _auth = RandomNumberGenerator.GetBytes(16);

    /// <param name="service">Where its pushes go.</param>
    public PushedBrowser(PushService service)
    {
        Path = $"/push/{Guid.NewGuid():N}";
        Endpoint = new Uri(service.Address, Path).ToString();
    }

    /// <summary>The path at the push service.</summary>
    public string Path { get; }

    /// <summary>The whole address.</summary>
    public string Endpoint { get; }

    /// <summary>The public key, as it is told.</summary>
    public string P256dh => Base64Url.EncodeToString(Public);

    /// <summary>The secret, as it is told.</summary>
    public string Auth => Base64Url.EncodeToString(_auth);

    private byte[] Public => Point(_key.ExportParameters(false).Q);

    /// <summary>Reads a message as a browser does: content coding aes128gcm (RFC 8188) with keys of RFC 8291.</summary>
    public JsonElement Read(byte[] body)
    {
        var (salt, sender) = (body[..SaltBytes], body[(HeadBytes - 65)..HeadBytes]);
        using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = sender[1..33], Y = sender[33..] } });
        var shared = _key.DeriveRawSecretAgreement(other.PublicKey);
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, _auth, [.. "WebPush: info\0"u8, .. Public, .. sender]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
        var text = new byte[body.Length - HeadBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(nonce, body.AsSpan(HeadBytes, text.Length), body.AsSpan(body.Length - TagBytes), text);
        // The record ends with a 2 and any number of zeros.
        var end = Array.FindLastIndex(text, one => one != 0);
        if (text[end] != 2)
            throw new CryptographicException("The last record of a message ends with 2.");
        return JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(text, 0, end));
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    private static byte[] Point(ECPoint point) => [4, .. point.X!, .. point.Y!];
}
