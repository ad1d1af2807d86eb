using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

/// <summary>Carries out orders that were waiting together.</summary>
internal interface IOrderExecutor
{
    /// <summary>Settles or fails each order. Throws only when the database does not answer: then those not settled yet fail with it.</summary>
    Task ExecuteAsync(IReadOnlyList<Order> orders);
}

/// <summary>A writer of a silo: drains a bounded channel and carries out all that waits in one go.</summary>
internal sealed partial class Writer : IAsyncDisposable
{
    // A database does not wait in a test's fake time.
    private readonly TimeProvider clock = TimeProvider.System;
    private readonly Channel<Order> waiting;
    private readonly IOrderExecutor executor;
    private readonly StorageOptions options;
    private readonly DatabaseWatch watch;
    private readonly JournalMeter meter;
    private readonly ILogger log;
    private readonly Task pump;

    /// <param name="executor">What carries out orders.</param>
    /// <param name="room">How many may wait.</param>
    /// <param name="options">How many at once, and how long anybody waits.</param>
    /// <param name="watch">Told whether the database answers.</param>
    /// <param name="meter">Told what was stored.</param>
    /// <param name="log">Told what failed.</param>
    public Writer(IOrderExecutor executor, int room, StorageOptions options, DatabaseWatch watch, JournalMeter meter, ILogger log)
    {
        (this.executor, this.options, this.watch, this.meter, this.log) = (executor, options, watch, meter, log);
        waiting = Channel.CreateBounded<Order>(new BoundedChannelOptions(room) { SingleReader = true });
        pump = Task.Run(PumpAsync);
    }

    /// <summary>How many orders wait now.</summary>
    public int Waiting => waiting.Reader.Count;

    /// <summary>Queues an order and waits for its answer, no longer than <see cref="StorageOptions.Patience"/> in all.</summary>
    public async Task<T> SubmitAsync<T>(Order<T> order, CancellationToken cancellation)
    {
        if (watch.FailsAtOnce)
            throw DatabaseWatch.Unavailable();
        var startedAt = clock.GetTimestamp();
        try
        {
            if (!waiting.Writer.TryWrite(order))
                await QueueAsync(order, cancellation);
            return await order.Outcome.WaitAsync(Left(startedAt), clock, cancellation);
        }
        catch (ChannelClosedException stopped)
        {
            throw DatabaseWatch.Unavailable(stopped);
        }
        catch (TimeoutException late)
        {
            // Not carried out if it still waits; if it is under way, nobody knows. The other writer's callers need not find out again.
            watch.Away();
            var unknown = DatabaseWatch.Unavailable(late);
            order.Fail(unknown);
            throw unknown;
        }
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await pump;
    }

    /// <summary>Waits for a place. Rare: a token of its own is what every commit can do without.</summary>
    private async Task QueueAsync(Order order, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(options.Patience, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await waiting.Writer.WriteAsync(order, limit.Token);
        }
        catch (OperationCanceledException late) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("The channel stayed full.", late);
        }
    }

    private TimeSpan Left(long startedAt)
    {
        var left = options.Patience - clock.GetElapsedTime(startedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private async Task PumpAsync()
    {
        var orders = new List<Order>(options.CommitsAtOnce);
        while (await waiting.Reader.WaitToReadAsync())
        {
            // Those whom the last batch answered come together: who is first does not go alone.
            await Task.Yield();
            Take(orders);
            if (orders.Count > 0)
                await ExecuteAsync(orders);
            orders.Clear();
        }
    }

    private void Take(List<Order> orders)
    {
        while (orders.Count < options.CommitsAtOnce && waiting.Reader.TryRead(out var order))
            if (!order.Settled)
                orders.Add(order);
    }

    private async Task ExecuteAsync(List<Order> orders)
    {
        var startedAt = clock.GetTimestamp();
        try
        {
            await executor.ExecuteAsync(orders);
            watch.Answered();
            meter.Stored(orders.Count, clock.GetElapsedTime(startedAt));
        }
        catch (Exception why)
        {
            watch.Away();
            meter.Failed();
            LogAway(log, orders.Count, why);
            FailAll(orders, why);
        }
    }

    /// <summary>Those of this batch have an unknown outcome; those behind it were not tried and need not wait for the next failure.</summary>
    private void FailAll(List<Order> orders, Exception why)
    {
        var unavailable = DatabaseWatch.Unavailable(why);
        foreach (var order in orders)
            order.Fail(unavailable);
        while (waiting.Reader.TryRead(out var behind))
            behind.Fail(unavailable);
    }
}
