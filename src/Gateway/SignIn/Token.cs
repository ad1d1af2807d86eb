using System.Buffers.Text;
using System.Text;

namespace Medzdrav.Gateway;

/// <summary>An opaque token: <c>credential.secret</c>, 16 and 32 random bytes in the alphabet of URLs.</summary>
internal readonly record struct Token(string Credential, string Secret)
{
    private const int CredentialLength = 22;
    private const int SecretLength = 43;

    /// <summary>Takes a token apart; null for what was never given to anybody, which nobody needs to be asked about.</summary>
    public static Token? Parse(string? text) =>
        text is { Length: CredentialLength + 1 + SecretLength } && text[CredentialLength] == '.' && IsOpaque(text[..CredentialLength]) && IsOpaque(text[(CredentialLength + 1)..])
            ? new Token(text[..CredentialLength], text[(CredentialLength + 1)..])
            : null;

    private static bool IsOpaque(string part) => Ascii.IsValid(part) && !part.Any(char.IsWhiteSpace) && Base64Url.IsValid(part);
}
