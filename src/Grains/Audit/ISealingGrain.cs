namespace Medzdrav.Grains;

/// <summary>Seals audit entries: the one sealer of the cluster, asked by every silo each second, so that it lives as long as any silo does. Key: 0.</summary>
[Alias("ISealingGrain")]
internal interface ISealingGrain : IGrainWithIntegerKey
{
    /// <summary>Seals what has no seal, unless that was done just now. Idempotent.</summary>
    [Alias("Seal")] Task Seal();
}
