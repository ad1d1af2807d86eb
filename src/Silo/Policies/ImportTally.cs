using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>The counts of an import so far.</summary>
/// <param name="listed">How many bad rows and remarks the report lists.</param>
internal sealed class ImportTally(int listed = ImportTerms.UsuallyListed)
{
    private readonly List<BadRow> _bad = [];
    private readonly List<BadRow> _noted = [];
    private EntryCounts _entered;

    public int Rows { get; private set; }

    public int BadCount { get; private set; }

    private int NotedCount { get; set; }

    public void Read() => Rows++;

    public void Add(EntryOutcome outcome)
    {
        var counts = outcome.Counts;
        _entered = new(_entered.Created + counts.Created, _entered.Updated + counts.Updated, _entered.Unchanged + counts.Unchanged);
        foreach (var (line, first) in outcome.Contradictions)
            Leave(line, $"Этот полис уже был в строке {first}, с другими данными");
        foreach (var (line, reason) in outcome.Noted)
        {
            NotedCount++;
            if (_noted.Count < listed)
                _noted.Add(new BadRow(line, reason));
        }
    }

    public void Leave(int line, string reason)
    {
        BadCount++;
        if (_bad.Count < listed)
            _bad.Add(new BadRow(line, reason));
    }

    public ImportReport Report() => new(_entered.Created, _entered.Updated, _entered.Unchanged, [.. _bad.OrderBy(row => row.Line)], BadCount, [.. _noted.OrderBy(row => row.Line)], NotedCount);
}
