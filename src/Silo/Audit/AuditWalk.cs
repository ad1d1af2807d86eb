using System.Globalization;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>A way over the chain, entry after entry. After a fault it goes on from what stands there, so that each fault is named once.</summary>
internal sealed class AuditWalk
{
    private static readonly int WhoseColumn = StoredEntry.Columns.ToList().IndexOf("whose");

    private readonly AuditFindings _findings;
    private readonly ILookup<long, KeptHead> _kept;
    private readonly KeptHead? _lastKept;
    private readonly HashSet<long> _changed = [];
    private readonly HashSet<(string Person, long Entry)> _lost = [];
    private AuditHead _end = AuditChain.Beginning;
    private KeptHead? _confirmed;
    private bool _isForked;

    public AuditWalk(AuditFindings findings, IEnumerable<KeptHead> kept)
    {
        _findings = findings;
        KeptHead[] all = [.. kept];
        _kept = all.ToLookup(head => head.Number);
        _lastKept = all.MaxBy(head => head.Number);
        findings.Compared = all.Length;
    }

    /// <summary>The number of the entry passed last.</summary>
    public long Place => _end.Number;

    /// <summary>Goes on to the next entry.</summary>
    /// <returns>Whether the entry is as it was sealed.</returns>
    public bool Pass(AuditRow row)
    {
        _findings.Counted(1);
        var isNext = row.Number == _end.Number + 1;
        if (!isNext)
            Missing(_end.Number + 1, row.Number - 1);
        else if (!row.Previous.AsSpan().SequenceEqual(_end.Hash))
            _findings.Fault($"Entry {row.Number} ({Describe(row)}) does not follow the one before it: entry {_end.Number} was changed and sealed anew, or entry {row.Number} was put in its place.");
        var isSound = row.Hash.AsSpan().SequenceEqual(AuditChain.Hash(row.Previous, row.Number, row.Entry));
        if (!isSound && _changed.Add(row.Entry.Row))
            _findings.Fault($"Entry {row.Number} ({Describe(row)}) was changed after it was sealed.");
        _end = new AuditHead(row.Number, row.Hash);
        Compare();
        return isSound;
    }

    /// <summary>Looks whether each person whom entries are about has the line by which they are found.</summary>
    public void Findable(IEnumerable<AuditRow> rows, IReadOnlySet<PersonLine> lines)
    {
        foreach (var row in rows)
            foreach (var person in Whose(row))
                if (!lines.Contains(PersonLine.Of(row, person)) && _lost.Add((person, row.Entry.Row)))
                    _findings.Fault($"Entry {row.Number} ({Describe(row)}) is not found any more under person {person} at its time (table audit_person).");
    }

    /// <summary>Looks whether lines lead to entries that are about these persons, at these times. Lines without an entry are found by nobody, and those of a changed entry are named with it.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="entries">The entries that they name, by row.</param>
    public void Lead(IEnumerable<PersonLine> lines, IReadOnlyDictionary<long, AuditRow> entries)
    {
        foreach (var line in lines)
        {
            if (!entries.TryGetValue(line.Entry, out var row) || row.Number == 0 || row.Number > Place || _changed.Contains(line.Entry))
                continue;
            if (!Whose(row).Contains(line.Person))
                _findings.Fault($"Entry {row.Number} ({Describe(row)}) is found under person {line.Person}, whom it is not about (table audit_person).");
            else if (line.At != row.Entry.Values[0] && !_lost.Contains((line.Person, line.Entry)))
                _findings.Fault($"Entry {row.Number} ({Describe(row)}) is found under person {line.Person} at another time than its own, too (table audit_person).");
        }
    }

    /// <summary>The way is over.</summary>
    /// <param name="end">Where the chain should end; null when that is not known.</param>
    public void End(AuditHead? end)
    {
        _findings.End = new KeptHead(_end.Number, _end.Digits, "");
        if (end is not null && _end.Number == 0 && end.Number > 0)
            _findings.Fault($"All entries are missing: {end.Number} were sealed.");
        else if (end is not null && _end.Number < end.Number)
            Missing(_end.Number + 1, end.Number, " at the end");
        else if (end is not null && !_end.Hash.AsSpan().SequenceEqual(end.Hash))
            _findings.Fault($"The last entry, {_end.Number}, is not the one that was sealed last.");
        if (_lastKept is { } kept && kept.Number > _end.Number)
            _findings.Fault($"Entry {kept.Number} was sealed ({kept.At}), and the chain ends at {_end.Number}: an earlier copy of the database was restored, or the last entries were deleted.");
    }

    /// <summary>The persons whom an entry is about; none where nobody can read it.</summary>
    public static IReadOnlyList<string> Whose(AuditRow row) => AuditWhose.Read(row.Entry.Values[WhoseColumn]);

    /// <summary>Compares this place with what was kept about it. The first kept hash that differs tells from where on the chain is another one.</summary>
    private void Compare()
    {
        foreach (var kept in _kept[_end.Number])
            if (kept.Hash == _end.Digits)
                _confirmed = kept;
            else if (!_isForked)
            {
                _isForked = true;
                _findings.Fault($"Entry {kept.Number} has another hash than the one that was kept ({kept.At}): an entry after {_confirmed?.Number ?? 0} and up to {kept.Number} was changed, and all later ones sealed anew, or an earlier copy of the database was restored.");
            }
    }

    private void Missing(long from, long until, string where = "")
    {
        if (from == until)
            _findings.Fault($"Entry {from}{where} is missing.");
        else
            _findings.Fault($"Entries {from} to {until}{where} are missing.");
    }

    private static string Describe(AuditRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"row {row.Entry.Row}: {string.Join(' ', StoredEntry.Columns.Zip(row.Entry.Values).Where(pair => pair.First is "who" or "post" or "deed" or "what" or "session").Select(pair => pair.Second).OfType<string>())}");
}
