namespace Medzdrav.Contracts;

/// <summary>The record of who used whose data, as an auditor reads it. Each call leaves an entry with the persons whom it named. Key: <see cref="StaffId"/>.</summary>
[Alias("IAuditorGrain")]
public interface IAuditorGrain : IGrainWithStringKey
{
    /// <summary>Finds entries, 50 a page.</summary>
    /// <param name="query">Which.</param>
    /// <param name="before">The <see cref="AuditPage.Before"/> of the page before; null for the first one.</param>
    /// <returns>The page, or refused: rightMissing.</returns>
    [Alias("Search")] Task<Reply<AuditView>> Search(AuditQuery query, long? before);

    /// <summary>The same for a file, 200 a page.</summary>
    /// <param name="query">Which.</param>
    /// <param name="before">As for <see cref="Search"/>.</param>
    /// <returns>The page, or refused: rightMissing.</returns>
    [Alias("Export")] Task<Reply<AuditPage>> Export(AuditQuery query, long? before);

    /// <summary>Finds the person who is meant, by phone, policy number, or the beginning of the full name.</summary>
    /// <param name="query">3 to 100 characters.</param>
    /// <returns>At most 20, or refused: rightMissing, invalid.</returns>
    [Alias("FindPersons")] Task<Reply<FoundPersons>> FindPersons(string query);
}
