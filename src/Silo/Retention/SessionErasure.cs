using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Erases sessions whole: the talk, conclusions with former editions, consultations, the rating and the row.</summary>
internal sealed class SessionErasure(Database database)
{
    /// <summary>Sessions by their indexes (session_ended…), which have nothing else in them: those that are kept longer are never walked over.</summary>
    public const string Strangers = $"s.consulted_at IS NULL AND s.patient IS NULL AND NOT {Consulted}";
    public const string Contacts = $"s.consulted_at IS NULL AND s.patient IS NOT NULL AND NOT {Consulted}";
    public const string Records = "s.consulted_at IS NOT NULL";

    private const string Consulted = "EXISTS (SELECT 1 FROM consultation c WHERE c.session = s.id)";

    /// <summary>A batch has so many sessions at most, and ends with the one whose events are more than so many: the writer has others to serve.</summary>
    private const int AtOnce = 50;
    private const long EventsAtOnce = 5_000;

    // Figures are counted first. An open task may lead to its session.
    private static readonly string Ended =
        $"""
        s.closed_at <= @limit AND s.counted IS NOT NULL AND (s.patient IS NULL OR {ErasureRows.IsIdle("s.patient")})
        AND NOT EXISTS (SELECT 1 FROM consultation c WHERE c.session = s.id AND c.signed_at IS NULL)
        AND s.id NOT IN (SELECT t.session FROM task t WHERE t.finished_at IS NULL AND t.session IS NOT NULL)
        """;

    /// <summary>The tables that have a session's data, in the order in which they are emptied.</summary>
    private static readonly (string Table, string Column)[] Tables =
        [("journal", "session"), ("conclusion", "session"), ("consultation", "session"), ("rating", "session"), ("claim", "session"), ("session", "id")];

    public Task<(int Erased, int Read, int Most)> EraseAsync(string which, DateTimeOffset limit, RetentionLimits limits) => database.WriteAsync(async connection =>
    {
        var hold = database.Kind == DatabaseKind.Postgres ? "FOR UPDATE OF s SKIP LOCKED" : "";
        List<EndedRow> ended = [.. await connection.QueryAsync<EndedRow>(
            $"""
            SELECT s.id, s.patient, s.last_sequence, s.closed_at, s.consulted_at IS NOT NULL AS consulted
            FROM session s WHERE {which} AND {Ended} ORDER BY s.closed_at LIMIT @most {hold}
            """,
            new { limit, most = AtOnce })];
        var (taken, events) = (new List<EndedRow>(), 0L);
        foreach (var row in ended.TakeWhile(_ => events < EventsAtOnce))
        {
            events += row.LastSequence;
            if (RetentionRules.IsOver(new SessionFacts(row.ClosedAt, row.Patient is not null, row.Consulted, IsUnsigned: false), limits))
                taken.Add(row);
        }
        if (taken.Count > 0)
            await EraseAsync(database, connection, [.. taken.Select(row => row.Id)], [.. taken.Select(row => row.Patient).OfType<string>()], limits.Now,
                [.. taken.Select(row => ErasureRows.Entry(limits, row.Consulted ? AuditSubject.MedicalRecord : AuditSubject.Contact, row.Patient is { } patient ? [patient] : [], row.Id))]);
        return (taken.Count, taken.Count == ended.Count || taken.Count == 0 ? taken.Count : AtOnce, AtOnce);
    });

    /// <summary>Erases sessions, in a transaction that chose them. The documents of their patients are looked at again: a consultation may have kept them.</summary>
    public static async Task EraseAsync(Database database, DbConnection connection, string[] sessions, string[] patients, DateTimeOffset now, AuditEntry[] entries)
    {
        var ids = database.List(sessions);
        await connection.ExecuteAsync($"DELETE FROM conclusion_former WHERE id IN (SELECT id FROM conclusion WHERE {database.In("session", "ids")})", new { ids });
        foreach (var (table, column) in Tables)
            await connection.ExecuteAsync($"DELETE FROM {table} WHERE {database.In(column, "ids")}", new { ids });
        await connection.ExecuteAsync($"UPDATE document SET in_record = NULL WHERE {database.In("patient", "patients")}", new { patients = database.List(patients) });
        await ErasureRows.LookAsync(connection, patients, now);
        await ErasureRows.KeepAsync(connection, entries);
    }

    private sealed class EndedRow
    {
        public required string Id { get; init; }
        public string? Patient { get; init; }
        public long LastSequence { get; init; }
        public DateTimeOffset ClosedAt { get; init; }
        public bool Consulted { get; init; }
    }
}
