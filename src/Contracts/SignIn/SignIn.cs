namespace Medzdrav.Contracts;

/// <summary>A code was asked for; the answer is the same for every valid mobile number (S1.5).</summary>
/// <param name="AttemptId">Give it back with the code.</param>
/// <param name="ExpiresAt">Until when the code works: 5 minutes.</param>
/// <param name="ResendAt">From when another may be asked for.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("CodeSent")]
public sealed record CodeSent([property: Id(0)] string AttemptId, [property: Id(1)] DateTimeOffset ExpiresAt, [property: Id(2)] DateTimeOffset ResendAt, [property: Id(3)] DateTimeOffset Now);

/// <summary>Who signed in, and the credential made for it.</summary>
/// <param name="Caller">Who.</param>
/// <param name="CredentialId">The credential: a cookie carries it, a token begins with it.</param>
/// <param name="Name">For staff, the name; null for patients.</param>
/// <param name="Roles">For staff, the roles; empty for patients.</param>
[GenerateSerializer, Immutable, Alias("SignedIn")]
public sealed record SignedIn([property: Id(0)] Caller Caller, [property: Id(1)] string CredentialId, [property: Id(2)] string? Name, [property: Id(3)] StaffRole[] Roles);

/// <summary>Tokens for an app; shown once, stored as hashes only.</summary>
/// <param name="AccessToken">Opaque bearer token, 1 hour.</param>
/// <param name="RefreshToken">Opaque, single use, 30 days.</param>
/// <param name="ExpiresAt">When the access token ends.</param>
[GenerateSerializer, Immutable, Alias("TokenPair")]
public sealed record TokenPair([property: Id(0)] string AccessToken, [property: Id(1)] string RefreshToken, [property: Id(2)] DateTimeOffset ExpiresAt);

/// <summary>One attempt to sign in by a code sent to a phone (S1.2). Key: the attempt's id, made by the edge: 22 random characters.</summary>
[Alias("ISignInGrain")]
public interface ISignInGrain : IGrainWithStringKey
{
    /// <summary>Makes a code of 6 digits and sends it.</summary>
    /// <param name="phone">In any common form.</param>
    /// <returns>When it ends, or refused: invalidPhone, tooMany, unavailable.</returns>
    [Alias("SendCode")] Task<Reply<CodeSent>> SendCode(string phone);

    /// <summary>Checks the code: 5 tries, 5 minutes, single use.</summary>
    /// <returns>Who signed in, or refused: wrongCode, codeExpired.</returns>
    [Alias("Confirm")] Task<Reply<SignedIn>> Confirm(string code);
}

/// <summary>Staff sign-in. Key: the login in lower case.</summary>
[Alias("IStaffSignInGrain")]
public interface IStaffSignInGrain : IGrainWithStringKey
{
    /// <summary>Checks the password, with a growing delay after wrong ones.</summary>
    /// <returns>Who signed in, or refused: wrongCredentials, tooMany.</returns>
    [Alias("SignIn")] Task<Reply<SignedIn>> SignIn(string password);
}

/// <summary>One signed-in browser or app. Key: the credential's id. Signing out ends it everywhere.</summary>
[Alias("ICredentialGrain")]
public interface ICredentialGrain : IGrainWithStringKey
{
    /// <summary>Makes the credential; called by the sign-in grains.</summary>
    [Alias("Issue")] Task Issue(SignedIn owner);

    /// <summary>Whether the credential stands, and whose it is.</summary>
    /// <returns>The owner, or refused: signInRequired.</returns>
    [Alias("Verify")] Task<Reply<SignedIn>> Verify();

    /// <summary>Makes tokens for an app; older ones of this credential end.</summary>
    /// <returns>The tokens, or refused: signInRequired.</returns>
    [Alias("IssueTokens")] Task<Reply<TokenPair>> IssueTokens();

    /// <summary>Whether an access token of this credential stands.</summary>
    /// <param name="secret">The token's part after the dot.</param>
    /// <returns>The owner, or refused: signInRequired.</returns>
    [Alias("VerifyToken")] Task<Reply<SignedIn>> VerifyToken(string secret);

    /// <summary>Exchanges a refresh token, once; a second use of the same one revokes the credential.</summary>
    /// <param name="secret">The token's part after the dot.</param>
    /// <returns>New tokens, or refused: signInRequired.</returns>
    [Alias("Refresh")] Task<Reply<TokenPair>> Refresh(string secret);

    /// <summary>Ends the credential. Idempotent.</summary>
    [Alias("Revoke")] Task Revoke();
}

/// <summary>Keys that protect cookies, shared by all web nodes. One grain, key 0.</summary>
[Alias("IKeyRingGrain")]
public interface IKeyRingGrain : IGrainWithIntegerKey
{
    /// <summary>All keys, as ASP.NET's data protection wrote them.</summary>
    [Alias("All")] Task<string[]> All();

    /// <summary>Adds a key. Idempotent by name.</summary>
    [Alias("Add")] Task Add(string name, string xml);
}

/// <summary>An SMS that the development outbox would have sent.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="Text">The whole text.</param>
/// <param name="Code">The code in it, or null.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("OutboxSms")]
public sealed record OutboxSms([property: Id(0)] string Phone, [property: Id(1)] string Text, [property: Id(2)] string? Code, [property: Id(3)] DateTimeOffset At);

/// <summary>The development outbox: the last 200 messages, in memory. One grain, key 0. Not registered outside Development.</summary>
[Alias("ISmsOutboxGrain")]
public interface ISmsOutboxGrain : IGrainWithIntegerKey
{
    /// <summary>Keeps a message.</summary>
    [Alias("Put")] Task Put(OutboxSms sms);

    /// <summary>The kept ones, newest first; of one phone when given.</summary>
    [Alias("Read")] Task<OutboxSms[]> Read(string? phone);
}
