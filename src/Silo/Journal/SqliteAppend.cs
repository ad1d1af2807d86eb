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

    private readonly SqliteConnection writing;
    private readonly SqliteStatement insert;
    private readonly SqliteStatement release;
    private readonly SqliteStatement take;
    private readonly SqliteStatement keep;

    public SqliteAppend(SqliteConnection writing)
    {
        this.writing = writing;
        insert = new SqliteStatement(writing, InsertCommit, "@session", "@first", "@last", "@command", "@at", "@payload");
        release = new SqliteStatement(writing, ReleaseClaim, "@kind", "@key", "@session");
        take = new SqliteStatement(writing, TakeClaim, "@kind", "@key", "@session");
        keep = new SqliteStatement(writing, KeepRow, [.. SessionColumns.All.Select(column => "@" + column.Name)]);
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
            release.Execute(claim.Kind, claim.Key, session);
        foreach (var claim in commit.Take)
            if (take.Execute(claim.Kind, claim.Key, session) == 0)
                return new AppendResult(AppendOutcome.ClaimHeld, claim);
        if (!order.KeepsRow)
            keep.Execute([.. SessionColumns.All.Select(column => Stored(column.Value(commit)))]);
        return await RecordWrites.ApplyAsync(writing, commit.Records) ? AppendResult.Stored : AppendResult.RecordsDiffer;
    }

    public void Dispose()
    {
        insert.Dispose();
        release.Dispose();
        take.Dispose();
        keep.Dispose();
    }

    private bool Insert(Commit commit)
    {
        insert.Bind(0, commit.Session.Value);
        insert.Bind(1, commit.FirstSequence);
        insert.Bind(2, commit.LastSequence);
        insert.Bind(3, commit.Command?.Value.ToString());
        insert.Bind(4, commit.At.ToUnixTimeMilliseconds());
        insert.Bind(5, commit.Payload.Span);
        return insert.Run() > 0;
    }

    private static object? Stored(object? value) => value switch
    {
        DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value,
    };
}
