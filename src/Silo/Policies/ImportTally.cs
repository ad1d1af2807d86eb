using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>The counts of an import so far.</summary>
internal sealed class ImportTally
{
    private const int ListedRows = 1000;

    private readonly List<BadRow> bad = [];
    private readonly List<BadRow> noted = [];
    private EntryCounts entered;

    public int Rows { get; private set; }

    public int BadCount { get; private set; }

    private int NotedCount { get; set; }

    public void Read() => Rows++;

    public void Add(EntryOutcome outcome)
    {
        var counts = outcome.Counts;
        entered = new(entered.Created + counts.Created, entered.Updated + counts.Updated, entered.Unchanged + counts.Unchanged);
        foreach (var (line, first) in outcome.Contradictions)
            Leave(line, $"Этот полис уже был в строке {first}, с другими данными");
        foreach (var (line, reason) in outcome.Noted)
        {
            NotedCount++;
            if (noted.Count < ListedRows)
                noted.Add(new BadRow(line, reason));
        }
    }

    public void Leave(int line, string reason)
    {
        BadCount++;
        if (bad.Count < ListedRows)
            bad.Add(new BadRow(line, reason));
    }

    public ImportReport Report() => new(entered.Created, entered.Updated, entered.Unchanged, [.. bad.OrderBy(row => row.Line)], BadCount, [.. noted.OrderBy(row => row.Line)], NotedCount);
}
