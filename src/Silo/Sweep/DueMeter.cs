using System.Diagnostics.Metrics;

namespace Medzdrav.Silo;

/// <summary>The sweep's measurements, without personal data. Meter <c>medzdrav.due</c>.</summary>
internal sealed class DueMeter
{
    private readonly Counter<long> _wakes;
    private readonly Histogram<double> _lateness;

    public DueMeter(IMeterFactory meters)
    {
        var meter = meters.Create("medzdrav.due");
        _wakes = meter.CreateCounter<long>("medzdrav.due.wakes", "{wake}", "Grains that the sweep woke, by kind and outcome: woken, or failed (to be tried again)");
        _lateness = meter.CreateHistogram<double>("medzdrav.due.lateness", "s", "How late the longest overdue row was taken, by table and round in which anything was due");
    }

    public void Woken(string kind) => Count(kind, "woken");

    public void Failed(string kind) => Count(kind, "failed");

    public void Taken(string table, TimeSpan late) => _lateness.Record(Math.Max(0, late.TotalSeconds), new KeyValuePair<string, object?>("table", table));

    private void Count(string kind, string outcome) => _wakes.Add(1, new("kind", kind), new KeyValuePair<string, object?>("outcome", outcome));
}
