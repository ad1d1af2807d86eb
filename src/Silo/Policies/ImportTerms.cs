namespace Medzdrav.Silo;

/// <summary>The wishes of somebody who imports a file.</summary>
/// <param name="DryRun">Reports what would be done, and stores nothing.</param>
/// <param name="Sheet">Of a workbook with policies on several sheets, which is meant; null for the only one.</param>
/// <param name="ListedRows">How many bad rows and remarks the report lists.</param>
public sealed record ImportTerms(bool DryRun = false, string? Sheet = null, int ListedRows = ImportTerms.UsuallyListed)
{
    /// <summary>As many rows as travel in an answer.</summary>
    public const int UsuallyListed = 1000;
}
