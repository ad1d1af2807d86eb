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

/// <summary>Makes the pair once, and keeps it as the keys of cookies are kept.</summary>
internal sealed class PushKeysGrain([PersistentState("pushKeys", GrainStorage.Name)] IPersistentState<KeptPushKeys> kept) : Grain, IPushKeysGrain
{
    /// <inheritdoc />
    public async Task<PushKeyPair> Pair()
    {
        if (kept.State.Pair is null)
            await kept.StoreAsync(new KeptPushKeys { Pair = PushKeyPair.New() });
        return kept.State.Pair!;
    }
}

/// <summary>The state of <see cref="PushKeysGrain"/>.</summary>
[GenerateSerializer, Alias("KeptPushKeys")]
internal sealed class KeptPushKeys
{
    /// <summary>The pair; null before it was made.</summary>
    [Id(0)] public PushKeyPair? Pair { get; set; }
}
