using System.Diagnostics.Metrics;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The measurements of signing in, without personal data. Meter <c>medzdrav.sign_in</c>.</summary>
internal sealed class SignInMeter
{
    private readonly Counter<long> _codes;
    private readonly Counter<long> _entered;
    private readonly Counter<long> _passwords;

    /// <summary>Called by the container.</summary>
    public SignInMeter(IMeterFactory meters)
    {
        var meter = meters.Create("medzdrav.sign_in");
        _codes = meter.CreateCounter<long>("medzdrav.sign_in.codes", "{code}", "Codes asked for, by purpose and outcome: sent, or a refusal's code");
        _entered = meter.CreateCounter<long>("medzdrav.sign_in.entered", "{code}", "Codes that were entered, by purpose and outcome: right, or a refusal's code");
        _passwords = meter.CreateCounter<long>("medzdrav.sign_in.passwords", "{password}", "Passwords of staff that were tried, by outcome: right, or a refusal's code");
    }

    /// <summary>A code was sent, or refused.</summary>
    internal void Asked(CodePurpose purpose, Refusal? refusal) => _codes.Add(1, Of(purpose), new("outcome", refusal?.Code ?? "sent"));

    /// <summary>A code was entered.</summary>
    internal void Entered(CodePurpose purpose, Refusal? refusal) => _entered.Add(1, Of(purpose), new("outcome", refusal?.Code ?? "right"));

    /// <summary>A staff member's password was tried.</summary>
    internal void Tried(Refusal? refusal) => _passwords.Add(1, new KeyValuePair<string, object?>("outcome", refusal?.Code ?? "right"));

    private static KeyValuePair<string, object?> Of(CodePurpose purpose) => new("purpose", purpose == CodePurpose.SignIn ? "signIn" : "assisted");
}
