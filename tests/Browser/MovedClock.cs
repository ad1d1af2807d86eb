using System.Diagnostics;
using Medzdrav.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Browser;

/// <summary>The clock of a host inside of this process: it goes as the machine's does, and lets hours pass at once when a story says so.</summary>
internal sealed class MovedClock : IAsyncDisposable
{
    /// <summary>Leases last for 10 s and are renewed every 3 s: in steps of this length nobody is taken for gone.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FollowedWithin = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly Lock turn = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task going;

    public MovedClock()
    {
        Followers = new GrainCallsUnderWay(clock);
        going = GoAsync();
    }

    public TimeProvider Time => clock;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The host's calls, by which is known that it keeps up.</summary>
    public GrainCallsUnderWay Followers { get; }

    /// <summary>The latest quarter of an hour that a story planned for.</summary>
    public DateTimeOffset Planned { get; private set; }

    /// <summary>The next quarter of an hour that is so far ahead.</summary>
    public DateTimeOffset QuarterIn(TimeSpan atLeast)
    {
        var quarter = TimeSpan.FromMinutes(15).Ticks;
        var next = new DateTimeOffset(((Now + atLeast).UtcTicks + quarter - 1) / quarter * quarter, TimeSpan.Zero);
        Planned = next > Planned ? next : Planned;
        return next;
    }

    /// <summary>Lets time pass until the instant, in steps that the host follows.</summary>
    public async Task PassToAsync(DateTimeOffset instant)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (Now < instant)
        {
            Advance(instant - Now < Step ? instant - Now : Step);
            var began = Stopwatch.GetTimestamp();
            do
            {
                Assert.True(Stopwatch.GetElapsedTime(began) < Patience, "The host does not follow its clock.");
                await look.WaitForNextTickAsync(stop.Token);
            }
            while (!Followers.HaveFollowed(FollowedWithin));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await going.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task GoAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var before = Stopwatch.GetTimestamp(); await timer.WaitForNextTickAsync(stop.Token);)
        {
            var now = Stopwatch.GetTimestamp();
            Advance(Stopwatch.GetElapsedTime(before, now));
            before = now;
        }
    }

    private void Advance(TimeSpan time)
    {
        lock (turn)
            if (time > TimeSpan.Zero)
                clock.Advance(time);
    }
}

/// <summary>The calls between grains and from the edge to them, counted on their way, and when the gateway's lease was renewed and read.</summary>
internal sealed class GrainCallsUnderWay(TimeProvider clock) : IIncomingGrainCallFilter
{
    private int underWay;
    private long renewedAt;
    private long readAt;

    /// <summary>Whether what was due has been done: no call is on its way, and the leases are fresh.</summary>
    public bool HaveFollowed(TimeSpan within)
    {
        var oldest = (clock.GetUtcNow() - within).UtcTicks;
        return Volatile.Read(ref underWay) == 0 && Volatile.Read(ref renewedAt) > oldest && Volatile.Read(ref readAt) > oldest;
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var askedAt = clock.GetUtcNow().UtcTicks;
        Interlocked.Increment(ref underWay);
        try
        {
            await context.Invoke();
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
        if (context.InterfaceMethod?.DeclaringType != typeof(IGatewaysGrain))
            return;
        if (context.MethodName == nameof(IGatewaysGrain.Renew))
            Volatile.Write(ref renewedAt, askedAt);
        if (context.MethodName == nameof(IGatewaysGrain.All))
            Volatile.Write(ref readAt, askedAt);
    }
}
