using System.Globalization;
using BenchmarkDotNet.Attributes;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Benchmarks;

/// <summary>A decision of a queue that stays as long as it is: a specialist is free, the first in line is held out and taken, another one comes.</summary>
public class QueueBenchmarks
{
    private static readonly StaffId Staff = new("sokolova");
    private readonly Queue<WaitingSession> _out = new();
    private Matching _queue = null!;
    private DateTimeOffset _now = Sample.Noon;

    /// <summary>How many wait.</summary>
    [Params(100, 10_000)]
    public int Waiting { get; set; }

    [GlobalSetup]
    public void Begin()
    {
        _queue = new Matching(new MatchingTerms(TimeSpan.FromSeconds(22), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4)));
        for (var number = 0; number < Waiting; number++)
            _queue.Enqueue(Session(number), _now);
        for (var number = 0; number < Waiting; number++)
            _out.Enqueue(Session(Waiting + number));
    }

    [Benchmark]
    public object Decide()
    {
        _now = _now.AddMilliseconds(1);
        _queue.Renew(new Availability(Staff, OnDuty: true, FreeUnits: 3, Units: 3, _now), _now);
        var lease = _queue.Decide(_now)[0];
        _queue.Remove(lease.Waiting.SessionId, lease.Waiting.Ticket, isAdmitted: true, _now);
        // A session that was taken comes back behind all others, so that ids need not be made while it is timed.
        var next = _out.Dequeue();
        _queue.Enqueue(next with { Wait = next.Wait with { Since = _now } }, _now);
        _out.Enqueue(lease.Waiting);
        return lease;
    }

    [Benchmark(Description = "Renewal, nobody free")]
    public int Renewal()
    {
        _now = _now.AddMilliseconds(1);
        _queue.Renew(new Availability(Staff, OnDuty: true, FreeUnits: 0, Units: 3, _now), _now);
        return _queue.Decide(_now).Count;
    }

    private static WaitingSession Session(int number) => new(
        new SessionId(string.Create(CultureInfo.InvariantCulture, $"session-{number:D6}")), 3, SessionMode.Chat, null, null,
        new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, Sample.Noon.AddMilliseconds(number - 100_000)), Presence.Here);
}
