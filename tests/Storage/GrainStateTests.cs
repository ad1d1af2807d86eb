using System.Globalization;
using Dapper;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Tests.Storage;

/// <summary>States of grains that nobody has written for long are removed, page by page, and no others.</summary>
public abstract class GrainStateTests(ClassStorage storage)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private readonly IGrainStates states = storage.Get<IGrainStates>();

    [Fact]
    public async Task Old_and_cleared_states_are_removed_and_fresh_ones_and_those_of_other_names_stay()
    {
        var name = Sample.Id();
        await StoreAsync(name, "old", Now.AddDays(-9));
        await StoreAsync(name, "fresh", Now.AddDays(-7));
        await StoreAsync(name, "cleared long ago", Now.AddDays(-2), isCleared: true);
        await StoreAsync(name, "cleared just now", Now.AddHours(-2), isCleared: true);
        await StoreAsync("x" + name, "old", Now.AddDays(-9));

        var removed = await states.RemoveAsync(name, Now.AddDays(-8), Now.AddDays(-1), "", 100);

        Assert.Equal((2, null), removed);
        Assert.Equal(["cleared just now", "fresh"], await KeysAsync(name));
        Assert.Equal(["old"], await KeysAsync("x" + name));
    }

    [Fact]
    public async Task All_pages_together_are_all_states()
    {
        var name = Sample.Id();
        foreach (var key in Enumerable.Range(0, 25))
            await StoreAsync(name, key.ToString("00", CultureInfo.InvariantCulture), key % 5 == 0 ? Now : Now.AddDays(-9));

        var (pages, removed) = (0, 0);
        for (string? after = ""; after is not null; pages++)
        {
            (var count, after) = await states.RemoveAsync(name, Now.AddDays(-8), Now.AddDays(-8), after, 10);
            removed += count;
        }

        Assert.Equal((3, 20), (pages, removed));
        Assert.Equal(["00", "05", "10", "15", "20"], await KeysAsync(name));
    }

    private Task<int> StoreAsync(string name, string key, DateTimeOffset modifiedAt, bool isCleared = false) => WithAsync(connection => connection.ExecuteAsync(
        "INSERT INTO grain_state (service, grain_type, key_n0, key_n1, key_text, payload, version, modified_at) VALUES ('medzdrav', @name, 0, 0, @key, @payload, 1, @at)",
        new { name, key, payload = isCleared ? null : new byte[] { 1 }, at = IsFile ? modifiedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : (object)modifiedAt.UtcDateTime }));

    private Task<string[]> KeysAsync(string name) => WithAsync(async connection =>
        (await connection.QueryAsync<string>("SELECT key_text FROM grain_state WHERE grain_type = @name ORDER BY key_text", new { name })).ToArray());

    private bool IsFile => storage.Fixture.Options.Database == DatabaseKind.Sqlite;

    private async Task<T> WithAsync<T>(Func<System.Data.Common.DbConnection, Task<T>> work)
    {
        await using var connection = IsFile ? new SqliteConnection($"Data Source={Path.Combine(storage.Fixture.Options.DataDirectory, "grains.db")};Pooling=False") : await storage.Fixture.ConnectAsync();
        if (connection.State != System.Data.ConnectionState.Open)
            await connection.OpenAsync();
        return await work(connection);
    }
}

public sealed class SqliteGrainStateTests(SqliteStorage storage) : GrainStateTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresGrainStateTests(PostgresStorage storage) : GrainStateTests(storage), IClassFixture<PostgresStorage>;
