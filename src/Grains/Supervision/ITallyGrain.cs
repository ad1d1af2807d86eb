namespace Medzdrav.Grains;

/// <summary>Counts closed sessions: one in the cluster, asked by every silo, so that it lives as long as any does. Key: 0.</summary>
[Alias("ITallyGrain")]
internal interface ITallyGrain : IGrainWithIntegerKey
{
    /// <summary>Counts what is not counted yet, unless that was done just now. Idempotent.</summary>
    [Alias("Count")] Task Count();
}
