using System.Collections.Concurrent;
using System.Net;
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
        if (environment.IsDevelopment() && IPAddress.TryParse(connection.Address, out var address) && IPAddress.IsLoopback(address))
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

    private readonly Bucket? _calls;
    private readonly Bucket? _bytes;
    private int _connections;

    public AddressBudget(GatewayOptions options, TimeProvider clock) =>
        (_calls, _bytes) = (new Bucket(options.AddressBurst, options.AddressCallsPerSecond, clock), new Bucket(options.AddressTextBurst, options.AddressTextBytes, clock));

    private AddressBudget()
    {
    }

    /// <summary>Whether nobody shares it and nothing of it is used.</summary>
    public bool IsIdle => Volatile.Read(ref _connections) == 0 && _calls?.IsFull != false && _bytes?.IsFull != false;

    /// <summary>Another connection shares it.</summary>
    public AddressBudget Enter()
    {
        Interlocked.Increment(ref _connections);
        return this;
    }

    /// <summary>A connection that shared it is gone.</summary>
    public void Leave() => Interlocked.Decrement(ref _connections);

    /// <summary>Whether a call may be made that counts as so many.</summary>
    public bool TakeCalls(int count = 1) => _calls?.Take(count) != false;

    /// <summary>Whether a text of so many characters may be sent; Russian ones take two bytes each.</summary>
    public bool TakeText(int characters) => _bytes?.Take(2 * characters) != false;

    /// <summary>So much at once, and filled again by so much a second.</summary>
    private sealed class Bucket(int burst, int perSecond, TimeProvider clock)
    {
        private readonly Lock _gate = new();
        private double _left = burst;
        private long _countedAt = clock.GetTimestamp();

        public bool IsFull
        {
            get
            {
                lock (_gate)
                    return Earn() >= burst;
            }
        }

        public bool Take(int count)
        {
            lock (_gate)
            {
                if (Earn() < count)
                    return false;
                _left -= count;
                return true;
            }
        }

        private double Earn()
        {
            var now = clock.GetTimestamp();
            _left = Math.Min(burst, _left + clock.GetElapsedTime(_countedAt, now).TotalSeconds * perSecond);
            _countedAt = now;
            return _left;
        }
    }
}
