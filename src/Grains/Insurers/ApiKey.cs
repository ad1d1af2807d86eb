using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The secret with which an insurer's program sends policies. Only its hash is kept: 256 random bits need no slow one.</summary>
/// <param name="Id">The id that it is listed and revoked by.</param>
/// <param name="Text">The secret itself: shown once.</param>
public sealed record ApiKey(string Id, string Text)
{
    private const int IdBytes = ApiKeys.IdCharacters / 2;
    private const int SecretBytes = 32;

    /// <summary>A new one from the cryptographic generator.</summary>
    public static ApiKey New()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        return new ApiKey(id, $"{ApiKeys.Prefix}{id}_{Opaque.New(SecretBytes)}");
    }

    /// <summary>The part of a key that is kept.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
