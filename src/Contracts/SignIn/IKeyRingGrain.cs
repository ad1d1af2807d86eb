namespace Medzdrav.Contracts;

/// <summary>Keys that protect cookies, shared by all web nodes. One grain, key 0.</summary>
[Alias("IKeyRingGrain")]
public interface IKeyRingGrain : IGrainWithIntegerKey
{
    /// <summary>All keys, as ASP.NET's data protection wrote them.</summary>
    [Alias("All")] Task<string[]> All();

    /// <summary>Adds a key. Idempotent by name.</summary>
    [Alias("Add")] Task Add(string name, string xml);
}
