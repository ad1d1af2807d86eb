using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The classification as a silo knows it: the program's own codes of primary care, over them what was imported, over both the file of this silo's options. The import is looked at again after 10 s.</summary>
/// <param name="records">The imported classification.</param>
/// <param name="shipped">The program's own codes: always there.</param>
/// <param name="file">The rows of the option's file; none without one.</param>
/// <param name="clock">For looking again.</param>
internal sealed class DiagnosisBook(IDiagnosisRecords records, IReadOnlyList<ClassifiedDiagnosis> shipped, IReadOnlyList<ClassifiedDiagnosis> file, TimeProvider clock)
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(10);
    private volatile Page? _last;

    /// <summary>All diagnoses that are in use. While the database is away, those known before, or those that need none.</summary>
    public async ValueTask<DiagnosisIndex> NowAsync()
    {
        var last = _last;
        if (last is not null && clock.GetUtcNow() < last.Until)
            return last.Index;
        var until = clock.GetUtcNow() + RememberFor;
        try
        {
            // The number first: an import in between is found the next time.
            var edition = await records.EditionAsync();
            _last = last = edition == last?.Edition ? last with { Until = until } : new Page(edition, IndexOf(await records.AllAsync()), until);
        }
        catch (StorageUnavailableException)
        {
            _last = last = last is null ? new Page(Edition: -1, IndexOf([]), until) : last with { Until = until };
        }
        return last.Index;
    }

    private DiagnosisIndex IndexOf(IReadOnlyList<ClassifiedDiagnosis> imported)
    {
        var known = new Dictionary<string, ClassifiedDiagnosis>(StringComparer.Ordinal);
        foreach (var one in (IEnumerable<ClassifiedDiagnosis>)[.. shipped, .. imported, .. file])
            known[one.Diagnosis.Code] = one;
        return new DiagnosisIndex(known.Values.Where(one => one.IsInUse).Select(one => one.Diagnosis));
    }

    private sealed record Page(long Edition, DiagnosisIndex Index, DateTimeOffset Until);
}
