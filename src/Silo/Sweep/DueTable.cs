namespace Medzdrav.Silo;

/// <summary>A table whose rows say when to wake a grain: both databases' statements over it.</summary>
/// <param name="Name">The table.</param>
/// <param name="At">The column with the instant; null where nothing is due.</param>
/// <param name="Kind">The kind of the grain, as a column or a constant.</param>
/// <param name="Keys">The primary key; its last column is the grain's key.</param>
/// <param name="OfKind">A condition that keeps rows of unknown kinds out, or empty.</param>
/// <param name="GiveBack">The beginning of the statement for a row whose grain has nothing more to do.</param>
internal sealed record DueTable(string Name, string At, string Kind, string[] Keys, string OfKind, string GiveBack)
{
    private const int MostDoublings = 6;

    /// <summary>Since when the longest overdue row is due; null where none is.</summary>
    public string OldestDue => $"(SELECT {At} FROM {Name} WHERE {Overdue} ORDER BY {At} LIMIT 1)";

    /// <summary>A row that is still lent as it was: neither was it lent again, nor has anybody written another instant.</summary>
    private string IsLent => $"{Keys[^1]} = @key AND {At} = @lent AND failed_wakes > 0{(Keys.Length > 1 ? $" AND {Kind} = @kind" : "")}";

    private string Overdue => $"{At} <= @now {OfKind}";

    /// <summary>Takes overdue rows, the longest overdue first, and puts each off for its lease.</summary>
    public string Lend(DatabaseKind database, TimeSpan lease) => database == DatabaseKind.Postgres
        ? $"""
          UPDATE {Name} r SET failed_wakes = r.failed_wakes + 1,
                 {At} = @now + interval '{lease.TotalMilliseconds} milliseconds' * power(2, least(r.failed_wakes, {MostDoublings}))
          FROM (SELECT {string.Join(", ", Keys)} FROM {Name} WHERE {Overdue} ORDER BY {At} LIMIT @limit FOR UPDATE SKIP LOCKED) due
          WHERE {string.Join(" AND ", Keys.Select(key => $"r.{key} = due.{key}"))}
          RETURNING {(Keys.Length > 1 ? "r." : "")}{Kind} AS kind, r.{Keys[^1]} AS key, r.{At} AS lent_until
          """
        : $"""
          UPDATE {Name} SET failed_wakes = failed_wakes + 1, {At} = @now + ({lease.TotalMilliseconds} << min(failed_wakes, {MostDoublings}))
          WHERE rowid IN (SELECT rowid FROM {Name} WHERE {Overdue} ORDER BY {At} LIMIT @limit)
          RETURNING {Kind} AS kind, {Keys[^1]} AS key, {At} AS lent_until
          """;

    /// <summary>Sets a lent row to its next instant.</summary>
    public string PutOff => $"UPDATE {Name} SET {At} = @next, failed_wakes = 0 WHERE {IsLent}";

    /// <summary>Ends a lent row.</summary>
    public string End => $"{GiveBack} WHERE {IsLent}";
}
