using System.Globalization;
using Medzdrav.Grains;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Silo;

/// <summary>Stores one commit on SQLite, inside the writer's savepoint. Its statements are compiled once for the writer's connection.</summary>
internal sealed class SqliteAppend : IDisposable
{
    private const string InsertCommit =
        """
        INSERT INTO journal (session, first_sequence, last_sequence, command, at, payload)
        SELECT @session, @first, @last, @command, @at, @payload
        WHERE @first = 1 + coalesce((SELECT last_sequence FROM journal WHERE session = @session ORDER BY first_sequence DESC LIMIT 1), 0)
        ON CONFLICT DO NOTHING
        """;

    private const string ReleaseClaim = "DELETE FROM claim WHERE kind = @kind AND key = @key AND session = @session";

    // Taking what the session holds already is no change, and counts as taken.
    private const string TakeClaim =
        """
        INSERT INTO claim (kind, key, session) VALUES (@kind, @key, @session)
        ON CONFLICT (kind, key) DO UPDATE SET session = excluded.session WHERE claim.session = excluded.session
        """;

    private static readonly string KeepRow =
        $"INSERT INTO session ({SessionColumns.Names()}) VALUES ({SessionColumns.Names("@")}) {SessionColumns.OnConflict}";

    private readonly SqliteConnection _writing;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _release;
    private readonly SqliteStatement _take;
    private readonly SqliteStatement _keep;

    public SqliteAppend(SqliteConnection writing)
    {
        _writing = writing;
        _insert = new SqliteStatement(writing, InsertCommit, "@session", "@first", "@last", "@command", "@at", "@payload");
        _release = new SqliteStatement(writing, ReleaseClaim, "@kind", "@key", "@session");
        _take = new SqliteStatement(writing, TakeClaim, "@kind", "@key", "@session");
        _keep = new SqliteStatement(writing, KeepRow, [.. SessionColumns.All.Select(column => "@" + column.Name)]);
    }

    /// <summary>When not stored, the caller rolls back what is done of it.</summary>
    public async ValueTask<AppendResult> StoreAsync(AppendOrder order)
    {
        var commit = order.Commit;
        var session = commit.Session.Value;
        if (!Insert(commit))
            return AppendResult.Conflict;
        if (order.IsOneStatement)
            return AppendResult.Stored;
        foreach (var claim in commit.Release.Except(commit.Take))
            _release.Execute(claim.Kind, claim.Key, session);
        foreach (var claim in commit.Take)
            if (_take.Execute(claim.Kind, claim.Key, session) == 0)
                return new AppendResult(AppendOutcome.ClaimHeld, claim);
        if (!order.KeepsRow)
            _keep.Execute([.. SessionColumns.All.Select(column => Stored(column.Value(commit)))]);
        return await RecordWrites.ApplyAsync(_writing, commit.Records) ? AppendResult.Stored : AppendResult.RecordsDiffer;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _release.Dispose();
        _take.Dispose();
        _keep.Dispose();
    }

    private bool Insert(Commit commit)
    {
        _insert.Bind(0, commit.Session.Value);
        _insert.Bind(1, commit.FirstSequence);
        _insert.Bind(2, commit.LastSequence);
        _insert.Bind(3, commit.Command?.Value.ToString());
        _insert.Bind(4, commit.At.ToUnixTimeMilliseconds());
        _insert.Bind(5, commit.Payload.Span);
        return _insert.Run() > 0;
    }

    private static object? Stored(object? value) => value switch
    {
        DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value,
    };
}
