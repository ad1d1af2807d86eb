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
    private const int LooksWithinPatience = 20;

    /// <summary>So many are worth a batch of their own, however soon after the last one.</summary>
    internal const int Plenty = 32;

    // A database does not wait in a test's fake time.
    private readonly TimeProvider clock = TimeProvider.System;
    private readonly Channel<Order> waiting;
    private readonly IOrderExecutor executor;
    private readonly StorageOptions options;
    private readonly DatabaseWatch watch;
    private readonly JournalMeter meter;
    private readonly ILogger log;
    private readonly Lock gate = new();
    private readonly List<Order> underWay;
    private readonly ITimer impatience;
    private readonly Task pump;
    private long batchAt;

    /// <param name="executor">The executor that carries out orders.</param>
    /// <param name="room">How many may wait.</param>
    /// <param name="options">How many at once, and how long anybody waits.</param>
    /// <param name="watch">Told whether the database answers.</param>
    /// <param name="meter">Told what was stored.</param>
    /// <param name="log">Told what failed.</param>
    public Writer(IOrderExecutor executor, int room, StorageOptions options, DatabaseWatch watch, JournalMeter meter, ILogger log)
    {
        (this.executor, this.options, this.watch, this.meter, this.log) = (executor, options, watch, meter, log);
        waiting = Channel.CreateBounded<Order>(new BoundedChannelOptions(room));
        underWay = new List<Order>(options.CommitsAtOnce);
        var look = options.Patience / LooksWithinPatience;
        impatience = clock.CreateTimer(_ => GiveUp(), null, look, look);
        pump = Task.Run(PumpAsync);
    }

    /// <summary>How many orders wait now.</summary>
    public int Waiting => waiting.Reader.Count;

    /// <summary>Queues an order and waits for its answer, no longer than <see cref="StorageOptions.Patience"/> in all.</summary>
    public Task<T> SubmitAsync<T>(Order<T> order, CancellationToken cancellation)
    {
        if (watch.FailsAtOnce)
            return Task.FromException<T>(DatabaseWatch.Unavailable());
        order.Since = clock.GetTimestamp();
        return waiting.Writer.TryWrite(order) ? AnswerAsync(order, cancellation) : QueueAsync(order, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await pump;
        await impatience.DisposeAsync();
    }

    private static Task<T> AnswerAsync<T>(Order<T> order, CancellationToken cancellation) =>
        cancellation.CanBeCanceled ? order.Outcome.WaitAsync(cancellation) : order.Outcome;

    /// <summary>Waits for a place. Rare: a token of its own is what every commit can do without.</summary>
    private async Task<T> QueueAsync<T>(Order<T> order, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(options.Patience, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await waiting.Writer.WriteAsync(order, limit.Token);
        }
        catch (ChannelClosedException stopped)
        {
            throw DatabaseWatch.Unavailable(stopped);
        }
        catch (OperationCanceledException late) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw DatabaseWatch.Unavailable(late);
        }
        return await AnswerAsync(order, cancellation);
    }

    /// <summary>Fails what has waited too long: one look at all of them now and then, instead of a timer for each.</summary>
    private void GiveUp()
    {
        lock (gate)
        {
            foreach (var order in underWay)
                if (!order.Settled && IsLate(order))
                    GiveUp(order);
            while (waiting.Reader.TryPeek(out var oldest) && IsLate(oldest) && waiting.Reader.TryRead(out _))
                GiveUp(oldest);
        }
    }

    private bool IsLate(Order order) => clock.GetElapsedTime(order.Since) >= options.Patience;

    /// <summary>Not carried out if it still waits; if it is under way, nobody knows. The other writer's callers need not find out again.</summary>
    private void GiveUp(Order order)
    {
        watch.Away();
        order.Fail(DatabaseWatch.Unavailable(new TimeoutException("The database took too long.")));
    }

    private async Task PumpAsync()
    {
        while (await waiting.Reader.WaitToReadAsync())
        {
            // Callers whom the last batch answered come together: the first of them does not go alone.
            await Task.Yield();
            await GatherAsync();
            Take();
            if (underWay.Count > 0)
                await ExecuteAsync(underWay);
            lock (gate)
                underWay.Clear();
        }
    }

    /// <summary>A batch costs the database and us more than most of what is in it: where the options say so, few orders soon after a batch wait for others.</summary>
    private async ValueTask GatherAsync()
    {
        var early = options.Pause - clock.GetElapsedTime(batchAt);
        if (early > TimeSpan.Zero && waiting.Reader.Count < Plenty)
            await Task.Delay(early, clock);
        batchAt = clock.GetTimestamp();
    }

    private void Take()
    {
        lock (gate)
            while (underWay.Count < options.CommitsAtOnce && waiting.Reader.TryRead(out var order))
                if (!order.Settled)
                    underWay.Add(order);
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

    /// <summary>The orders of this batch have an unknown outcome; those behind it were not tried and need not wait for the next failure.</summary>
    private void FailAll(List<Order> orders, Exception why)
    {
        var unavailable = DatabaseWatch.Unavailable(why);
        foreach (var order in orders)
            order.Fail(unavailable);
        lock (gate)
            while (waiting.Reader.TryRead(out var behind))
                behind.Fail(unavailable);
    }
}
