using System.Diagnostics.Metrics;

namespace Medzdrav.Grains;

/// <summary>The measurements of sessions, without personal data. Meter <c>medzdrav.session</c>.</summary>
internal sealed class SessionMeter
{
    private readonly Counter<long> _opened;
    private readonly Counter<long> _closed;

    /// <summary>Called by the container.</summary>
    public SessionMeter(IMeterFactory meters)
    {
        var meter = meters.Create("medzdrav.session");
        _opened = meter.CreateCounter<long>("medzdrav.session.opened", "{session}", "Sessions opened, by mode and kind of caller");
        _closed = meter.CreateCounter<long>("medzdrav.session.closed", "{session}", "Sessions closed, by reason");
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

    private static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
