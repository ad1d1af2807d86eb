using System.Diagnostics;
using System.Diagnostics.Metrics;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The edge's measurements, without personal data. Meter <c>medzdrav.gateway</c>.</summary>
public sealed class GatewayMeter
{
    /// <summary>The meter's name, for exporters.</summary>
    public const string Name = "medzdrav.gateway";

    private readonly Histogram<double> _callDuration;
    private readonly Histogram<double> _latency;
    private readonly Counter<long> _pushes;
    private readonly Counter<long> _cuts;
    private readonly Counter<long> _unknown;
    private readonly Counter<long> _limited;

    /// <summary>Called by the container.</summary>
    public GatewayMeter(IMeterFactory meters, Connections connections)
    {
        var meter = meters.Create(Name);
        _callDuration = meter.CreateHistogram<double>("medzdrav.gateway.call.duration", "s", "Hub calls by method and outcome: ok, a refusal's code, or fault");
        _latency = meter.CreateHistogram<double>("medzdrav.gateway.push.latency", "s", "Events of sessions: from being decided, before they are stored, to being written to the connections of this process");
        _pushes = meter.CreateCounter<long>("medzdrav.gateway.pushes", "{push}", "Pushes that came from silos, by kind");
        _cuts = meter.CreateCounter<long>("medzdrav.gateway.cuts", "{connection}", "Connections that were cut, by reason");
        _unknown = meter.CreateCounter<long>("medzdrav.gateway.unknown", "{secret}", "Tokens, keys and attempts that nobody knows, by what was done: asked, remembered, or refused unread");
        _limited = meter.CreateCounter<long>("medzdrav.gateway.limited", "{refusal}", "Calls and connections that were too many, by whose limit: connectionCalls, person, address, personConnections, addressConnections");
        meter.CreateObservableUpDownCounter("medzdrav.gateway.connections", () => Count(connections), "{connection}", "Hub connections, by kind of caller");
    }

    /// <summary>A hub call was answered.</summary>
    internal void Called(string method, string outcome, TimeSpan took) =>
        _callDuration.Record(took.TotalSeconds, new TagList { { "method", method }, { "outcome", outcome } });

    /// <summary>A push came.</summary>
    internal void Pushed(string kind) => _pushes.Add(1, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>Events of a session were written to connections.</summary>
    internal void Delivered(TimeSpan after) => _latency.Record(Math.Max(0, after.TotalSeconds));

    /// <summary>Connections were cut.</summary>
    internal void Cut(string reason, int count = 1) => _cuts.Add(count, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>A call or a connection was too many.</summary>
    internal void Limited(string limit) => _limited.Add(1, new KeyValuePair<string, object?>("limit", limit));

    /// <summary>A secret that nobody knows was shown.</summary>
    internal void Unknown(string done) => _unknown.Add(1, new KeyValuePair<string, object?>("done", done));

    /// <summary>Each kind has its number, also zero.</summary>
    private static IEnumerable<Measurement<long>> Count(Connections connections)
    {
        var known = connections.All.CountBy(connection => connection.Caller.Kind).ToDictionary();
        return Enum.GetValues<CallerKind>().Select(kind => new Measurement<long>(known.GetValueOrDefault(kind), new KeyValuePair<string, object?>("kind", Words.Of(kind))));
    }
}
