namespace Medzdrav.Grains;

/// <summary>Ids that stand hashed in the database (<see cref="Contracts.StoredId"/>), and those that a version before this one stored plain.</summary>
/// <remarks>Throws <see cref="Contracts.StorageUnavailableException"/> when the database does not answer in time.</remarks>
internal interface IStoredIds
{
    /// <summary>Puts hashes in the place of plain ids: of states, of sign-ins, of devices.</summary>
    /// <param name="now">A state that is good for repeating a claim waits until it is not: it names an id that follows from nothing.</param>
    /// <param name="atOnce">How many of each, at most.</param>
    /// <returns>How many were looked at; null while a silo of such a version is in the cluster, which looks for plain ones.</returns>
    Task<int?> HashAsync(DateTimeOffset now, int atOnce);
}
