using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

/// <summary>A signed-in browser or app. Secrets and the credential's own id are kept as hashes only: the id is what this grain is asked by.</summary>
internal partial class CredentialGrain(
    [PersistentState("credential", GrainStorage.Name)] IPersistentState<CredentialState> credential, IAccounts accounts, IStaffKeyRecords keys, IPushDevices devices, TimeProvider clock, ILogger<CredentialGrain> logger) : Grain, ICredentialGrain
{
    private static readonly TimeSpan ProlongEvery = TimeSpan.FromDays(1);
    private static readonly TimeSpan AccessTime = TimeSpan.FromHours(1);
    private static readonly TimeSpan ClaimAgainWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SameAnswerWithin = TimeSpan.FromSeconds(30);
    private const int SaltBytes = 16;

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
            await Store(credential.State with { ExpiresAt = expiresAt });
            await See(owner);
        }
        return owner;
    }

    /// <inheritdoc />
    public async Task<Reply<TokenPair>> IssueTokens()
    {
        if (await Standing() is null)
            return Refusal.SignInRequired;
        var (access, refresh) = RefreshSecret.First();
        return await Give(access, refresh, credential.State with { FamilyHash = refresh.FamilyHash, UsedRefreshHash = null, RefreshSalt = null });
    }

    /// <inheritdoc />
    public async Task<Reply<SignedIn>> VerifyToken(string secret) =>
        clock.GetUtcNow() < credential.State.AccessExpiresAt && Matches(credential.State.AccessHash, secret) && await Standing() is { } owner ? owner
        : await IsOvertaken() ? await VerifyToken(secret)
        : Refusal.SignInRequired;

    /// <inheritdoc />
    public async Task<Reply<TokenPair>> Refresh(string secret)
    {
        var state = credential.State;
        if (state.RefreshHash is null || RefreshSecret.Parse(secret) is not { } shown || await Standing() is null)
            return Refusal.SignInRequired;
        var now = clock.GetUtcNow();
        if (Matches(state.RefreshHash, secret))
        {
            var salt = RandomNumberGenerator.GetBytes(SaltBytes);
            var (access, refresh) = shown.Next(state.Generation + 1, salt);
            return await Give(access, refresh, state with { FamilyHash = shown.FamilyHash, UsedRefreshHash = state.RefreshHash, RefreshSalt = salt, RefreshedAt = now });
        }
        if (Matches(state.UsedRefreshHash, secret) && state.RefreshSalt is { } same && now < state.RefreshedAt + SameAnswerWithin)
        {
            // The answer got lost on its way.
            var (access, refresh) = shown.Next(state.Generation, same);
            return Pair(access, refresh);
        }
        if (await IsOvertaken())
            return await Refresh(secret);
        // A token used twice was stolen by somebody: nobody keeps the credential.
        if (Matches(state.UsedRefreshHash, secret) || state.FamilyHash is { } family && CryptographicOperations.FixedTimeEquals(family, shown.FamilyHash))
        {
            LogStolen(shown.Generation, state.Generation);
            await Revoke();
        }
        return Refusal.SignInRequired;
    }

    /// <inheritdoc />
    public async Task<Reply<SignedIn>> Claim(CommandId claim, Caller account)
    {
        var now = clock.GetUtcNow();
        if (credential.State.Owner is null || credential.State.Claim is { } first && first != claim)
            return Refusal.SignInRequired;
        if (credential.State.Claimed is null)
        {
            if (now >= credential.State.ExpiresAt)
                return Refusal.SignInRequired;
            await Store(credential.State with { Claim = claim, Claimed = new SignedIn(account, ClaimedId(claim), Generation: 0) });
        }
        var claimed = Named(credential.State.Claimed!, () => ClaimedId(claim));
        if (now < credential.State.ExpiresAt)
        {
            // The account's credential is made before this one ends: whatever is lost between, the repeat makes it again.
            await GrainFactory.GrainOf<ICredentialGrain>(claimed.CredentialId).Issue(claimed);
            await Store(credential.State with { ExpiresAt = now, ClaimableUntil = now + ClaimAgainWithin });
            await TellEnded();
        }
        return now < credential.State.ClaimableUntil ? claimed : Refusal.SignInRequired;
    }

    /// <inheritdoc />
    public Task<Reply<SignedIn>> VerifyForClaim(string? secret)
    {
        var now = clock.GetUtcNow();
        var fits = secret is null || (now < credential.State.AccessExpiresAt && Matches(credential.State.AccessHash, secret));
        return Task.FromResult<Reply<SignedIn>>(
            fits && (now < credential.State.ExpiresAt || now < credential.State.ClaimableUntil) && credential.State.Owner is { } owner ? Named(owner, () => Id) : Refusal.SignInRequired);
    }

    /// <inheritdoc />
    public async Task Revoke()
    {
        var isStaffs = credential.State.Owner?.Caller.Staff is not null;
        await credential.ClearStateAsync();
        await TellEnded();
        if (isStaffs)
            await keys.EndSignInAsync(Id, clock.GetUtcNow());
        else
            await devices.EndAsync(Id);
    }

    /// <summary>Stores new tokens, and answers with them.</summary>
    private async Task<TokenPair> Give(string access, RefreshSecret refresh, CredentialState state)
    {
        var now = clock.GetUtcNow();
        var expiresAt = now + Identity.LifetimeOf(state.Owner!.Caller);
        var isSeen = expiresAt - state.ExpiresAt >= ProlongEvery;
        await Store(state with
        {
            AccessHash = Hash(access),
            AccessExpiresAt = now + AccessTime,
            RefreshHash = Hash(refresh.Text),
            Generation = refresh.Generation,
            ExpiresAt = expiresAt,
        });
        if (isSeen)
            await See(state.Owner);
        return Pair(access, refresh);
    }

    /// <summary>The list of a staff member's sign-ins says when each was used last, to the day.</summary>
    private Task See(SignedIn owner) => owner.Caller.Staff is null ? Task.CompletedTask : keys.SeeSignInAsync(Id, clock.GetUtcNow());

    private TokenPair Pair(string access, RefreshSecret refresh) =>
        new($"{Id}.{access}", $"{Id}.{refresh.Text}", credential.State.AccessExpiresAt);

    /// <summary>Stores a state. When nobody knows whether it was stored, the next call reads what there is: until then nothing of it counts.</summary>
    private async Task Store(CredentialState next)
    {
        try
        {
            await credential.StoreAsync(next);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Reads anew where another activation has stored since: two silos that are cut off from each other have one each. Nobody is refused, or taken for a thief, for what only this one does not know.</summary>
    private async Task<bool> IsOvertaken()
    {
        if (!credential.RecordExists)
            return false;
        var known = credential.Etag;
        await credential.ReadStateAsync();
        return credential.Etag != known;
    }

    private Task TellEnded() => GrainFactory.GetGrain<IGatewaysGrain>(0).CredentialEnded(StoredId.Of(Id));

    /// <summary>The owner of the credential, if it stands. An account's does not when everybody left its number, a staff member's when they are disabled, were signed out everywhere since, or ended this sign-in from another one.</summary>
    private async Task<SignedIn?> Standing()
    {
        if (Owner is { Caller.Account: { } account } holder)
            return await accounts.IsFormerAsync(account) ? null : holder;
        if (Owner is not { Caller.Staff: { } staff } owner)
            return Owner;
        var standing = (await GrainFactory.GrainOf<IStaffGrain>(staff.Value).Standing()).Value;
        return standing?.Admits(owner.Generation) == true && !await keys.IsEndedAsync(Id) ? owner : null;
    }

    private string Id => this.GetPrimaryKeyString();

    private SignedIn? Owner => clock.GetUtcNow() < credential.State.ExpiresAt && credential.State.Owner is { } owner ? Named(owner, () => Id) : null;

    /// <summary>The id of the account's credential, which is stored nowhere: it follows from this one's and the claim.</summary>
    private string ClaimedId(CommandId claim) => DerivedId.Of("claimed", Id, claim.ToString());

    /// <summary>A stored owner has no id, but where an earlier version stored it.</summary>
    private static SignedIn Named(SignedIn stored, Func<string> id) => stored.CredentialId.Length > 0 ? stored : stored with { CredentialId = id() };

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static bool Matches(byte[]? hash, string secret) => hash is not null && CryptographicOperations.FixedTimeEquals(hash, Hash(secret));
}
