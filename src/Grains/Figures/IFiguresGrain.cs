namespace Medzdrav.Grains;

/// <summary>Reads the figures that only the database knows: the one reader of the cluster, asked by every silo, so that it lives as long as any silo does. Key: 0.</summary>
[Alias("IFiguresGrain")]
internal interface IFiguresGrain : IGrainWithIntegerKey
{
    /// <summary>Reads them, unless that was done just now. Idempotent.</summary>
    [Alias("Read")] Task Read();
}
