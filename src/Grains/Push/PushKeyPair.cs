using System.Buffers.Text;
using System.Security.Cryptography;

namespace Medzdrav.Grains;

/// <summary>The keys by which the platform shows push services who it is (VAPID, RFC 8292).</summary>
/// <param name="PublicKey">A point of P-256, uncompressed: 65 bytes in the alphabet of URLs.</param>
/// <param name="PrivateKey">32 bytes likewise.</param>
[GenerateSerializer, Immutable, Alias("PushKeyPair")]
internal sealed record PushKeyPair([property: Id(0)] string PublicKey, [property: Id(1)] string PrivateKey)
{
    private const int FieldBytes = 32;
    private const byte Uncompressed = 4;

    /// <summary>Whether the halves belong together.</summary>
    public bool IsPair
    {
        get
        {
            if (PointOf(PublicKey) is not { } point || Decoded(PrivateKey, FieldBytes) is not { } secret)
                return false;
            try
            {
                byte[] said = [1, 2, 3];
                using var signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
                using var reader = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
                return reader.VerifyData(said, signer.SignData(said, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256);
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }

    /// <summary>A fresh pair.</summary>
    public static PushKeyPair New()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = key.ExportParameters(includePrivateParameters: true);
        return new PushKeyPair(Base64Url.EncodeToString([Uncompressed, .. made.Q.X!, .. made.Q.Y!]), Base64Url.EncodeToString(made.D!));
    }

    /// <summary>Whether a text is a public key of P-256, as browsers make one.</summary>
    public static bool IsPublic(string? text)
    {
        if (PointOf(text) is not { } point)
            return false;
        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            return true;
        }
        catch (CryptographicException)
        {
            // The point is not on the curve.
            return false;
        }
    }

    /// <summary>So many bytes in the alphabet of URLs, without padding; null for anything else.</summary>
    public static byte[]? Decoded(string? text, int bytes)
    {
        if (text is null || text.Length != Base64Url.GetEncodedLength(bytes) || text.Contains('=', StringComparison.Ordinal) || !Base64Url.IsValid(text))
            return null;
        var decoded = new byte[bytes];
        return Base64Url.TryDecodeFromChars(text, decoded, out var written) && written == bytes ? decoded : null;
    }

    /// <summary>Tells nothing.</summary>
    public override string ToString() => nameof(PushKeyPair);

    private static ECPoint? PointOf(string? text) => Decoded(text, 1 + FieldBytes + FieldBytes) is [Uncompressed, ..] point
        ? new ECPoint { X = point[1..(1 + FieldBytes)], Y = point[(1 + FieldBytes)..] }
        : null;
}
