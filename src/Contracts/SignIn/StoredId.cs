using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Medzdrav.Contracts;

/// <summary>The form in which the database keeps an id that opens something to whoever knows it (a credential, an attempt to sign in): its hash, so that a copy of the database holds nothing that could be presented. An id has 16 random bytes, so there is nothing to guess, and a plain hash is enough.</summary>
public static class StoredId
{
    private const char Mark = '#';

    /// <summary>The stored form of an id: <c>#</c> and its SHA-256 in the alphabet of URLs.</summary>
    public static string Of(string id) => Mark + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    /// <summary>Whether a text is a stored form. An id never is one: it has no <c>#</c>.</summary>
    public static bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Mark);
    }
}
