using System.Collections.Concurrent;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>Whether credentials stand. A "yes" is believed for 5 s, so that a page with many parts asks once, and a revoked one ends within that time.</summary>
public sealed class CredentialCheck(IGrainFactory grains, TimeProvider clock)
{
    private const int MaxKept = 50_000;
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _standing = new();

    /// <summary>Whether the credential of a cookie stands.</summary>
    public async Task<bool> StandsAsync(string credential)
    {
        var now = clock.GetUtcNow();
        if (_standing.TryGetValue(credential, out var until) && now < until)
            return true;
        var reply = await GrainCalls.Once(() => grains.GetGrain<ICredentialGrain>(credential).Verify());
        if (reply.Value is null)
        {
            Forget(credential);
            return false;
        }
        if (_standing.Count > MaxKept)
            _standing.Clear();
        _standing[credential] = now + Believed;
        return true;
    }

    /// <summary>Forgets a credential that was just revoked here.</summary>
    public void Forget(string credential) => _standing.TryRemove(credential, out _);
}
