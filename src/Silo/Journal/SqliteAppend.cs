using System.Globalization;
using Dapper;
using Medzdrav.Grains;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Silo;

/// <summary>Stores one commit on SQLite, inside the writer's savepoint.</summary>
internal static class SqliteAppend
{
    private const string InsertCommit =
        """
        INSERT INTO journal (session, first_sequence, last_sequence, command, at, payload)
        SELECT @session, @first, @last, @command, @at, @payload
        WHERE @first = 1 + coalesce((SELECT last_sequence FROM session WHERE id = @session), 0)
        ON CONFLICT DO NOTHING
        """;

    private const string ReleaseClaim = "DELETE FROM claim WHERE kind = @Kind AND key = @Key AND session = @session";

    // Taking what the session holds already is no change, and counts as taken.
    private const string TakeClaim =
        """
        INSERT INTO claim (kind, key, session) VALUES (@Kind, @Key, @session)
        ON CONFLICT (kind, key) DO UPDATE SET session = excluded.session WHERE claim.session = excluded.session
        """;

    private static readonly string KeepRow =
        $"INSERT INTO session ({SessionColumns.Names()}) VALUES ({SessionColumns.Names("@")}) {SessionColumns.OnConflict}";

    /// <summary>When not stored, the caller rolls back what is done of it.</summary>
    public static async Task<AppendResult> StoreAsync(SqliteConnection writing, Commit commit)
    {
        if (await InsertAsync(writing, commit) == 0)
            return AppendResult.Conflict;
        var session = commit.Session.Value;
        foreach (var claim in commit.Release.Except(commit.Take))
            await writing.ExecuteAsync(ReleaseClaim, new { claim.Kind, claim.Key, session });
        foreach (var claim in commit.Take)
            if (await writing.ExecuteAsync(TakeClaim, new { claim.Kind, claim.Key, session }) == 0)
                return new AppendResult(AppendOutcome.ClaimHeld, claim);
        await KeepRowAsync(writing, commit);
        return await RecordWrites.ApplyAsync(writing, commit.Records) ? AppendResult.Stored : AppendResult.Conflict;
    }

    private static async Task<int> InsertAsync(SqliteConnection writing, Commit commit)
    {
        await using var command = writing.CreateCommand();
        command.CommandText = InsertCommit;
        command.Parameters.AddWithValue("@session", commit.Session.Value);
        command.Parameters.AddWithValue("@first", commit.FirstSequence);
        command.Parameters.AddWithValue("@last", commit.LastSequence);
        command.Parameters.AddWithValue("@command", Stored(commit.Command?.Value.ToString()));
        command.Parameters.AddWithValue("@at", Stored(commit.At));
        command.Parameters.AddWithValue("@payload", commit.Payload.ToArray());
        return await command.ExecuteNonQueryAsync();
    }

    private static async Task KeepRowAsync(SqliteConnection writing, Commit commit)
    {
        await using var command = writing.CreateCommand();
        command.CommandText = KeepRow;
        foreach (var column in SessionColumns.All)
            command.Parameters.AddWithValue("@" + column.Name, Stored(column.Value(commit)));
        await command.ExecuteNonQueryAsync();
    }

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value,
    };
}
