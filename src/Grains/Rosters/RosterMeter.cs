using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The measurements of rosters, without personal data. Meter <c>medzdrav.roster</c>.</summary>
internal sealed class RosterMeter
{
    private readonly ConcurrentDictionary<(RosterAlarmKind Kind, QueueKind Queue), int> _standing = new();
    private readonly Counter<long> _raised;

    /// <summary>Called by the container.</summary>
    public RosterMeter(IMeterFactory meters)
    {
        var meter = meters.Create("medzdrav.roster");
        _raised = meter.CreateCounter<long>("medzdrav.roster.alarms", "{alarm}", "Alarms of rosters that were raised");
        meter.CreateObservableGauge("medzdrav.roster.alarms.standing", Measure, "{alarm}", "Alarms of rosters that stand, by the silo that watches");
    }

    internal void Raised(DutyMark alarm) => _raised.Add(1, Of(alarm.Kind, alarm.Queue));

    /// <summary>The alarms that stand; none where another silo watches from now on.</summary>
    internal void Stand(IEnumerable<DutyMark> alarms)
    {
        _standing.Clear();
        foreach (var group in alarms.GroupBy(alarm => (alarm.Kind, alarm.Queue)))
            _standing[group.Key] = group.Count();
    }

    private IEnumerable<Measurement<int>> Measure() => _standing.Select(one => new Measurement<int>(one.Value, Of(one.Key.Kind, one.Key.Queue)));

    private static KeyValuePair<string, object?>[] Of(RosterAlarmKind kind, QueueKind queue) => [new("kind", Words.Of(kind)), new("queue", Words.Of(queue))];
}
