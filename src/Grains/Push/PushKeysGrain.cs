using System.Security.Cryptography;
using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

/// <summary>Makes the pair once. In the database its secret is sealed, as keys of cookies are: a copy of it pushes to nobody.</summary>
internal sealed partial class PushKeysGrain([PersistentState("pushKeys", GrainStorage.Name)] IPersistentState<KeptPushKeys> kept, ISecretBox box, ILogger<PushKeysGrain> logger) : Grain, IPushKeysGrain
{
    private const string Owner = "pushes";

    /// <summary>No letter of a secret in the alphabet of URLs: a former version that meets it refuses it, and tries again later.</summary>
    private const string Sealed = "sealed:";

    private PushKeyPair? _open;

    /// <inheritdoc />
    public async Task<PushKeyPair> Pair() => _open ??= kept.State.Pair is { } held && held.PrivateKey.StartsWith(Sealed, StringComparison.Ordinal)
        ? Opened(held)
        : await Keep(kept.State.Pair ?? PushKeyPair.New());

    /// <summary>Seals a pair that is new, or that a former version left open.</summary>
    private async Task<PushKeyPair> Keep(PushKeyPair pair)
    {
        await kept.StoreAsync(new KeptPushKeys { Pair = pair with { PrivateKey = Sealed + box.SealText(Owner, pair.PrivateKey) } });
        return pair;
    }

    /// <summary>A pair whose secret does not open is kept nevertheless: with another one every browser would have to allow pushes anew, and the key may come back.</summary>
    private PushKeyPair Opened(PushKeyPair held)
    {
        try
        {
            return held with { PrivateKey = box.OpenText(Owner, held.PrivateKey[Sealed.Length..]) };
        }
        catch (CryptographicException fault)
        {
            LogNotOpened(fault);
            throw new StorageUnavailableException("The secret of pushes does not open.", fault);
        }
    }
}

/// <summary>The state of <see cref="PushKeysGrain"/>.</summary>
[GenerateSerializer, Alias("KeptPushKeys")]
internal sealed class KeptPushKeys
{
    /// <summary>The pair, its secret sealed; null before it was made.</summary>
    [Id(0)] public PushKeyPair? Pair { get; set; }
}
