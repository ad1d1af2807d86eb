namespace Medzdrav.Contracts;

/// <summary>A staff member's sign-in between its two steps, or the setting up of a second factor. Key: the attempt's id, 22 random characters. It survives a restart.</summary>
[Alias("IStaffAttemptGrain")]
public interface IStaffAttemptGrain : IGrainWithStringKey
{
    /// <summary>A password was right: the attempt begins; called by the grains that checked it.</summary>
    /// <param name="owner">The member, with the generation as it was when the password was compared. The credential is made later.</param>
    /// <param name="next">The step that follows.</param>
    /// <param name="isSignedIn">Whether the member is signed in already, and only sets a factor up.</param>
    [Alias("Begin")] Task<StaffAttemptView> Begin(SignedIn owner, SecondStep next, bool isSignedIn);

    /// <summary>Offers a secret to the member's app, the same as long as the attempt lasts.</summary>
    /// <returns>The offer, or refused: codeExpired (the attempt is over, or sets nothing up).</returns>
    [Alias("Offer")] Task<Reply<TotpOffer>> Offer();

    /// <summary>Takes a code of the app, or a recovery code: 5 tries. A code works once, whoever tells it where; while a factor is set up, the first code of the offered secret makes it the member's.</summary>
    /// <param name="code">As typed.</param>
    /// <param name="asking">The device that asks; it is known for this login from then on. Null for none.</param>
    /// <returns>The outcome, or refused: invalidCode (no try is lost), wrongCode, codeExpired (begin anew), accountDisabled, tooMany (wrong codes of this member, over all attempts).</returns>
    [Alias("Confirm")] Task<Reply<StaffEntered>> Confirm(string code, AskingDevice? asking);

    /// <summary>Begins a sign-in by a passkey alone, without login and password.</summary>
    /// <param name="site">Where the page stands.</param>
    [Alias("BeginByPasskey")] Task<PasskeyAsk> BeginByPasskey(PasskeySite site);

    /// <summary>Asks for a passkey of the member, as the second step.</summary>
    /// <returns>The question, or refused: codeExpired (the attempt is over, or sets something up).</returns>
    [Alias("AskPasskey")] Task<Reply<PasskeyAsk>> AskPasskey(PasskeySite site);

    /// <summary>Takes a passkey's answer; the device has made sure of its user.</summary>
    /// <param name="response">The browser's answer, as JSON (WebAuthn, AuthenticationResponseJSON).</param>
    /// <param name="asking">The device that asks. Null for none.</param>
    /// <returns>The outcome, or refused: wrongPasskey, codeExpired, accountDisabled, tooMany.</returns>
    [Alias("ConfirmPasskey")] Task<Reply<StaffEntered>> ConfirmPasskey(string response, AskingDevice? asking);

    /// <summary>Offers to make a passkey, while a factor is set up.</summary>
    /// <returns>The question, or refused: codeExpired.</returns>
    [Alias("OfferPasskey")] Task<Reply<PasskeyAsk>> OfferPasskey(PasskeySite site);

    /// <summary>Keeps a passkey that was made.</summary>
    /// <param name="name">How the member calls it.</param>
    /// <param name="response">The browser's answer, as JSON (WebAuthn, RegistrationResponseJSON).</param>
    /// <param name="asking">The device that asks. Null for none.</param>
    /// <returns>The outcome, or refused: wrongPasskey, codeExpired, invalid (no name).</returns>
    [Alias("KeepPasskey")] Task<Reply<StaffEntered>> KeepPasskey(string name, string response, AskingDevice? asking);
}

/// <summary>Where a page stands that asks for a passkey: a passkey made at one host works at no other.</summary>
/// <param name="Host">The host, without port.</param>
/// <param name="Origin">Scheme, host and port.</param>
[GenerateSerializer, Immutable, Alias("PasskeySite")]
public sealed record PasskeySite([property: Id(0)] string Host, [property: Id(1)] string Origin);

/// <summary>A question to a browser about passkeys.</summary>
/// <param name="AttemptId">Give it back with the answer.</param>
/// <param name="Options">The options that the browser is asked with, as JSON (WebAuthn).</param>
/// <param name="ExpiresAt">Until when it may be answered.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("PasskeyAsk")]
public sealed record PasskeyAsk([property: Id(0)] string AttemptId, [property: Id(1)] string Options, [property: Id(2)] DateTimeOffset ExpiresAt, [property: Id(3)] DateTimeOffset Now);
