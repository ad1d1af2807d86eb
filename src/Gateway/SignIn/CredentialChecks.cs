using System.Collections.Concurrent;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>Asks whether credentials stand. A "yes" is remembered for 5 s, a "no" never; by the stored forms of ids (<see cref="StoredId"/>), as ends are told by them.</summary>
public sealed class CredentialChecks(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<(string Credential, string? Secret), (SignedIn Owner, DateTimeOffset Until)> _known = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _asked = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new();
    private readonly ConcurrentDictionary<AccountId, DateTimeOffset> _endedAccounts = new();

    /// <summary>The owner of a cookie's credential; null when it does not stand.</summary>
    /// <exception cref="StorageUnavailableException">Nobody can tell now.</exception>
    internal Task<SignedIn?> VerifyAsync(string credential) => AskAsync(credential, secret: null, () => Grain(credential).Verify());

    /// <summary>The owner of an access token.</summary>
    /// <returns>The owner, or refused: signInRequired.</returns>
    internal async Task<Reply<SignedIn>> VerifyTokenAsync(string credential, string secret) =>
        await AskAsync(credential, secret, () => Grain(credential).VerifyToken(secret)) is { } owner ? owner : Refusal.SignInRequired;

    /// <summary>The owner of a credential who may claim with it; a visitor may once more when the first answer got lost. Never remembered.</summary>
    /// <param name="credential">Of the cookie or the token.</param>
    /// <param name="secret">The token's; null for a cookie.</param>
    /// <returns>The owner, or refused: signInRequired.</returns>
    internal Task<Reply<SignedIn>> VerifyForClaimAsync(string credential, string? secret) => GrainCalls.RepeatedOnce(() => Grain(credential).VerifyForClaim(secret));

    /// <summary>A credential ended: what was answered before counts no more, nor what is being answered now.</summary>
    internal void Forget(string stored)
    {
        _ended[stored] = clock.GetUtcNow();
        Drop((known, _) => known == stored);
    }

    /// <summary>An account is over: likewise for all credentials of it.</summary>
    internal void Forget(AccountId account)
    {
        _endedAccounts[account] = clock.GetUtcNow();
        Drop((_, owner) => owner.Caller.Account == account);
    }

    /// <summary>Whether a credential, or its owner's account, was ended a short while ago: who was let in with it meanwhile goes again.</summary>
    internal bool HasEnded(string stored, Caller owner) =>
        _ended.ContainsKey(stored) || (owner.Account is { } account && _endedAccounts.ContainsKey(account));

    /// <summary>Whether a long-lived connection's credential should be asked about again: news of its end may have been lost.</summary>
    internal bool IsDue(string credential)
    {
        var now = clock.GetUtcNow();
        return now - _asked.GetOrAdd(credential, now) >= AskAgainAfter;
    }

    /// <summary>Asks about a long-lived connection's credential.</summary>
    internal async Task<bool> StillStandsAsync(string credential)
    {
        var stands = (await Grain(credential).Verify()).Value is not null;
        _asked[credential] = clock.GetUtcNow();
        return stands;
    }

    /// <summary>Forgets what was remembered long enough.</summary>
    internal void ForgetOld()
    {
        var now = clock.GetUtcNow();
        foreach (var (key, known) in _known)
            if (known.Until <= now)
                _known.TryRemove(key, out _);
        ForgetOld(_asked, now);
        ForgetOld(_ended, now);
        ForgetOld(_endedAccounts, now);
    }

    private static void ForgetOld<T>(ConcurrentDictionary<T, DateTimeOffset> times, DateTimeOffset now)
        where T : notnull
    {
        foreach (var (whose, at) in times)
            if (now - at >= 2 * AskAgainAfter)
                times.TryRemove(whose, out _);
    }

    /// <summary>Nothing remembered of these credentials counts any more.</summary>
    private void Drop(Func<string, SignedIn, bool> isMeant)
    {
        foreach (var (key, known) in _known)
            if (isMeant(key.Credential, known.Owner))
                _known.TryRemove(key, out _);
    }

    private ICredentialGrain Grain(string credential) => grains.GrainOf<ICredentialGrain>(credential);

    private async Task<SignedIn?> AskAsync(string credential, string? secret, Func<Task<Reply<SignedIn>>> ask)
    {
        var (stored, askedAt) = (StoredId.Of(credential), clock.GetUtcNow());
        if (_known.TryGetValue((stored, secret), out var known) && askedAt < known.Until)
            return known.Owner;
        if ((await GrainCalls.RepeatedOnce(ask)).Value is not { } owner)
            return null;
        _known[(stored, secret)] = (owner, askedAt + RememberFor);
        // It may have ended while this was asked: the end is noted before what is remembered is forgotten.
        if (!HasEnded(stored, owner.Caller))
            return owner;
        _known.TryRemove((stored, secret), out _);
        return null;
    }
}
