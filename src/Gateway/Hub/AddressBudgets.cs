using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>How much all connections from one address may send together: fifty connections of a flood are no fifty people. A developer's own machine is exempt.</summary>
internal sealed class AddressBudgets(IOptions<GatewayOptions> options, IHostEnvironment environment, TimeProvider clock)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, AddressBudget> _addresses = new();
    private long _sweptAt = clock.GetTimestamp();

    /// <summary>The budget that a connection shares with the others of its address, until it leaves.</summary>
    public AddressBudget Of(Connection connection)
    {
        if (ClientAddress.CountedOf(connection.Address, environment) is null)
            return AddressBudget.Free;
        SweepEachMinute();
        return _addresses.GetOrAdd(connection.Address, static (_, made) => new AddressBudget(made.options.Value, made.clock), (options, clock)).Enter();
    }

    /// <summary>An address without connections that has all of its budget again is as if it had never come.</summary>
    private void SweepEachMinute()
    {
        var swept = Volatile.Read(ref _sweptAt);
        if (clock.GetElapsedTime(swept) < SweepEvery || Interlocked.CompareExchange(ref _sweptAt, clock.GetTimestamp(), swept) != swept)
            return;
        foreach (var (address, budget) in _addresses)
            if (budget.IsIdle)
                _addresses.TryRemove(address, out _);
    }
}

/// <summary>The calls and texts that the connections of one address may still send.</summary>
internal sealed class AddressBudget
{
    /// <summary>Of an address that nobody counts.</summary>
    public static readonly AddressBudget Free = new();

    private readonly Lock _gate = new();
    private readonly bool _isCounted;
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private int _mayStart;
    private Bucket _calls;
    private Bucket _bytes;
    private int _connections;

    public AddressBudget(GatewayOptions options, TimeProvider clock)
    {
        _isCounted = true;
        _calls = new Bucket(options.AddressBurst, options.AddressCallsPerSecond, clock);
        _bytes = new Bucket(options.AddressTextBurst, options.AddressTextBytes, clock);
        _mayStart = options.AddressCallsAtOnce;
    }

    private AddressBudget()
    {
    }

    /// <summary>Whether nobody shares it and nothing of it is used.</summary>
    public bool IsIdle => Volatile.Read(ref _connections) == 0 && IsFull();

    /// <summary>Another connection shares it.</summary>
    public AddressBudget Enter()
    {
        Interlocked.Increment(ref _connections);
        return this;
    }

    /// <summary>A connection that shared it is gone.</summary>
    public void Leave() => Interlocked.Decrement(ref _connections);

    /// <summary>Whether a call may be made that counts as so many, and sends a text, which counts by its bytes in UTF-8. A text that is too much costs its call all the same.</summary>
    public bool Take(int calls = 1, string? text = null)
    {
        if (!_isCounted)
            return true;
        var bytes = text is null ? 0 : Encoding.UTF8.GetByteCount(text);
        lock (_gate)
        {
            _calls.Fill();
            _bytes.Fill();
            return _calls.Take(calls) && _bytes.Take(bytes);
        }
    }

    /// <summary>A call may start when few enough of the address are under way.</summary>
    public Task MayStart()
    {
        if (!_isCounted)
            return Task.CompletedTask;
        lock (_gate)
        {
            if (_mayStart > 0)
            {
                _mayStart--;
                return Task.CompletedTask;
            }
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            return turn.Task;
        }
    }

    /// <summary>A call that had started is over: the first that waits starts.</summary>
    public void End()
    {
        if (!_isCounted)
            return;
        lock (_gate)
        {
            if (_waiting.TryDequeue(out var next))
                next.SetResult();
            else
                _mayStart++;
        }
    }

    private bool IsFull()
    {
        if (!_isCounted)
            return true;
        lock (_gate)
        {
            _calls.Fill();
            _bytes.Fill();
            return _calls.IsFull && _bytes.IsFull;
        }
    }
}
