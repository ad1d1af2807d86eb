using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The step that follows a right password.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SecondStep>))]
public enum SecondStep
{
    /// <summary>A code of the member's app, or a recovery code.</summary>
    Totp,

    /// <summary>The member needs a second factor and has none yet: it is set up before anything else.</summary>
    SetUp,

    /// <summary>A passkey: the member has no app for codes.</summary>
    Passkey,
}

/// <summary>The factors that a staff member signed in by.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SignInFactor>))]
public enum SignInFactor
{
    /// <summary>The password alone.</summary>
    Password,

    /// <summary>The password and a code of an app (RFC 6238).</summary>
    Totp,

    /// <summary>The password and a recovery code.</summary>
    RecoveryCode,

    /// <summary>A passkey (WebAuthn), after the password or instead of it.</summary>
    Passkey,
}

/// <summary>The answer to a right password.</summary>
/// <param name="SignedIn">The member who signed in; null where another step follows.</param>
/// <param name="Attempt">The step that follows; null where none does.</param>
[GenerateSerializer, Immutable, Alias("StaffStep")]
public sealed record StaffStep([property: Id(0)] SignedIn? SignedIn, [property: Id(1)] StaffAttemptView? Attempt);

/// <summary>A sign-in that waits for its second step.</summary>
/// <param name="Next">The step.</param>
/// <param name="AttemptId">Give it back with the code.</param>
/// <param name="ExpiresAt">Until when the step may be taken: 10 minutes.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="HasPasskey">Whether a passkey of the member does as well.</param>
[GenerateSerializer, Immutable, Alias("StaffAttemptView")]
public sealed record StaffAttemptView(
    [property: Id(0)] SecondStep Next, [property: Id(1)] string AttemptId, [property: Id(2)] DateTimeOffset ExpiresAt, [property: Id(3)] DateTimeOffset Now, [property: Id(4)] bool HasPasskey = false);

/// <summary>A secret that is offered to a member's app; it counts once a code of it was told.</summary>
/// <param name="AttemptId">Give it back with the first code.</param>
/// <param name="Secret">As it is typed into an app: Base32 in groups of four.</param>
/// <param name="Address">As it is scanned: an address <c>otpauth://totp/…</c>.</param>
/// <param name="ExpiresAt">Until when the first code may be told.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("TotpOffer")]
public sealed record TotpOffer(
    [property: Id(0)] string AttemptId, [property: Id(1)] string Secret, [property: Id(2)] string Address, [property: Id(3)] DateTimeOffset ExpiresAt, [property: Id(4)] DateTimeOffset Now)
{
    /// <summary>Tells nothing: whoever reads it has the factor.</summary>
    public override string ToString() => nameof(TotpOffer);
}

/// <summary>The second step was taken.</summary>
/// <param name="SignedIn">The member who signed in; null where one was signed in already, and set the factor up.</param>
/// <param name="RecoveryCodes">The fresh recovery codes, shown this once; null where no factor was set up.</param>
[GenerateSerializer, Immutable, Alias("StaffEntered")]
public sealed record StaffEntered([property: Id(0)] SignedIn? SignedIn, [property: Id(1)] string[]? RecoveryCodes)
{
    /// <summary>Tells nothing of the codes.</summary>
    public override string ToString() => nameof(StaffEntered);
}
