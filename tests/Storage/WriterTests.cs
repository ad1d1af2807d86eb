using System.Diagnostics;
using Medzdrav.Silo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Medzdrav.Tests.Storage;

public sealed class WriterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_few_orders_soon_after_a_batch_wait_for_others()
    {
        var every = TimeSpan.FromMilliseconds(100);
        await using var desk = new Desk(every);
        var beganAt = Stopwatch.GetTimestamp();
        await desk.SubmitDuringABatchAsync(3);

        Assert.Equal([1, 3], desk.Batches);
        // Timers go by a clock of a few milliseconds' steps, and may be that much early.
        Assert.True(Stopwatch.GetElapsedTime(beganAt) >= every - TimeSpan.FromMilliseconds(10));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, null, 3)]
    [InlineData(DatabaseKind.Postgres, null, 0, Traits = ["database", "postgres"])]
    [InlineData(DatabaseKind.Postgres, 7, 7, Traits = ["database", "postgres"])]
    public void By_default_batches_wait_for_others_on_SQLite_only(DatabaseKind database, int? set, int milliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(milliseconds),
        new StorageOptions { Database = database, BatchEvery = set is { } every ? TimeSpan.FromMilliseconds(every) : null }.Pause);

    [Fact]
    public async Task Plenty_of_orders_wait_for_nobody()
    {
        await using var desk = new Desk(2 * Patience);

        await desk.SubmitDuringABatchAsync(Writer.Plenty);

        Assert.Equal([1, Writer.Plenty], desk.Batches);
    }

    [Fact]
    public async Task An_order_to_an_idle_writer_goes_at_once()
    {
        await using var desk = new Desk(2 * Patience);
        desk.Open();

        await desk.SubmitAsync().WaitAsync(Patience);
    }

    /// <summary>A writer whose batches are carried out when the test says so.</summary>
    private sealed class Desk : IOrderExecutor, IAsyncDisposable
    {
        private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<JournalMeter>().BuildServiceProvider();
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Writer _writer;

        public Desk(TimeSpan batchEvery) => _writer = new Writer(
            this, 100, new StorageOptions { BatchEvery = batchEvery, Patience = Patience }, new DatabaseWatch(), _services.GetRequiredService<JournalMeter>(), NullLogger.Instance);

        /// <summary>How many orders each batch had.</summary>
        public List<int> Batches { get; } = [];

        public void Open() => _opened.TrySetResult();

        public Task<int> SubmitAsync() => _writer.SubmitAsync(new Done(), TestContext.Current.CancellationToken);

        /// <summary>An order is under way when the others come, all at once.</summary>
        public async Task SubmitDuringABatchAsync(int count)
        {
            var first = SubmitAsync();
            await _begun.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            Task[] others = [first, .. Enumerable.Range(0, count).Select(_ => SubmitAsync())];
            Open();
            await Task.WhenAll(others).WaitAsync(Patience, TestContext.Current.CancellationToken);
        }

        public async Task ExecuteAsync(IReadOnlyList<Order> orders)
        {
            _begun.TrySetResult();
            Batches.Add(orders.Count);
            await _opened.Task;
            foreach (var order in orders)
                ((Done)order).Settle(0);
        }

        public async ValueTask DisposeAsync()
        {
            Open();
            await _writer.DisposeAsync();
            await _services.DisposeAsync();
        }
    }

    private sealed class Done : Order<int>;
}
