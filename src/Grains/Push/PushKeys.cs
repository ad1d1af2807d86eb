using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The platform's keys for push services: those of the configuration, else a pair that was made once.</summary>
internal sealed class PushKeys(IOptions<PushOptions> options, IGrainFactory grains)
{
    private volatile PushKeyPair? _pair;

    /// <summary>The keys; null where browsers are not told by push.</summary>
    public async Task<PushKeyPair?> FindAsync()
    {
        var own = options.Value;
        if (!own.IsForBrowsers)
            return null;
        return _pair ??= own.PublicKey.Length > 0 ? new PushKeyPair(own.PublicKey, own.PrivateKey) : await GrainCalls.RepeatedOnce(grains.GetGrain<IPushKeysGrain>(0).Pair);
    }
}

/// <summary>The pair that the platform made for itself. One grain, key 0.</summary>
[Alias("IPushKeysGrain")]
internal interface IPushKeysGrain : IGrainWithIntegerKey
{
    /// <summary>The pair, made and stored when it is asked for first.</summary>
    [Alias("Pair")] Task<PushKeyPair> Pair();
}
