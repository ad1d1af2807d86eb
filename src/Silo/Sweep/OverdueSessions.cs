using Dapper;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>An overdue session, lent to one sweep.</summary>
/// <param name="Session">Which.</param>
/// <param name="LentUntil">The deadline that was written for the time being; as stored.</param>
internal sealed record OverdueSession(SessionId Session, DateTimeOffset LentUntil);

/// <summary>The rows that the sweep lends itself.</summary>
internal sealed class OverdueSessions(Database database)
{
    /// <summary>The first lease; it doubles with each failure of the row, up to 64 times.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private static readonly string PostgresLend =
        $"""
        UPDATE session s SET failed_wakes = s.failed_wakes + 1,
               next_deadline = @now + interval '{Lease.TotalMilliseconds} milliseconds' * power(2, least(s.failed_wakes, 6))
        FROM (SELECT id FROM session WHERE next_deadline <= @now ORDER BY next_deadline LIMIT @limit FOR UPDATE SKIP LOCKED) due
        WHERE s.id = due.id
        RETURNING s.id, s.next_deadline
        """;

    private static readonly string SqliteLend =
        $"""
        UPDATE session SET failed_wakes = failed_wakes + 1, next_deadline = @now + ({Lease.TotalMilliseconds} << min(failed_wakes, 6))
        WHERE id IN (SELECT id FROM session WHERE next_deadline <= @now ORDER BY next_deadline LIMIT @limit)
        RETURNING id, next_deadline
        """;

    private string Lend => database.Kind == DatabaseKind.Postgres ? PostgresLend : SqliteLend;

    /// <summary>Takes overdue rows, at most <paramref name="limit"/>; no other silo takes them until their lease is over.</summary>
    public async Task<IReadOnlyList<OverdueSession>> LendAsync(DateTimeOffset now, int limit)
    {
        // Mostly nothing is due: then nothing is written.
        if (!await database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM session WHERE next_deadline <= @now)", new { now })))
            return [];
        var rows = await database.WriteAsync(connection => connection.QueryAsync<(string Id, DateTimeOffset NextDeadline)>(Lend, new { now, limit }));
        return rows.Select(row => new OverdueSession(new SessionId(row.Id), row.NextDeadline)).ToList();
    }

    /// <summary>Gives a row back with its next deadline, unless a commit has written another one meanwhile.</summary>
    public Task GiveBackAsync(OverdueSession session, DateTimeOffset? next) =>
        database.WriteAsync(connection => connection.ExecuteAsync(
            "UPDATE session SET next_deadline = @next, failed_wakes = 0 WHERE id = @id AND next_deadline = @lent",
            new { next, id = session.Session.Value, lent = session.LentUntil }));
}
