using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The secret of a one-time link. Only its hash is kept.</summary>
internal static class LinkToken
{
    private const int Bytes = 32;

    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Valid = TimeSpan.FromHours(72);

    /// <summary>A new one.</summary>
    public static string New() => Opaque.New(Bytes);

    /// <summary>The form in which it is kept; so long a secret needs no salt.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
