using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The secret in the address of a private or one-time link. With 32 random bytes there is nothing to guess, so a plain hash of it is enough, and only that is kept.</summary>
internal static class LinkSecret
{
    private const int Bytes = 32;

    /// <summary>A new one.</summary>
    public static string New() => Opaque.New(Bytes);

    /// <summary>The hash that is kept of it.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
