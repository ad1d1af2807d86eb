using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

/// <summary>Two writers on one database, as when both silos believe that a session is theirs.</summary>
public sealed class TwoSilosTests
{
    private const int Rounds = 8;

    // A caller who waits here waits for the test, not for a database that is away.
    private static readonly Dictionary<string, string?> Patient = new() { ["Storage:Patience"] = "00:00:20" };

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task Of_two_silos_one_wins_a_session_and_nobody_else_loses(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind, settings: Patient);
        await using var other = new ServiceCollection().AddLogging().AddStorage(storage.Configuration).BuildServiceProvider();
        IJournal[] silos = [storage.Services.GetRequiredService<IJournal>(), other.GetRequiredService<IJournal>()];
        var shared = Enumerable.Range(0, 30).Select(_ => Sample.Session()).ToArray();
        SessionId[][] own = [.. silos.Select(_ => Enumerable.Range(0, 30).Select(_ => Sample.Session()).ToArray())];

        for (var sequence = 1; sequence <= Rounds; sequence++)
        {
            var results = await Task.WhenAll(silos.Select((silo, place) => Task.Run(() => AppendAllAsync(silo, [.. shared, .. own[place]], sequence))));

            foreach (var session in shared)
                Assert.Equal([AppendOutcome.Stored, AppendOutcome.Conflict], results.Select(result => result[session].Outcome).Order());
            foreach (var (place, sessions) in own.Index())
                Assert.All(sessions, session => Assert.Equal(AppendResult.Stored, results[place][session]));
        }
        Assert.All(await silos[0].HeadsAsync([.. shared, .. own[0], .. own[1]]), head => Assert.Equal(Rounds, head.Sequence));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_comes_second_while_the_first_is_under_way_loses_alone(bool keepsRow)
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres, settings: Patient);
        var journal = storage.Services.GetRequiredService<IJournal>();
        var sessions = Enumerable.Range(0, 20).Select(_ => Sample.Session()).ToArray();
        await AppendAllAsync(journal, sessions, 1);
        await using var first = await WriteAsync(storage, sessions[7]);

        var results = AppendAllAsync(journal, sessions, 2, keepsRow);
        await storage.WaitsAsync();
        await first.ExecuteAsync("COMMIT;");

        foreach (var (session, result) in await results)
            Assert.Equal(session == sessions[7] ? AppendOutcome.Conflict : AppendOutcome.Stored, result.Outcome);
        Assert.Equal("other", Sample.Text(Assert.Single(await journal.ReadAsync(sessions[7], 2))));
    }

    [Fact]
    public async Task A_connection_that_breaks_under_way_is_replaced()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres, settings: Patient);
        var journal = storage.Services.GetRequiredService<IJournal>();
        var session = Sample.Session();
        await journal.AppendAsync(Sample.Commit(session));
        await using var first = await WriteAsync(storage, session);

        var append = journal.AppendAsync(Message(session, 2, keepsRow: true));
        var waiting = await storage.WaitsAsync();
        await storage.ExecuteAsync($"SELECT pg_terminate_backend({waiting})");

        // Unknown to who waits; nothing of it is stored, and what comes now is.
        await Assert.ThrowsAsync<StorageUnavailableException>(() => append);
        await first.ExecuteAsync("ROLLBACK;");
        await UnavailableTests.SucceedsAsync(() => journal.AppendAsync(Message(session, 2, keepsRow: true)));
        Assert.Equal([new JournalHead(session, 2)], await journal.HeadsAsync([session]));
    }

    [Fact]
    public async Task The_writers_settings_stay_with_its_connection()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres, settings: new Dictionary<string, string?> { ["Storage:Patience"] = "00:00:01" });
        var (journal, session) = (storage.Services.GetRequiredService<IJournal>(), Sample.Session());
        await journal.AppendAsync(Sample.Commit(session));
        await using (await storage.BlockAsync())
            await Assert.ThrowsAsync<StorageUnavailableException>(() => journal.AppendAsync(Message(session, 2, keepsRow: true)));

        var modes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            storage.Services.GetRequiredService<Database>().ReadAsync(connection => connection.ExecuteScalarAsync<string>("SHOW plan_cache_mode"))));

        Assert.All(modes, mode => Assert.Equal("auto", mode));
    }

    private static Commit Message(SessionId session, long sequence, bool keepsRow) => Sample.Commit(session, sequence) with { KeepsRow = keepsRow };

    private static async Task<Dictionary<SessionId, AppendResult>> AppendAllAsync(IJournal journal, SessionId[] sessions, long sequence, bool? keepsRow = null)
    {
        var appends = sessions.Select(async (session, index) =>
            KeyValuePair.Create(session, await journal.AppendAsync(Message(session, sequence, keepsRow ?? (sequence > 1 && index % 2 == 0)))));
        return new(await Task.WhenAll(appends));
    }

    /// <summary>Another silo's commit, not finished yet.</summary>
    private static async Task<DbConnection> WriteAsync(StorageFixture storage, SessionId session)
    {
        var connection = await storage.ConnectAsync();
        await connection.ExecuteAsync("BEGIN;");
        await connection.ExecuteAsync("INSERT INTO journal VALUES (@Value, 2, 2, NULL, now(), 'other')", new { session.Value });
        return connection;
    }
}
