using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>The caller who signed in, and the credential made for it.</summary>
/// <param name="Caller">The caller.</param>
/// <param name="CredentialId">The credential: a cookie carries it, a token begins with it.</param>
/// <param name="Generation">For staff, the member's <see cref="Standing.Generation"/> when it was made; 0 for others.</param>
/// <remarks>Members 2 to 4 are of earlier versions, which kept a staff member's name and roles here: what staff may do is asked of <see cref="IStaffGrain"/>.</remarks>
[GenerateSerializer, Immutable, Alias("SignedIn")]
public sealed record SignedIn([property: Id(0)] Caller Caller, [property: Id(1)] string CredentialId, [property: Id(5)] long Generation);

/// <summary>Tokens for an app; shown once, stored as hashes only.</summary>
/// <param name="AccessToken">Opaque bearer token, 1 hour.</param>
/// <param name="RefreshToken">Opaque, single use, 30 days; shown again within 30 s it gives the same answer.</param>
/// <param name="ExpiresAt">When the access token ends.</param>
[GenerateSerializer, Immutable, Alias("TokenPair")]
public sealed record TokenPair([property: Id(0)] string AccessToken, [property: Id(1)] string RefreshToken, [property: Id(2)] DateTimeOffset ExpiresAt);

/// <summary>A signed-in browser or app. Key: the credential's id. Signing out ends it everywhere.</summary>
[Alias("ICredentialGrain"), DefaultGrainType("credential")]
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

    /// <summary>Exchanges a refresh token, once. The same one within 30 s, as after a lost answer, gives the same tokens; it later, and any one before it at any time, was stolen by somebody and ends the credential.</summary>
    /// <param name="secret">The token's part after the dot.</param>
    /// <returns>New tokens, or refused: signInRequired.</returns>
    [Alias("Refresh")] Task<Reply<TokenPair>> Refresh(string secret);

    /// <summary>Makes the account's credential in the place of this visitor's (S1.3), which ends: for two minutes more it is good for repeating the same claim, whose answer may have got lost, and for nothing else.</summary>
    /// <param name="claim">The claimer's own id of the claim: nobody else's claim counts after it.</param>
    /// <param name="account">The account that was claimed.</param>
    /// <returns>The account's credential, the same for a repeat; or refused: signInRequired (somebody else claimed).</returns>
    [Alias("Claim")] Task<Reply<SignedIn>> Claim(CommandId claim, Caller account);

    /// <summary>Whether the credential is good for a claim: it stands, or was retired a short while ago.</summary>
    /// <param name="secret">The access token's part after the dot; null for a cookie.</param>
    /// <returns>The owner, or refused: signInRequired.</returns>
    [Alias("VerifyForClaim")] Task<Reply<SignedIn>> VerifyForClaim(string? secret);

    /// <summary>Ends the credential. Idempotent.</summary>
    [Alias("Revoke")] Task Revoke();
}
