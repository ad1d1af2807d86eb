using System.Collections.Concurrent;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>Asks whether credentials stand. A "yes" is remembered for 5 s, a "no" never.</summary>
public sealed class CredentialChecks(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<(string Credential, string? Secret), (SignedIn Owner, DateTimeOffset Until)> _known = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _asked = new();

    /// <summary>Whose a cookie's credential is; null when it does not stand.</summary>
    /// <exception cref="StorageUnavailableException">Nobody can tell now.</exception>
    internal Task<SignedIn?> VerifyAsync(string credential) => AskAsync(credential, secret: null, () => Grain(credential).Verify());

    /// <summary>Whose an access token is; null when it does not stand.</summary>
    internal Task<SignedIn?> VerifyTokenAsync(string credential, string secret) => AskAsync(credential, secret, () => Grain(credential).VerifyToken(secret));

    /// <summary>Ends a credential, here at once and everywhere within seconds.</summary>
    internal async Task RevokeAsync(string credential)
    {
        await Grain(credential).Revoke();
        foreach (var key in _known.Keys)
            if (key.Credential == credential)
                _known.TryRemove(key, out _);
    }

    /// <summary>Whether a long-lived connection's credential should be asked about again: it may have been ended at another node.</summary>
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
        foreach (var (credential, askedAt) in _asked)
            if (now - askedAt >= 2 * AskAgainAfter)
                _asked.TryRemove(credential, out _);
    }

    private ICredentialGrain Grain(string credential) => grains.GetGrain<ICredentialGrain>(credential);

    private async Task<SignedIn?> AskAsync(string credential, string? secret, Func<Task<Reply<SignedIn>>> ask)
    {
        var askedAt = clock.GetUtcNow();
        if (_known.TryGetValue((credential, secret), out var known) && askedAt < known.Until)
            return known.Owner;
        if ((await GrainCalls.RepeatedOnce(ask)).Value is not { } owner)
            return null;
        _known[(credential, secret)] = (owner, askedAt + RememberFor);
        return owner;
    }
}
