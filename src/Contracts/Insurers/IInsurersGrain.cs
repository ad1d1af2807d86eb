namespace Medzdrav.Contracts;

/// <summary>Tells insurers' brands to processes that have no database. Key: 0.</summary>
[Alias("IInsurersGrain")]
public interface IInsurersGrain : IGrainWithIntegerKey
{
    /// <summary>All brands, the default insurer's among them; at most 2 s old.</summary>
    [Alias("Brands")] Task<Brand[]> Brands();
}
