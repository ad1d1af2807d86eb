using System.Diagnostics;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;

namespace Medzdrav.Tests.Storage;

public sealed class UnavailableTests
{
    // The promise is 3 s; the rest is for a busy test machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task A_blocked_database_fails_clearly_within_3_s_and_recovers(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        var journal = storage.Services.GetRequiredService<IJournal>();
        var (session, other) = (Sample.Session(), Sample.Session());
        var (first, second) = (Sample.Commit(session), Sample.Commit(session, 2));
        await journal.AppendAsync(first);
        var block = await storage.BlockAsync();

        await FailsAsync(() => journal.AppendAsync(second), Patience);
        await FailsAsync(() => journal.AppendAsync(Sample.Commit(other)), TimeSpan.FromSeconds(1));
        Assert.False(storage.Services.GetRequiredService<DatabaseWatch>().Available);
        Assert.Equal(session, Assert.Single(await journal.HeadsAsync([session, other])).SessionId);
        await block.DisposeAsync();

        // Its outcome is unknown: it was stored late, or is stored now; once in any case.
        await SucceedsAsync(() => journal.AppendAsync(second));
        Assert.Equal([first.Command, second.Command], (await journal.ReadAsync(session)).Select(commit => commit.Command));
        Assert.True(storage.Services.GetRequiredService<DatabaseWatch>().Available);
    }

    [Fact]
    public void What_callers_are_told_can_be_read_in_another_process()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();

        var told = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(DatabaseWatch.Unavailable(new NpgsqlException("The pool is exhausted."))));

        Assert.Equal("The database does not answer (NpgsqlException).", Assert.IsType<StorageUnavailableException>(told).Message);
    }

    [Fact, Trait("database", "postgres")]
    public async Task A_stopped_server_fails_clearly_and_is_used_again_when_it_is_back()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres, server);
        var journal = storage.Services.GetRequiredService<IJournal>();
        var accounts = storage.Services.GetRequiredService<IAccounts>();
        var sessions = Enumerable.Range(0, 20).Select(_ => Sample.Session()).ToArray();
        await Task.WhenAll(sessions.Select(session => journal.AppendAsync(Sample.Commit(session))));
        await server.StopAsync();

        await Task.WhenAll(sessions.Select(session => FailsAsync(() => journal.AppendAsync(Sample.Commit(session, 2)), Patience)));
        await FailsAsync(() => journal.ReadAsync(sessions[0]), Patience);
        await FailsAsync(() => accounts.AccountOfAsync("+79000000001", Sample.Now), Patience);
        await server.StartAsync();

        await SucceedsAsync(() => journal.AppendAsync(Sample.Commit(sessions[0], 2)));
        await SucceedsAsync(() => accounts.AccountOfAsync("+79000000001", Sample.Now));
        Assert.All(await journal.HeadsAsync(sessions[1..]), head => Assert.Equal(1, head.Sequence));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task A_commit_whose_answer_was_lost_is_stored_once(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        var commit = Sample.Commit(Sample.Session(), events: 3);
        await storage.Services.GetRequiredService<IJournal>().AppendAsync(commit);

        // The process that got the answer is gone; the next one repeats.
        await using var next = new ServiceCollection().AddLogging().AddStorage(storage.Configuration).BuildServiceProvider();
        var journal = next.GetRequiredService<IJournal>();
        Assert.Equal(AppendResult.Conflict, await journal.AppendAsync(commit));

        var stored = Assert.Single(await journal.ReadAsync(commit.Session));
        Assert.Equal((commit.Command, commit.LastSequence), (stored.Command, stored.LastSequence));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task A_full_channel_makes_callers_wait_and_holds_no_more(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind, settings: new Dictionary<string, string?> { ["Storage:WaitingCommits"] = "4", ["Storage:CommitsAtOnce"] = "2", ["Storage:Patience"] = "00:00:20" });
        var journal = storage.Services.GetRequiredService<IJournal>();
        var database = storage.Services.GetRequiredService<Database>();
        var block = await storage.BlockAsync();

        var appends = Enumerable.Range(0, 200).Select(_ => journal.AppendAsync(Sample.Commit(Sample.Session()))).ToArray();

        Assert.InRange(database.Waiting, 2, 4);
        Assert.DoesNotContain(appends, append => append.IsCompleted);
        await block.DisposeAsync();
        Assert.All(await Task.WhenAll(appends), result => Assert.Equal(AppendResult.Stored, result));
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_not_waited_for()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Sqlite);
        var journal = storage.Services.GetRequiredService<IJournal>();
        await using var block = await storage.BlockAsync();
        using var giveUp = new CancellationTokenSource();

        var append = journal.AppendAsync(Sample.Commit(Sample.Session()), giveUp.Token);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
    }

    [Fact]
    public async Task A_clock_that_is_off_makes_the_silo_unready()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres, configure: services => services.AddSingleton<TimeProvider>(new FastClock()));
        var watch = storage.Services.GetRequiredService<ClockWatch>();
        Assert.True(watch.Healthy);

        await storage.Services.GetRequiredService<IJournal>().AppendAsync(Sample.Commit(Sample.Session()));

        Assert.False(watch.Healthy);
        Assert.InRange(watch.Offset, TimeSpan.FromSeconds(-5.5), TimeSpan.FromSeconds(-4.5));
    }

    [Fact]
    public async Task A_clock_that_is_right_keeps_it_ready()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres);

        await storage.Services.GetRequiredService<IJournal>().AppendAsync(Sample.Commit(Sample.Session()));

        Assert.True(storage.Services.GetRequiredService<ClockWatch>().Healthy);
    }

    private static async Task FailsAsync(Func<Task> act, TimeSpan within)
    {
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAsync<StorageUnavailableException>(act);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, within);
    }

    /// <summary>Tries until the storage answers, for 10 s at most.</summary>
    internal static async Task SucceedsAsync(Func<Task> act)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var watch = Stopwatch.StartNew(); ; await timer.WaitForNextTickAsync())
        {
            try
            {
                await act();
                return;
            }
            catch (StorageUnavailableException) when (watch.Elapsed < TimeSpan.FromSeconds(10))
            {
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
            }
        }
    }

    private sealed class FastClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddSeconds(5);
    }
}
