using System.Diagnostics;
using HdrHistogram;

namespace Medzdrav.Tests.Load;

/// <summary>Some people with a chat each, who write at a steady pace.</summary>
internal sealed class OrdinaryPeople : IAsyncDisposable
{
    private const int Count = 20;
    private const double PerSecond = 50;
    private const int Ring = 1 << 16;
    private readonly List<(HubMember Member, string Session)> _people = [];
    private readonly long[] _intended = new long[Ring];
    private readonly Breathing _breathing = new();
    private LongConcurrentHistogram _times = New();
    private int _next;
    private int _acknowledged;

    private OrdinaryPeople()
    {
    }

    /// <summary>Visitors who call, each with a connection and a session.</summary>
    public static async Task<OrdinaryPeople> ComeAsync(Uri address)
    {
        var people = new OrdinaryPeople();
        using var http = new HttpClient { BaseAddress = address };
        for (var number = 0; number < Count; number++)
        {
            var (member, session) = await ProductHost.CallAsync(http);
            await member.AskAsync("JoinSession", session, 0);
            member.Acknowledged = people.Acknowledge;
            people._breathing.Add(member);
            people._people.Add((member, session));
        }
        return people;
    }

    /// <summary>They write for a while.</summary>
    /// <returns>Microseconds from when a message should have been sent until it was acknowledged.</returns>
    public async Task<HistogramBase> ChatAsync(TimeSpan time)
    {
        var times = _times = New();
        await Pace.RunAsync(Enumerable.Range(0, (int)(PerSecond * time.TotalSeconds)).Select(number => TimeSpan.FromSeconds(number / PerSecond)), Say);
        for (var waited = 0; Volatile.Read(ref _acknowledged) < _next && waited < 300; waited++)
            await Pace.PassAsync(TimeSpan.FromMilliseconds(100));
        return Volatile.Read(ref _acknowledged) == _next ? times : throw new InvalidOperationException($"{_next - _acknowledged} messages were never acknowledged.");
    }

    public ValueTask DisposeAsync() => _breathing.DisposeAsync();

    private static LongConcurrentHistogram New() => new(1, 60_000_000, 3);

    private void Say(long intended)
    {
        var number = _next++;
        _intended[number % Ring] = intended;
        var (member, session) = _people[number % Count];
        member.Say(session, number);
    }

    private void Acknowledge(int number)
    {
        _times.RecordValue(Math.Max(1, (long)Stopwatch.GetElapsedTime(_intended[number % Ring]).TotalMicroseconds));
        Interlocked.Increment(ref _acknowledged);
    }
}
