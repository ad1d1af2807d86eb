using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A signed-in browser or app. Secrets are kept as hashes only.</summary>
internal sealed class CredentialGrain(
    [PersistentState("credential", GrainStorage.Name)] IPersistentState<CredentialState> credential, TimeProvider clock) : Grain, ICredentialGrain
{
    private static readonly TimeSpan ProlongEvery = TimeSpan.FromDays(1);
    private static readonly TimeSpan AccessTime = TimeSpan.FromHours(1);
    private static readonly TimeSpan ClaimAgainWithin = TimeSpan.FromMinutes(2);

    /// <inheritdoc />
    public Task Issue(SignedIn owner)
    {
        credential.State = new CredentialState { Owner = owner, ExpiresAt = clock.GetUtcNow() + Identity.LifetimeOf(owner.Caller) };
        return credential.WriteStateAsync();
    }

    /// <inheritdoc />
    public async Task<Reply<SignedIn>> Verify()
    {
        if (await Standing() is not { } owner)
            return Refusal.SignInRequired;
        // A browser's cookie slides: who keeps coming stays signed in, written once a day.
        var expiresAt = clock.GetUtcNow() + Identity.LifetimeOf(owner.Caller);
        if (expiresAt - credential.State.ExpiresAt >= ProlongEvery)
        {
            credential.State.ExpiresAt = expiresAt;
            await credential.WriteStateAsync();
        }
        return owner;
    }

    /// <inheritdoc />
    public async Task<Reply<TokenPair>> IssueTokens()
    {
        if (await Standing() is not { } owner)
            return Refusal.SignInRequired;
        var (access, refresh) = (Credentials.Secret(32), Credentials.Secret(32));
        var expiresAt = clock.GetUtcNow() + AccessTime;
        credential.State.AccessHash = Hash(access);
        credential.State.AccessExpiresAt = expiresAt;
        credential.State.RefreshHash = Hash(refresh);
        credential.State.ExpiresAt = clock.GetUtcNow() + Identity.LifetimeOf(owner.Caller);
        await credential.WriteStateAsync();
        var id = this.GetPrimaryKeyString();
        return new TokenPair($"{id}.{access}", $"{id}.{refresh}", expiresAt);
    }

    /// <inheritdoc />
    public async Task<Reply<SignedIn>> VerifyToken(string secret) =>
        clock.GetUtcNow() < credential.State.AccessExpiresAt && Matches(credential.State.AccessHash, secret) && await Standing() is { } owner
            ? owner
            : Refusal.SignInRequired;

    /// <inheritdoc />
    public async Task<Reply<TokenPair>> Refresh(string secret)
    {
        if (credential.State.RefreshHash is null || await Standing() is null)
            return Refusal.SignInRequired;
        if (Matches(credential.State.RefreshHash, secret))
        {
            credential.State.UsedRefreshHash = credential.State.RefreshHash;
            return await IssueTokens();
        }
        // A token used twice was stolen by somebody: nobody keeps the credential.
        if (Matches(credential.State.UsedRefreshHash, secret))
            await Revoke();
        return Refusal.SignInRequired;
    }

    /// <inheritdoc />
    public async Task Retire()
    {
        if (Owner is null)
            return;
        var now = clock.GetUtcNow();
        (credential.State.ExpiresAt, credential.State.ClaimableUntil) = (now, now + ClaimAgainWithin);
        await credential.WriteStateAsync();
        await TellEnded();
    }

    /// <inheritdoc />
    public Task<Reply<SignedIn>> VerifyForClaim(string? secret)
    {
        var now = clock.GetUtcNow();
        var fits = secret is null || (now < credential.State.AccessExpiresAt && Matches(credential.State.AccessHash, secret));
        return Task.FromResult<Reply<SignedIn>>(
            fits && (now < credential.State.ExpiresAt || now < credential.State.ClaimableUntil) && credential.State.Owner is { } owner ? owner : Refusal.SignInRequired);
    }

    /// <inheritdoc />
    public async Task Revoke()
    {
        await credential.ClearStateAsync();
        await TellEnded();
    }

    private Task TellEnded() => GrainFactory.GetGrain<IGatewaysGrain>(0).CredentialEnded(this.GetPrimaryKeyString());

    /// <summary>The owner of the credential, if it stands. A staff member's does not when they are disabled or were signed out everywhere since.</summary>
    private async Task<SignedIn?> Standing()
    {
        if (Owner is not { Caller.Staff: { } staff } owner)
            return Owner;
        var standing = (await GrainFactory.GrainOf<IStaffGrain>(staff.Value).Standing()).Value;
        return standing?.Admits(owner.Generation) == true ? owner : null;
    }

    private SignedIn? Owner => clock.GetUtcNow() < credential.State.ExpiresAt ? credential.State.Owner : null;

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static bool Matches(byte[]? hash, string secret) => hash is not null && CryptographicOperations.FixedTimeEquals(hash, Hash(secret));
}

/// <summary>The state that a credential keeps.</summary>
[GenerateSerializer, Alias("CredentialState")]
internal sealed class CredentialState
{
    /// <summary>The owner; null when revoked or never issued.</summary>
    [Id(0)] public SignedIn? Owner { get; set; }

    /// <summary>Until when.</summary>
    [Id(1)] public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The access token, hashed.</summary>
    [Id(2)] public byte[]? AccessHash { get; set; }

    /// <summary>Until when the access token works.</summary>
    [Id(3)] public DateTimeOffset AccessExpiresAt { get; set; }

    /// <summary>The refresh token, hashed.</summary>
    [Id(4)] public byte[]? RefreshHash { get; set; }

    /// <summary>The refresh token before it, hashed: whoever shows it again is not the owner.</summary>
    [Id(5)] public byte[]? UsedRefreshHash { get; set; }

    /// <summary>Until when a retired credential may repeat its claim.</summary>
    [Id(6)] public DateTimeOffset ClaimableUntil { get; set; }
}
