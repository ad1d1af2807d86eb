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
        if (!isSound)
            _findings.Fault($"Entry {row.Number} ({Describe(row)}) was changed after it was sealed.");
        _end = new AuditHead(row.Number, row.Hash);
        Compare();
        return isSound;
    }

    /// <summary>Compares the lines by which entries are found with the persons whom they are about.</summary>
    public void Findable(IEnumerable<AuditRow> rows, IReadOnlySet<(string Person, long Entry)> lines)
    {
        foreach (var row in rows)
            foreach (var person in Whose(row))
                if (!lines.Contains((person, row.Entry.Row)))
                    _findings.Fault($"Entry {row.Number} ({Describe(row)}) is not found any more under person {person} (table audit_person).");
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
