namespace Medzdrav.Contracts;

/// <summary>A feature of a request whose cookie signs nobody in any more: whose it was, and why it does not.</summary>
/// <param name="Kind">A caller of which kind it signed in.</param>
/// <param name="Why">Why it counts no more.</param>
public sealed record EndedSignIn(CallerKind Kind, SignInEnd Why);

/// <summary>Why a sign-in counts no more.</summary>
public enum SignInEnd
{
    /// <summary>It ran out, or was ended alone.</summary>
    Over,

    /// <summary>The staff member was signed out everywhere, as by another password.</summary>
    SignedOutEverywhere,

    /// <summary>The staff member was disabled.</summary>
    Disabled,

    /// <summary>Everybody left the number that it was for: the insurer gave them other ones.</summary>
    NumberChanged,
}
