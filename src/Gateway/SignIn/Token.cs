using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>An opaque token: <c>credential.secret</c>.</summary>
internal readonly record struct Token(string Credential, string Secret)
{
    private const int MaxSecretLength = 128;

    /// <summary>Takes a token apart; null when it is none.</summary>
    public static Token? Parse(string? text)
    {
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        return dot is > 0 and <= IdJsonConverter<SessionId>.MaxLength && text!.Length - dot - 1 is > 0 and <= MaxSecretLength
            ? new Token(text[..dot], text[(dot + 1)..])
            : null;
    }
}
