using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Erases bookings with everything that happened to them, and finished tasks.</summary>
internal sealed class AppointmentErasure(Database database)
{
    /// <summary>Bookings by their indexes.</summary>
    public const string Others = "a.state <> 'held' AND a.state <> 'booked'";
    public const string Held = "a.state = 'held'";

    private static readonly string Ended =
        $"a.starts_at <= @limit AND {ErasureRows.IsIdle("a.patient")} AND a.id NOT IN (SELECT t.appointment FROM task t WHERE t.finished_at IS NULL AND t.appointment IS NOT NULL)";

    /// <summary>The tables that have a booking's data, in the order in which they are emptied.</summary>
    private static readonly (string Table, string Column)[] Tables =
    [
        ("appointment_claim", "appointment"), ("appointment_change", "appointment"), ("appointment_told", "appointment"), ("appointment_untold", "appointment"),
        ("appointment_attempt", "appointment"), ("task", "appointment"), ("appointment", "id"),
    ];

    // A task about a booking names its patient, a doubt of an import both persons.
    private const string Finished =
        """
        SELECT t.id, a.patient, m.sent, m.known FROM task t LEFT JOIN appointment a ON a.id = t.appointment LEFT JOIN person_match m ON m.task = t.id
        WHERE t.finished_at <= @limit ORDER BY t.finished_at LIMIT @most
        """;

    public Task<(int Erased, int Read, int Most)> EraseAsync(string which, DateTimeOffset limit, RetentionLimits limits, int most) => database.WriteAsync(async connection =>
    {
        List<EndedRow> ended = [.. await connection.QueryAsync<EndedRow>(
            $"SELECT a.id, a.patient, a.state, a.starts_at FROM appointment a WHERE {which} AND {Ended} ORDER BY a.starts_at LIMIT @most", new { limit, most })];
        List<EndedRow> over = ended.FindAll(row => RetentionRules.IsOver(Words.Read<AppointmentState>(row.State), row.StartsAt, limits));
        if (over.Count > 0)
            await EraseAsync(database, connection, [.. over.Select(row => row.Id)], [.. over.Select(row => row.Patient)], limits.Now,
                [.. over.Select(row => row.Patient).Distinct().Select(patient => ErasureRows.Entry(limits, AuditSubject.Appointment, [patient]))]);
        return (over.Count, ended.Count, most);
    });

    public Task<(int Erased, int Read, int Most)> EraseTasksAsync(RetentionLimits limits, int most) => database.WriteAsync(async connection =>
    {
        List<FinishedRow> finished = [.. await connection.QueryAsync<FinishedRow>(Finished, new { limit = limits.Tasks, most })];
        if (finished.Count > 0)
            await EraseTasksAsync(database, connection, [.. finished.Select(row => row.Id)], ErasureRows.Entry(limits, AuditSubject.Task, finished.SelectMany(row => row.Persons)));
        return (finished.Count, finished.Count, most);
    });

    /// <summary>Erases bookings, in a transaction that chose them.</summary>
    public static async Task EraseAsync(Database database, DbConnection connection, string[] appointments, string[] patients, DateTimeOffset now, AuditEntry[] entries)
    {
        var ids = database.List(appointments);
        await connection.ExecuteAsync($"DELETE FROM person_match WHERE task IN (SELECT id FROM task WHERE {database.In("appointment", "ids")})", new { ids });
        foreach (var (table, column) in Tables)
            await connection.ExecuteAsync($"DELETE FROM {table} WHERE {database.In(column, "ids")}", new { ids });
        await connection.ExecuteAsync($"DELETE FROM due WHERE kind = @kind AND {database.In("key", "ids")}", new { kind = WakeKind.Appointment, ids });
        await ErasureRows.LookAsync(connection, patients, now);
        await ErasureRows.KeepAsync(connection, entries);
    }

    /// <summary>Erases tasks with the doubts that they were about, in a transaction that chose them.</summary>
    public static async Task EraseTasksAsync(Database database, DbConnection connection, string[] tasks, params AuditEntry[] entries)
    {
        var ids = database.List(tasks);
        await connection.ExecuteAsync($"DELETE FROM person_match WHERE {database.In("task", "ids")}", new { ids });
        await connection.ExecuteAsync($"DELETE FROM task WHERE {database.In("id", "ids")}", new { ids });
        await ErasureRows.KeepAsync(connection, entries);
    }

    private sealed class EndedRow
    {
        public required string Id { get; init; }
        public required string Patient { get; init; }
        public required string State { get; init; }
        public DateTimeOffset StartsAt { get; init; }
    }

    private sealed class FinishedRow
    {
        public required string Id { get; init; }
        public string? Patient { get; init; }
        public string? Sent { get; init; }
        public string? Known { get; init; }

        public IEnumerable<string> Persons => new[] { Patient, Sent, Known }.OfType<string>();
    }
}
