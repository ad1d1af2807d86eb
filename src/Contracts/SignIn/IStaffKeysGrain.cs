namespace Medzdrav.Contracts;

/// <summary>The keys of a staff member, as the member changes them: password, second factor, passkeys, sign-ins. Key: <see cref="StaffId"/>.</summary>
[Alias("IStaffKeysGrain")]
public interface IStaffKeysGrain : IGrainWithStringKey
{
    /// <summary>The member's keys and sign-ins.</summary>
    /// <returns>The view, or refused: notFound.</returns>
    [Alias("View")] Task<Reply<StaffKeysView>> View();

    /// <summary>Gives the member another password. All sign-ins end.</summary>
    /// <param name="current">The former one.</param>
    /// <param name="next">The new one.</param>
    /// <param name="credentialId">The credential that asks: the new one is made by the factor of its sign-in.</param>
    /// <param name="asking">The device that asks.</param>
    /// <returns>A new credential for whoever asks, or refused: wrongCredentials (the former password), invalid (the new one breaks a rule; the message says which), tooMany.</returns>
    [Alias("ChangePassword")] Task<Reply<SignedIn>> ChangePassword(string current, string next, string credentialId, AskingDevice? asking);

    /// <summary>Begins to set up a second factor, instead of the former one if there is one.</summary>
    /// <returns>The offer, to be confirmed by <see cref="IStaffAttemptGrain.Confirm"/>; or refused: wrongCredentials, tooMany.</returns>
    [Alias("OfferTotp")] Task<Reply<TotpOffer>> OfferTotp(string password, AskingDevice? asking);

    /// <summary>Makes ten recovery codes; the former ones end.</summary>
    /// <returns>The codes, shown this once; or refused: wrongCredentials, tooMany, notFound (there is no second factor).</returns>
    [Alias("RenewRecoveryCodes")] Task<Reply<RecoveryCodesView>> RenewRecoveryCodes(string password, AskingDevice? asking);

    /// <summary>Ends the second factor and its recovery codes.</summary>
    /// <returns>Done, also where there is none; or refused: wrongCredentials, tooMany, factorRequired.</returns>
    [Alias("RemoveTotp")] Task<Reply<Done>> RemoveTotp(string password, AskingDevice? asking);

    /// <summary>Begins to make a passkey.</summary>
    /// <returns>The question, to be answered by <see cref="IStaffAttemptGrain.KeepPasskey"/>; or refused: wrongCredentials, tooMany, tooManyPasskeys.</returns>
    [Alias("OfferPasskey")] Task<Reply<PasskeyAsk>> OfferPasskey(string password, PasskeySite site, AskingDevice? asking);

    /// <summary>Gives a passkey another name.</summary>
    /// <returns>Done, or refused: notFound, invalid.</returns>
    [Alias("RenamePasskey")] Task<Reply<Done>> RenamePasskey(string passkeyId, string name);

    /// <summary>Ends a passkey.</summary>
    /// <returns>Done, also where there is none; or refused: wrongCredentials, tooMany, factorRequired (it is the last factor of a member who needs one).</returns>
    [Alias("RemovePasskey")] Task<Reply<Done>> RemovePasskey(string passkeyId, string password, AskingDevice? asking);

    /// <summary>Ends all sign-ins of the member but this one.</summary>
    /// <param name="credentialId">The credential that asks.</param>
    [Alias("EndOthers")] Task<Reply<Done>> EndOthers(string credentialId);
}

/// <summary>Recovery codes: each signs in once, in the place of a code of the app.</summary>
/// <param name="RecoveryCodes">Ten.</param>
[GenerateSerializer, Immutable, Alias("RecoveryCodesView")]
public sealed record RecoveryCodesView([property: Id(0)] string[] RecoveryCodes)
{
    /// <summary>Tells nothing of the codes.</summary>
    public override string ToString() => nameof(RecoveryCodesView);
}

/// <summary>The keys of a staff member, and where they are signed in.</summary>
/// <param name="Login">The name to sign in with.</param>
/// <param name="TotpSince">Since when codes of an app are asked for; null where none are.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes were not used.</param>
/// <param name="IsFactorRequired">Whether the member may not do without a second factor.</param>
/// <param name="MinPassword">The shortest password that is taken.</param>
/// <param name="SignIns">The newest first.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="Passkeys">The member's passkeys, the oldest first.</param>
[GenerateSerializer, Immutable, Alias("StaffKeysView")]
public sealed record StaffKeysView(
    [property: Id(0)] string Login,
    [property: Id(1)] DateTimeOffset? TotpSince,
    [property: Id(2)] int RecoveryCodesLeft,
    [property: Id(3)] bool IsFactorRequired,
    [property: Id(4)] int MinPassword,
    [property: Id(5)] StaffSignInView[] SignIns,
    [property: Id(6)] DateTimeOffset Now,
    [property: Id(7)] PasskeyView[] Passkeys);

/// <summary>A passkey of a member.</summary>
/// <param name="PasskeyId">Its id.</param>
/// <param name="Name">How the member calls it.</param>
/// <param name="Host">The host at which it works.</param>
/// <param name="AddedAt">When it was made.</param>
/// <param name="UsedAt">When it was used last; null before.</param>
[GenerateSerializer, Immutable, Alias("PasskeyView")]
public sealed record PasskeyView([property: Id(0)] string PasskeyId, [property: Id(1)] string Name, [property: Id(2)] string Host, [property: Id(3)] DateTimeOffset AddedAt, [property: Id(4)] DateTimeOffset? UsedAt);

/// <summary>A sign-in of a staff member.</summary>
/// <param name="CredentialId">The stored form of its credential's id (<see cref="StoredId"/>).</param>
/// <param name="At">When.</param>
/// <param name="SeenAt">When it was used last, to the day.</param>
/// <param name="Device">The browser or app, as it names itself; empty where it does not.</param>
/// <param name="Address">The network address; empty where nobody knows.</param>
/// <param name="Factor">By what.</param>
/// <param name="Stands">Whether it still does.</param>
[GenerateSerializer, Immutable, Alias("StaffSignInView")]
public sealed record StaffSignInView(
    [property: Id(0)] string CredentialId,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] DateTimeOffset SeenAt,
    [property: Id(3)] string Device,
    [property: Id(4)] string Address,
    [property: Id(5)] SignInFactor Factor,
    [property: Id(6)] bool Stands);
