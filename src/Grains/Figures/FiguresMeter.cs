using System.Diagnostics.Metrics;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The figures that only the database knows, without personal data. Meter <c>medzdrav.records</c>.</summary>
internal sealed class FiguresMeter
{
    private static readonly SessionPhase[] OpenPhases = [.. Enum.GetValues<SessionPhase>().Where(phase => phase != SessionPhase.Closed)];

    private readonly string[] _kinds;
    private readonly TimeProvider _clock;
    private RecordFigures? _known;

    /// <summary>Called by the container.</summary>
    public FiguresMeter(IMeterFactory meters, IEnumerable<WakeKind> kinds, TimeProvider clock)
    {
        (_kinds, _clock) = ([.. kinds.Select(kind => kind.Name)], clock);
        var meter = meters.Create("medzdrav.records");
        meter.CreateObservableGauge("medzdrav.session.open", Sessions, "{session}", "Open sessions by phase, by the silo that reads the database");
        meter.CreateObservableGauge("medzdrav.due.overdue", () => Overdue(due => due.Count), "{row}", "Due rows whose time is over, by kind, likewise");
        meter.CreateObservableGauge("medzdrav.due.oldest", () => Overdue(AgeOf), "s", "How long the oldest of them has been overdue, by kind, likewise");
    }

    /// <summary>The figures as they were read last; null where another silo reads them.</summary>
    internal void Know(RecordFigures? figures) => Volatile.Write(ref _known, figures);

    private IEnumerable<Measurement<long>> Sessions() => Volatile.Read(ref _known) is not { } known ? [] : OpenPhases.Select(phase =>
        new Measurement<long>(known.OpenSessions.GetValueOrDefault(phase), new KeyValuePair<string, object?>("phase", Words.Of(phase))));

    private IEnumerable<Measurement<long>> Overdue(Func<OverdueRows, long> part) => Volatile.Read(ref _known) is not { } known ? [] : _kinds.Select(kind =>
        new Measurement<long>(known.Overdue.GetValueOrDefault(kind) is { } rows ? part(rows) : 0, new KeyValuePair<string, object?>("kind", kind)));

    private long AgeOf(OverdueRows rows) => Math.Max(0, (long)(_clock.GetUtcNow() - rows.OldestAt).TotalSeconds);
}
