using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The measurements of queues, without personal data. Meter <c>medzdrav.queue</c>.</summary>
internal sealed class QueueMeter
{
    private readonly ConcurrentDictionary<(QueueKind Kind, int Shard), (int OnDuty, int Waiting)> _coverage = new();
    private readonly ConcurrentDictionary<(QueueKind Kind, int Shard), DateTimeOffset> _longest = new();
    private readonly TimeProvider _clock;
    private readonly Counter<long> _offers;
    private readonly Counter<long> _returned;
    private readonly Histogram<double> _waits;

    /// <summary>Called by the container.</summary>
    public QueueMeter(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        var meter = meters.Create("medzdrav.queue");
        _offers = meter.CreateCounter<long>("medzdrav.queue.offers", "{offer}", "Sessions held out to specialists");
        _returned = meter.CreateCounter<long>("medzdrav.queue.offers.returned", "{offer}", "Offers that no specialist took, by how they came back: declined, missed, takenBack");
        _waits = meter.CreateHistogram<double>("medzdrav.queue.wait", "s", "Matches: from the beginning of the wait to a specialist's acceptance");
        meter.CreateObservableGauge("medzdrav.queue.waiting", () => Measure(queue => queue.Waiting), "{session}", "Sessions that wait, by the queue's silo");
        meter.CreateObservableGauge("medzdrav.queue.longest", Longest, "s", "How long the one who waits longest has been waiting, by the queue's silo");
        meter.CreateObservableGauge("medzdrav.queue.on_duty", () => Measure(queue => queue.OnDuty), "{specialist}", "Specialists on duty, by the queue's silo");
    }

    internal void Offered(QueueKind queue) => _offers.Add(1, Of(queue));

    internal void Returned(QueueKind queue, OfferReturn how) => _returned.Add(1, Of(queue), new("how", Words.Of(how)));

    internal void Matched(QueueKind queue, TimeSpan waited) => _waits.Record(waited.TotalSeconds, Of(queue));

    internal void Covered(QueueKind queue, int shard, int onDuty, int waiting) => _coverage[(queue, shard)] = (onDuty, waiting);

    /// <summary>Since when the one who waits longest does; null where nobody waits.</summary>
    internal void Waits(QueueKind queue, int shard, DateTimeOffset? since) => _longest[(queue, shard)] = since ?? DateTimeOffset.MaxValue;

    /// <summary>The queue lives in another silo from now on.</summary>
    internal void Left(QueueKind queue, int shard)
    {
        _coverage.TryRemove((queue, shard), out _);
        _longest.TryRemove((queue, shard), out _);
    }

    private IEnumerable<Measurement<double>> Longest() =>
        _longest.GroupBy(shard => shard.Key.Kind).Select(queue => new Measurement<double>(Math.Max(0, (_clock.GetUtcNow() - queue.Min(shard => shard.Value)).TotalSeconds), Of(queue.Key)));

    private IEnumerable<Measurement<int>> Measure(Func<(int OnDuty, int Waiting), int> part) =>
        _coverage.GroupBy(shard => shard.Key.Kind).Select(queue => new Measurement<int>(queue.Sum(shard => part(shard.Value)), Of(queue.Key)));

    private static KeyValuePair<string, object?> Of(QueueKind queue) => new("queue", Words.Of(queue));
}
