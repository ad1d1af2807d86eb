using System.Security.Cryptography;
using Medzdrav.Contracts;
using OtpNet;

namespace Medzdrav.Grains;

/// <summary>Codes of an app that follow from a secret and the time (RFC 6238): six digits, a new one every 30 s.</summary>
internal static class TotpRules
{
    private const int SecretBytes = 20;
    private const int GroupLength = 4;
    private const string Issuer = "Medzdrav";

    // A phone's clock may be off by half a minute.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>A new secret, of the length that RFC 4226 recommends.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The step of time to which a code belongs; null when it is none of now, the step before or the step after.</summary>
    public static long? StepOf(byte[] secret, string code, DateTimeOffset now) =>
        new Totp(secret).VerifyTotp(now.UtcDateTime, code, out var step, Window) ? step : null;

    /// <summary>The secret and its address, as an app takes them.</summary>
    public static TotpOffer Offer(string attemptId, byte[] secret, string login, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        var text = Base32Encoding.ToString(secret).TrimEnd('=');
        var address = new OtpUri(OtpType.Totp, text, login, Issuer).ToString();
        return new TotpOffer(attemptId, string.Join(' ', text.Chunk(GroupLength).Select(group => new string(group))), address, expiresAt, now);
    }
}
