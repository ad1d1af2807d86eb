using System.Data.Common;
using Dapper;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>An overdue row, lent to one sweep.</summary>
/// <param name="From">Its table.</param>
/// <param name="Kind">The kind of grain to wake.</param>
/// <param name="Key">The grain's key.</param>
/// <param name="LentUntil">The instant that was written for the time being; as stored.</param>
internal sealed record LentRow(DueTable From, string Kind, string Key, DateTimeOffset LentUntil);

/// <summary>The rows that wake grains: the table <c>due</c>, and the sessions' own rows, which their commits write anyway.</summary>
internal sealed class DueRows(Database database, DueMeter meter) : IDueRows
{
    /// <summary>The first lease; it doubles with each failure of the row, up to 64 times.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private const string Put =
        """
        INSERT INTO due (kind, key, at) VALUES (@Kind, @Key, @At)
        ON CONFLICT (kind, key) DO UPDATE SET at = CASE WHEN excluded.at < due.at THEN excluded.at ELSE due.at END, failed_wakes = 0
        """;

    private const string Set =
        "INSERT INTO due (kind, key, at) VALUES (@Kind, @Key, @At) ON CONFLICT (kind, key) DO UPDATE SET at = excluded.at, failed_wakes = 0";

    private readonly DueTable _sessions = new("session", "next_deadline", $"'{WakeKind.Session}'", ["id"], "", "UPDATE session SET next_deadline = NULL, failed_wakes = 0");
    private readonly DueTable _others = new("due", "at", "kind", ["kind", "key"], $"AND {database.In("kind", "kinds")}", "DELETE FROM due");

    /// <summary>Writes a due row in the transaction that makes it due. Its lease ends, if it has one: the sweep that holds it does not put it off.</summary>
    public static Task<int> PutAsync(DbConnection connection, Due due)
    {
        ArgumentNullException.ThrowIfNull(due);
        return connection.ExecuteAsync(Put, new { due.Kind, due.Key, due.At });
    }

    /// <summary>The same, where nobody but the row's own grain says when it is due: the new instant stands, also a later one.</summary>
    public static Task<int> SetAsync(DbConnection connection, Due due)
    {
        ArgumentNullException.ThrowIfNull(due);
        return connection.ExecuteAsync(Set, new { due.Kind, due.Key, due.At });
    }

    public Task PutAsync(Due due) => database.RecordAsync([due]);

    /// <summary>Takes overdue rows of some kinds, at most <paramref name="limit"/> of each table; no other silo takes them until their lease is over.</summary>
    public async Task<IReadOnlyList<LentRow>> LendAsync(DateTimeOffset now, int limit, IReadOnlyCollection<string> kinds)
    {
        var wanted = new { now, limit, kinds = database.List(kinds) };
        // Mostly nothing is due: then one cheap question is all.
        var (sessions, others) = await database.ReadAsync(connection => connection.QuerySingleAsync<(DateTimeOffset? Sessions, DateTimeOffset? Others)>(
            $"SELECT {_sessions.OldestDue} AS sessions, {_others.OldestDue} AS others", wanted));
        var lent = new List<LentRow>();
        if (sessions is { } session && kinds.Contains(WakeKind.Session))
            lent.AddRange(await LendAsync(_sessions, wanted, now - session));
        if (others is { } other)
            lent.AddRange(await LendAsync(_others, wanted, now - other));
        return lent;
    }

    /// <summary>Gives a row back with its next instant, or ends it, unless somebody has written it anew meanwhile.</summary>
    public Task GiveBackAsync(LentRow row, DateTimeOffset? next) => database.WriteAsync(connection => connection.ExecuteAsync(
        next is null ? row.From.End : row.From.PutOff, new { next, kind = row.Kind, key = row.Key, lent = row.LentUntil }));

    private async Task<List<LentRow>> LendAsync(DueTable table, object wanted, TimeSpan late)
    {
        var lent = await database.WriteAsync(async connection =>
            (await connection.QueryAsync<(string Kind, string Key, DateTimeOffset LentUntil)>(table.Lend(database.Kind, Lease), wanted))
                .Select(row => new LentRow(table, row.Kind, row.Key, row.LentUntil)).ToList());
        // Another silo may have taken them all.
        if (lent.Count > 0)
            meter.Taken(table.Name, late);
        return lent;
    }
}
