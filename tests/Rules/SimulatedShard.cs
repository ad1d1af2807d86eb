using System.Diagnostics;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>A shard of a simulated queue: the platform's rules, and the time that they take.</summary>
internal sealed class SimulatedShard
{
    private readonly QueueShard _shard;
    private readonly TimeSpan _apart;
    private (int Anybody, int Own) _told;

    public SimulatedShard(QueueShard shard, TimeSpan apart)
    {
        (_shard, _apart) = (shard, apart);
        Begin();
    }

    public Matching Queue { get; private set; } = null!;

    public bool IsAlive { get; set; } = true;

    public long Words { get; private set; }

    public long Decisions { get; private set; }

    public TimeSpan Busy { get; private set; }

    /// <summary>A new activation, which knows nothing.</summary>
    public void Begin() => Queue = new Matching(
        new MatchingTerms(TimeSpan.FromSeconds(22), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4)),
        _shard.Count == 1 ? null : new Elsewhere(_shard, _apart));

    public IReadOnlyList<Lease> Decide(Action<Matching> word, DateTimeOffset now)
    {
        var began = Stopwatch.GetTimestamp();
        word(Queue);
        var leases = Queue.Decide(now);
        Busy += Stopwatch.GetElapsedTime(began);
        Words++;
        Decisions += leases.Count;
        return leases;
    }

    /// <summary>Whether the others are to be told at once, as the grain tells them.</summary>
    public bool HasNewNeeds()
    {
        var needs = Queue.Needs;
        var isNews = (needs.Anybody > 0 && _told.Anybody == 0) || needs.Own > _told.Own;
        _told = isNews ? needs : (Math.Min(needs.Anybody, _told.Anybody), Math.Min(needs.Own, _told.Own));
        return isNews;
    }

    public ShardNews News(DateTimeOffset now)
    {
        var began = Stopwatch.GetTimestamp();
        _told = Queue.Needs;
        var news = Queue.News(new QueueCoverage(QueueKind.Consultant, Queue.Board.OnDuty, Queue.Line.Count, now));
        Busy += Stopwatch.GetElapsedTime(began);
        return news;
    }
}
