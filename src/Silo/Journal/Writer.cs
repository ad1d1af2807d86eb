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
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly Channel<Order> _waiting;
    private readonly IOrderExecutor _executor;
    private readonly StorageOptions _options;
    private readonly DatabaseWatch _watch;
    private readonly JournalMeter _meter;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private readonly List<Order> _underWay;
    private readonly ITimer _impatience;
    private readonly Task _pump;
    private long _batchAt;

    /// <param name="executor">The executor that carries out orders.</param>
    /// <param name="room">How many may wait.</param>
    /// <param name="options">How many at once, and how long anybody waits.</param>
    /// <param name="watch">Told whether the database answers.</param>
    /// <param name="meter">Told what was stored.</param>
    /// <param name="log">Told what failed.</param>
    public Writer(IOrderExecutor executor, int room, StorageOptions options, DatabaseWatch watch, JournalMeter meter, ILogger log)
    {
        (_executor, _options, _watch, _meter, _log) = (executor, options, watch, meter, log);
        _waiting = Channel.CreateBounded<Order>(new BoundedChannelOptions(room));
        _underWay = new List<Order>(options.CommitsAtOnce);
        var look = options.Patience / LooksWithinPatience;
        _impatience = _clock.CreateTimer(_ => GiveUp(), null, look, look);
        _pump = Task.Run(PumpAsync);
    }

    /// <summary>How many orders wait now.</summary>
    public int Waiting => _waiting.Reader.Count;

    /// <summary>Queues an order and waits for its answer, no longer than <see cref="StorageOptions.Patience"/> in all.</summary>
    public Task<T> SubmitAsync<T>(Order<T> order, CancellationToken cancellation)
    {
        if (_watch.FailsAtOnce)
            return Task.FromException<T>(DatabaseWatch.Unavailable());
        order.Since = _clock.GetTimestamp();
        return _waiting.Writer.TryWrite(order) ? AnswerAsync(order, cancellation) : QueueAsync(order, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _pump;
        await _impatience.DisposeAsync();
    }

    private static Task<T> AnswerAsync<T>(Order<T> order, CancellationToken cancellation) =>
        cancellation.CanBeCanceled ? order.Outcome.WaitAsync(cancellation) : order.Outcome;

    /// <summary>Waits for a place. Rare: a token of its own is what every commit can do without.</summary>
    private async Task<T> QueueAsync<T>(Order<T> order, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(_options.Patience, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await _waiting.Writer.WriteAsync(order, limit.Token);
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
        lock (_gate)
        {
            foreach (var order in _underWay)
                if (!order.Settled && IsLate(order))
                    GiveUp(order);
            while (_waiting.Reader.TryPeek(out var oldest) && IsLate(oldest) && _waiting.Reader.TryRead(out _))
                GiveUp(oldest);
        }
    }

    private bool IsLate(Order order) => _clock.GetElapsedTime(order.Since) >= _options.Patience;

    /// <summary>Not carried out if it still waits; if it is under way, nobody knows. The other writer's callers need not find out again.</summary>
    private void GiveUp(Order order)
    {
        _watch.Away();
        order.Fail(DatabaseWatch.Unavailable(new TimeoutException("The database took too long.")));
    }

    private async Task PumpAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            // Callers whom the last batch answered come together: the first of them does not go alone.
            await Task.Yield();
            await GatherAsync();
            Take();
            if (_underWay.Count > 0)
                await ExecuteAsync(_underWay);
            lock (_gate)
                _underWay.Clear();
        }
    }

    /// <summary>A batch costs the database and us more than most of what is in it: where the options say so, few orders soon after a batch wait for others.</summary>
    private async ValueTask GatherAsync()
    {
        var early = _options.Pause - _clock.GetElapsedTime(_batchAt);
        if (early > TimeSpan.Zero && _waiting.Reader.Count < Plenty)
            await Task.Delay(early, _clock);
        _batchAt = _clock.GetTimestamp();
    }

    private void Take()
    {
        lock (_gate)
            while (_underWay.Count < _options.CommitsAtOnce && _waiting.Reader.TryRead(out var order))
                if (!order.Settled)
                    _underWay.Add(order);
    }

    private async Task ExecuteAsync(List<Order> orders)
    {
        var startedAt = _clock.GetTimestamp();
        try
        {
            await _executor.ExecuteAsync(orders);
            _watch.Answered();
            _meter.Stored(orders.Count, _clock.GetElapsedTime(startedAt));
        }
        catch (Exception why)
        {
            _watch.Away();
            _meter.Failed();
            LogAway(_log, orders.Count, why);
            FailAll(orders, why);
        }
    }

    /// <summary>The orders of this batch have an unknown outcome; those behind it were not tried and need not wait for the next failure.</summary>
    private void FailAll(List<Order> orders, Exception why)
    {
        var unavailable = DatabaseWatch.Unavailable(why);
        foreach (var order in orders)
            order.Fail(unavailable);
        lock (_gate)
            while (_waiting.Reader.TryRead(out var behind))
                behind.Fail(unavailable);
    }
}
