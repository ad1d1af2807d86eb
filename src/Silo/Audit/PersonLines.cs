using System.Data.Common;
using Dapper;

namespace Medzdrav.Silo;

/// <summary>A row of <c>audit_person</c>, by which an entry is found.</summary>
/// <param name="Person">The person under whom it is found.</param>
/// <param name="At">The time at which it is found, written as in <see cref="AuditRow.Entry"/>.</param>
/// <param name="Entry">The entry's row.</param>
internal sealed record PersonLine(string Person, string? At, long Entry)
{
    /// <summary>The line that a person of a sound entry has.</summary>
    public static PersonLine Of(AuditRow row, string person) => new(person, row.Entry.Values[0], row.Entry.Row);
}

/// <summary>Reads the lines in their own order, a page at a time.</summary>
internal sealed class PersonLines
{
    private const int LinesAtOnce = 5_000;

    private const string Select = "SELECT person, at, entry FROM audit_person";

    private static readonly string Page = $"{Select} WHERE (person, at, entry) > (@person, @at, @entry) ORDER BY person, at, entry LIMIT {LinesAtOnce}";

    private static readonly string First = $"{Select} ORDER BY person, at, entry LIMIT {LinesAtOnce}";

    private static readonly string EntriesUpTo = $"{AuditRows.Select} WHERE id IN (SELECT entry FROM audit_person WHERE (person, at, entry) <= (@lastPerson, @lastAt, @lastEntry)";

    /// <summary>The last line of the page before, its values as the database has them; null before the first page.</summary>
    private (string Person, object At, long Entry)? _passed;

    /// <summary>Reads the next lines with the entries that they name; no lines behind the last one.</summary>
    public async Task<(IReadOnlyList<PersonLine> Lines, IReadOnlyDictionary<long, AuditRow> Entries)> NextAsync(DbConnection connection, CancellationToken cancellation)
    {
        var values = new DynamicParameters();
        if (_passed is { } passed)
            values.AddDynamicParams(new Dictionary<string, object> { ["person"] = passed.Person, ["at"] = passed.At, ["entry"] = passed.Entry });
        var lines = new List<PersonLine>(LinesAtOnce);
        var last = await ReadAsync(connection, _passed is null ? First : Page, values, lines, cancellation);
        if (last is not { } end)
            return ([], new Dictionary<long, AuditRow>());
        values.AddDynamicParams(new Dictionary<string, object> { ["lastPerson"] = end.Person, ["lastAt"] = end.At, ["lastEntry"] = end.Entry });
        var after = _passed is null ? ")" : " AND (person, at, entry) > (@person, @at, @entry))";
        var entries = await AuditRows.ReadAsync(connection, EntriesUpTo + after, values, cancellation);
        _passed = end;
        return (lines, entries.ToDictionary(row => row.Entry.Row));
    }

    /// <summary>The lines of some persons between two instants.</summary>
    public static async Task<IReadOnlySet<PersonLine>> OfAsync(DbConnection connection, string ofPersons, object parameters, CancellationToken cancellation)
    {
        var lines = new List<PersonLine>();
        await ReadAsync(connection, $"{Select} WHERE {ofPersons} AND at >= @since AND at <= @until", parameters, lines, cancellation);
        return lines.ToHashSet();
    }

    /// <summary>Reads lines, whatever stands in them: somebody may have spoilt them.</summary>
    private static async Task<(string Person, object At, long Entry)?> ReadAsync(DbConnection connection, string sql, object parameters, List<PersonLine> lines, CancellationToken cancellation)
    {
        await using var reader = (DbDataReader)await connection.ExecuteReaderAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
        object? at = null;
        while (await reader.ReadAsync(cancellation))
        {
            at = reader.GetValue(1);
            lines.Add(new PersonLine(reader.GetString(0), AuditRows.TextOf(reader, 1), reader.GetInt64(2)));
        }
        return at is null ? null : (lines[^1].Person, at, lines[^1].Entry);
    }
}
