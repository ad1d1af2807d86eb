using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Medzdrav.Contracts;

/// <summary>Ids and secrets that nobody guesses: random bytes in the alphabet of URLs (RFC 4648, section 5) without padding.</summary>
public static class Opaque
{
    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>A new one from the cryptographic generator.</summary>
    /// <param name="bytes">How many random bytes.</param>
    public static string New(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>Whether a text has the letters of one: others were never given to anybody, and nobody needs to be asked about them.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Alphabet);
}
