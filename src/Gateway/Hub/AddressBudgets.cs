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

    /// <summary>The budget that a connection shares with the others of its address; null where nobody counts.</summary>
    public AddressBudget? Of(Connection connection)
    {
        if (environment.IsDevelopment() && IPAddress.TryParse(connection.Address, out var address) && IPAddress.IsLoopback(address))
            return null;
        SweepEachMinute();
        return _addresses.GetOrAdd(connection.Address, static (_, made) => new AddressBudget(made.options.Value, made.clock), (options, clock));
    }

    /// <summary>An address that has all of its budget again is as if it had never come.</summary>
    private void SweepEachMinute()
    {
        var swept = Volatile.Read(ref _sweptAt);
        if (clock.GetElapsedTime(swept) < SweepEvery || Interlocked.CompareExchange(ref _sweptAt, clock.GetTimestamp(), swept) != swept)
            return;
        foreach (var (address, budget) in _addresses)
            if (budget.IsFull)
                _addresses.TryRemove(address, out _);
    }
}

/// <summary>What the connections of one address may still send.</summary>
internal sealed class AddressBudget(GatewayOptions options, TimeProvider clock)
{
    private readonly Bucket _calls = new(options.AddressBurst, options.AddressCallsPerSecond, clock);
    private readonly Bucket _bytes = new(options.AddressTextBurst, options.AddressTextBytes, clock);

    /// <summary>Whether nothing of it is used.</summary>
    public bool IsFull => _calls.IsFull && _bytes.IsFull;

    /// <summary>Whether one more call may be made.</summary>
    public bool TakeCall() => _calls.Take(1);

    /// <summary>Whether a text of so many characters may be stored; Russian ones take two bytes each.</summary>
    public bool TakeText(int characters) => _bytes.Take(2 * characters);

    /// <summary>Filled again by so much a second.</summary>
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
