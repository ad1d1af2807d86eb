using System.Collections.Concurrent;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Storage;

/// <summary>The sweep over rows of a kind of the test's own.</summary>
public sealed class SweepWakesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, int> wakes = new();
    private readonly FakeTimeProvider clock = new(Sample.Now);
    private Func<string, Task<DateTimeOffset?>> wake = _ => Task.FromResult<DateTimeOffset?>(null);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task A_row_from_the_console_is_woken_within_two_seconds_and_ends(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        await using var console = new ServiceCollection().AddLogging().AddStorage(storage.Configuration).BuildServiceProvider();
        await using var sweep = await Sweep.StartAsync(this, storage, TimeProvider.System);

        await console.GetRequiredService<IDueRows>().PutAsync(Due.AtOnce("test", "one"));
        var began = TimeProvider.System.GetTimestamp();

        await UntilAsync(() => Task.FromResult(Wakes("one") == 1));
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(2), "It took longer than two seconds.");
        await UntilAsync(async () => await storage.ScalarAsync("SELECT count(*) FROM due WHERE kind = 'test'", new { }) == 0);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task A_grain_that_fails_is_woken_again_later_each_time(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        wake = _ => throw new InvalidOperationException("It does not wake.");
        await storage.Services.GetRequiredService<IDueRows>().PutAsync(new Due("test", "one", clock.GetUtcNow()));
        await using var sweep = await Sweep.StartAsync(this, storage, clock);
        Assert.Equal(1, Wakes("one"));

        foreach (var (seconds, count) in new[] { (9, 1), (2, 2), (18, 2), (2, 3), (38, 3), (2, 4) })
        {
            for (var passed = 0; passed < seconds; passed++)
                await sweep.NextRoundAsync();
            Assert.Equal(count, Wakes("one"));
        }
    }

    [Fact]
    public async Task A_slow_grain_keeps_nobody_waiting()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Sqlite);
        var slow = new TaskCompletionSource<DateTimeOffset?>();
        wake = key => key == "slow" ? slow.Task : Task.FromResult<DateTimeOffset?>(null);
        var rows = storage.Services.GetRequiredService<IDueRows>();
        await rows.PutAsync(Due.AtOnce("test", "slow"));
        await using var sweep = await Sweep.StartAsync(this, storage, clock);
        Assert.Equal(1, Wakes("slow"));

        await rows.PutAsync(Due.AtOnce("test", "quick"));
        await sweep.NextRoundAsync();

        Assert.Equal(1, Wakes("quick"));
        slow.SetResult(null);
    }

    [Fact]
    public async Task A_crowd_that_is_due_at_once_is_woken_in_one_round_and_each_of_it_once()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Sqlite);
        var rows = storage.Services.GetRequiredService<IDueRows>();
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(number => rows.PutAsync(Due.AtOnce("test", $"{number}"))));
        await using var sweep = await Sweep.StartAsync(this, storage, clock);

        await UntilAsync(() => Task.FromResult(wakes.Count == 1_000));

        Assert.All(wakes.Values, count => Assert.Equal(1, count));
    }

    private int Wakes(string key) => wakes.GetValueOrDefault(key);

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
            await timer.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>A grain as the sweep sees it.</summary>
    private sealed class Woken(SweepWakesTests test, string key) : IWakes
    {
        public Task<DateTimeOffset?> Wake()
        {
            test.wakes.AddOrUpdate(key, 1, (_, count) => count + 1);
            return test.wake(key);
        }
    }

    /// <summary>A running sweep without a silo around it.</summary>
    private sealed class Sweep(SweepWakesTests test, DeadlineSweep sweep) : ISiloLifecycle, IAsyncDisposable
    {
        private ILifecycleObserver observer = null!;

        public int HighestCompletedStage => 0;

        public int LowestStoppedStage => 0;

        public static async Task<Sweep> StartAsync(SweepWakesTests test, StorageFixture storage, TimeProvider clock)
        {
            var sweep = new DeadlineSweep(
                storage.Services.GetRequiredService<DueRows>(), [new WakeKind("test", (_, key) => new Woken(test, key))], null!, storage.Services.GetRequiredService<DueMeter>(), clock, NullLogger<DeadlineSweep>.Instance);
            var running = new Sweep(test, sweep);
            sweep.Participate(running);
            await running.observer.OnStart(CancellationToken.None);
            await UntilAsync(() => Task.FromResult(sweep.Rounds > 0));
            return running;
        }

        public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
        {
            this.observer = observer;
            return sweep;
        }

        /// <summary>Lets a second pass, and returns when the round of that second has begun its wakes.</summary>
        public async Task NextRoundAsync()
        {
            var before = sweep.Rounds;
            test.clock.Advance(TimeSpan.FromSeconds(1));
            await UntilAsync(() => Task.FromResult(sweep.Rounds > before));
        }

        public async ValueTask DisposeAsync()
        {
            await observer.OnStop(CancellationToken.None);
            sweep.Dispose();
        }
    }
}
