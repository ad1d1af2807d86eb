using Medzdrav.Contracts;
using Medzdrav.Grains;
using Orleans.Metadata;

namespace Medzdrav.Silo;

/// <summary>The silos beside this one. Here there are none: a command at the console, a test.</summary>
internal class PeerSilos
{
    /// <summary>Whether every silo finds what stands under the hash of an id. A version before that looks for plain ids: while it is in the cluster, new ones are stored plain, too.</summary>
    public virtual bool FindHashedIds => true;

    /// <summary>An id as it is stored now.</summary>
    public string Stored(string id) => FindHashedIds ? StoredId.Of(id) : id;
}

/// <summary>The silos of a cluster, by the grains that they have.</summary>
internal sealed class ClusterPeers(IClusterManifestProvider manifests, ISiloStatusOracle silos, GrainTypeResolver types) : PeerSilos
{
    private volatile bool _areAllNew;

    /// <inheritdoc />
    /// <remarks>Once it is so it stays so: an older silo does not start with the schema of this version.</remarks>
    public override bool FindHashedIds => _areAllNew || (_areAllNew = AreAllNew());

    private bool AreAllNew()
    {
        // A silo that has not joined yet may not know the others.
        if (silos.CurrentStatus != SiloStatus.Active)
            return false;
        var grain = types.GetGrainType(typeof(StoredIdsGrain));
        var known = manifests.Current.Silos;
        return silos.GetApproximateSiloStatuses().Where(silo => silo.Value is not (SiloStatus.Dead or SiloStatus.None))
            .All(silo => known.TryGetValue(silo.Key, out var manifest) && manifest.Grains.ContainsKey(grain));
    }
}
