namespace Medzdrav.Contracts;

/// <summary>Tells insurers' brands to processes that have no database. Key: 0.</summary>
[Alias("IInsurersGrain")]
public interface IInsurersGrain : IGrainWithIntegerKey
{
    /// <summary>All brands, the default insurer's among them; at most 2 s old.</summary>
    [Alias("Brands")] Task<Brand[]> Brands();

    /// <summary>Tells the insurer of an API key.</summary>
    /// <returns>The insurer, or refused: signInRequired (unknown or revoked).</returns>
    [Alias("OfKey")] Task<Reply<NamedInsurer>> OfKey(string key);
}
