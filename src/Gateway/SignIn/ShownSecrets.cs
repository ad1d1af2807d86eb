using System.Collections.Concurrent;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>Tokens, keys and attempts that are shown by somebody of whom nothing is known yet. Looking an invented one up costs a grain and a read of the database: so an address may show so many a minute, and the same one is not looked up again for a while.</summary>
/// <remarks>A name that stood within the last hour is looked up freely: strangers behind the same address keep nobody out who was in.</remarks>
internal sealed partial class ShownSecrets(IOptions<GatewayOptions> options, IHostEnvironment environment, GatewayMeter meter, TimeProvider clock, ILogger<ShownSecrets> logger)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RememberUnknownFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RememberStoodFor = TimeSpan.FromHours(1);
    private static readonly string[] SayUnknown = [Refusal.SignInRequired.Code, Refusal.NotFound.Code, Refusal.CodeExpired.Code];

    private readonly ConcurrentDictionary<(string Name, string Secret), (Refusal Refusal, DateTimeOffset Until)> _unknown = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _stood = new();
    private readonly ConcurrentDictionary<string, (int Shown, DateTimeOffset Until)> _addresses = new();
    private long _sweptAt = clock.GetTimestamp();

    /// <summary>Looks up what was shown, unless it is known to be unknown, or its address has shown too many.</summary>
    /// <param name="context">The request that shows it.</param>
    /// <param name="name">The part that names what it belongs to.</param>
    /// <param name="secret">The part that proves it.</param>
    /// <param name="ask">Asks the cluster.</param>
    /// <returns>The answer, or refused: tooMany.</returns>
    public async Task<Reply<T>> LookUpAsync<T>(HttpContext context, string name, string secret, Func<Task<Reply<T>>> ask) where T : class
    {
        SweepEachMinute();
        var now = clock.GetUtcNow();
        if (_unknown.TryGetValue((name, secret), out var remembered) && now < remembered.Until)
        {
            meter.Unknown("remembered");
            return remembered.Refusal;
        }
        var address = _stood.TryGetValue(name, out var stoodAt) && now - stoodAt < RememberStoodFor ? null : ClientAddress.CountedOf(context, environment);
        // Counted before it is asked, and given back when it stood: otherwise a thousand at once would pass as one.
        if (address is not null && !Take(address, now))
        {
            meter.Unknown("refused");
            return Refusal.TooMany;
        }
        var isUnknown = false;
        try
        {
            var reply = await ask();
            isUnknown = reply.Refusal is { } refusal && SayUnknown.Contains(refusal.Code);
            if (isUnknown)
                Remember(name, secret, reply.Refusal!, now);
            else if (reply.Value is not null)
                _stood[name] = now;
            return reply;
        }
        finally
        {
            if (address is not null && !isUnknown)
                GiveBack(address, now);
        }
    }

    private void Remember(string name, string secret, Refusal refusal, DateTimeOffset now)
    {
        meter.Unknown("asked");
        if (_unknown.Count < MostRemembered)
            _unknown[(name, secret)] = (refusal, now + RememberUnknownFor);
    }

    private bool Take(string address, DateTimeOffset now)
    {
        var limit = options.Value.UnknownPerAddress;
        var (shown, _) = _addresses.AddOrUpdate(
            address, static (_, at) => (1, at + Minute), static (_, count, at) => at < count.Until ? (count.Shown + 1, count.Until) : (1, at + Minute), now);
        if (shown == limit + 1)
            LogTooMany(limit);
        return shown <= limit;
    }

    private void GiveBack(string address, DateTimeOffset now) => _addresses.AddOrUpdate(
        address, static (_, at) => (0, at), static (_, count, at) => at < count.Until ? (Math.Max(0, count.Shown - 1), count.Until) : count, now);

    private void SweepEachMinute()
    {
        var swept = Volatile.Read(ref _sweptAt);
        if (clock.GetElapsedTime(swept) < Minute || Interlocked.CompareExchange(ref _sweptAt, clock.GetTimestamp(), swept) != swept)
            return;
        var now = clock.GetUtcNow();
        foreach (var (shown, remembered) in _unknown)
            if (remembered.Until <= now)
                _unknown.TryRemove(shown, out _);
        foreach (var (name, at) in _stood)
            if (now - at >= RememberStoodFor)
                _stood.TryRemove(name, out _);
        foreach (var (address, count) in _addresses)
            if (count.Until <= now)
                _addresses.TryRemove(address, out _);
    }
}
