using System.Diagnostics;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

/// <summary>SQLite's write-ahead log under somebody who goes on reading an old state, as a backup, a report or a forgotten console does.</summary>
public sealed class SqliteLogTests : IAsyncLifetime
{
    private const int Commits = 400;
    private static readonly string Text = new('m', 64 * 1024);
    private StorageFixture storage = null!;

    public async ValueTask InitializeAsync() => storage = await StorageFixture.CreateAsync(DatabaseKind.Sqlite);

    public ValueTask DisposeAsync() => storage.DisposeAsync();

    private FileInfo Log => new(Path.Combine(storage.Options.DataDirectory, "medzdrav.db-wal"));

    [Fact]
    public async Task The_log_is_small_again_within_seconds_after_the_reader_has_gone()
    {
        using var silo = await TestSilo.StartAsync(storage);
        await using (await ReaderAsync())
        {
            await CommitAsync(Commits);
            Assert.True(Log.Length > SqliteOrders.UsualLogBytes, $"{Log.Length} bytes");
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var patience = Stopwatch.StartNew(); Log.Length > SqliteLog.SmallBytes && patience.Elapsed < TimeSpan.FromSeconds(10);)
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        Assert.InRange(Log.Length, 0, SqliteLog.SmallBytes);
        await silo.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_log_is_cut_to_its_usual_length_while_everybody_writes()
    {
        await using (await ReaderAsync())
            await CommitAsync(Commits);
        Assert.True(Log.Length > SqliteOrders.UsualLogBytes, $"{Log.Length} bytes");

        // The first takes the log over into the file, the second begins it anew.
        await CommitAsync(1);
        await CommitAsync(1);

        Assert.InRange(Log.Length, 0, SqliteOrders.UsualLogBytes);
    }

    [Fact]
    public async Task A_log_that_somebody_reads_stays_and_nobody_waits_for_it()
    {
        using var log = new SqliteLog(Path.Combine(storage.Options.DataDirectory, "medzdrav.db"));
        await CommitAsync(1);
        await using (await ReaderAsync())
        {
            await CommitAsync(Commits);
            var before = Log.Length;
            var took = Stopwatch.StartNew();
            for (var look = 0; look < 3; look++)
                log.Look();
            Assert.Equal(before, Log.Length);
            Assert.InRange(took.Elapsed, TimeSpan.Zero, storage.Options.Patience / 2);
        }

        log.Look();
        Assert.Equal(0, Log.Length);
    }

    [Fact]
    public async Task A_log_in_use_is_left_to_those_who_write()
    {
        using var log = new SqliteLog(Path.Combine(storage.Options.DataDirectory, "medzdrav.db"));
        for (var look = 0; look < 3; look++)
        {
            await CommitAsync(100);
            log.Look();
        }
        Assert.True(Log.Length > SqliteLog.SmallBytes, $"{Log.Length} bytes");

        log.Look();

        Assert.Equal(0, Log.Length);
    }

    private async Task<IAsyncDisposable> ReaderAsync()
    {
        var reader = new SqliteConnection($"Data Source={Path.Combine(storage.Options.DataDirectory, "medzdrav.db")};Pooling=False");
        await reader.OpenAsync();
        await using var begin = new SqliteCommand("BEGIN; SELECT count(*) FROM journal", reader);
        await begin.ExecuteScalarAsync();
        return reader;
    }

    private async Task CommitAsync(int count)
    {
        var journal = storage.Services.GetRequiredService<IJournal>();
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => journal.AppendAsync(Sample.Commit(Sample.Session(), payload: Text))));
    }
}
