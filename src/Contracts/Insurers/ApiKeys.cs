namespace Medzdrav.Contracts;

/// <summary>The form of insurers' API keys, <c>mzk_id_secret</c>, by which the edge tells them from tokens, and from what was never given to anybody.</summary>
public static class ApiKeys
{
    /// <summary>The beginning of every key.</summary>
    public const string Prefix = "mzk_";

    /// <summary>The length of the id that a key is listed and revoked by: 6 bytes in hexadecimal.</summary>
    public const int IdCharacters = 12;

    /// <summary>The length of the secret: 32 bytes in the alphabet of URLs.</summary>
    public const int SecretCharacters = 43;

    /// <summary>Whether a text may be such a key at all.</summary>
    public static bool HasForm(string? text) =>
        text is not null && text.Length == Prefix.Length + IdCharacters + 1 + SecretCharacters && text.StartsWith(Prefix, StringComparison.Ordinal)
        && IdOf(text).All(char.IsAsciiHexDigitLower) && text[Prefix.Length + IdCharacters] == '_'
        && Opaque.IsWellFormed(text.AsSpan(text.Length - SecretCharacters));

    /// <summary>The id in a key that has the form.</summary>
    public static string IdOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Substring(Prefix.Length, IdCharacters);
    }
}
