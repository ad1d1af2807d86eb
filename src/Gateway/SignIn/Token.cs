using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>An opaque token: <c>credential.secret</c>, 16 and 32 random bytes in the alphabet of URLs.</summary>
internal readonly record struct Token(string Credential, string Secret)
{
    private const int CredentialLength = 22;
    private const int SecretLength = 43;

    /// <summary>Takes a token apart; null for what was never given to anybody, which nobody needs to be asked about.</summary>
    public static Token? Parse(string? text) =>
        text is { Length: CredentialLength + 1 + SecretLength } && text[CredentialLength] == '.'
        && Opaque.IsWellFormed(text.AsSpan(0, CredentialLength)) && Opaque.IsWellFormed(text.AsSpan(CredentialLength + 1))
            ? new Token(text[..CredentialLength], text[(CredentialLength + 1)..])
            : null;
}
