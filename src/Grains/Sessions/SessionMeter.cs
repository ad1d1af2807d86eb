using System.Diagnostics.Metrics;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The measurements of sessions, without personal data. Meter <c>medzdrav.session</c>.</summary>
internal sealed class SessionMeter
{
    private readonly Counter<long> _opened;
    private readonly Counter<long> _closed;
    private readonly Histogram<double> _lateness;

    /// <summary>Called by the container.</summary>
    public SessionMeter(IMeterFactory meters)
    {
        var meter = meters.Create("medzdrav.session");
        _opened = meter.CreateCounter<long>("medzdrav.session.opened", "{session}", "Sessions opened, by mode and kind of caller");
        _closed = meter.CreateCounter<long>("medzdrav.session.closed", "{session}", "Sessions closed, by reason");
        _lateness = meter.CreateHistogram<double>("medzdrav.session.limit.lateness", "s", "Limits that ran out and what followed was stored, by limit: how late");
    }

    /// <summary>Events were stored.</summary>
    internal void Stored(SessionEvent[] events)
    {
        foreach (var happened in events)
            if (happened.Fact is Opened opened)
                _opened.Add(1, new("mode", Word(opened.Mode)), new("caller", Word(opened.Owner.Kind)));
            else if (happened.Fact is SessionClosed closed)
                _closed.Add(1, new KeyValuePair<string, object?>("reason", Word(closed.Reason)));
    }

    /// <summary>The time of something came, and what follows is stored.</summary>
    internal void Fired(IEnumerable<SessionFact> facts, TimeSpan late)
    {
        if (LimitOf(facts) is { } limit)
            _lateness.Record(Math.Max(0, late.TotalSeconds), new KeyValuePair<string, object?>("limit", limit));
    }

    /// <summary>The limit that led to these facts; null where they are none of a limit.</summary>
    private static string? LimitOf(IEnumerable<SessionFact> facts) => facts.Aggregate((string?)null, (known, fact) => fact switch
    {
        SessionClosed { Reason: CloseReason.NoConnection } => "patientAbsent",
        LegEnded { Reason: LegEndReason.Limit } => "consultation",
        LegEnded { Reason: LegEndReason.Dropped } => "specialistAbsent",
        LimitWarning => "warning",
        Dropped => "toldAbsent",
        _ => known,
    });

    private static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
