using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Grains;

/// <summary>The measurements of one instrument of one clinic, while this is listening.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(double Value, string Tags)> _all = new();

    public Measured(Clinic clinic, string instrument)
    {
        var meters = clinic.Cluster.GetSiloServiceProvider().GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (found, listener) =>
        {
            if (found.Name == instrument && found.Meter.Scope == meters)
                listener.EnableMeasurementEvents(found);
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => Keep(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Keep(value, tags));
        _listener.Start();
    }

    /// <summary>The values of all measurements with a tag, as <c>name=value</c>.</summary>
    public IEnumerable<double> With(string tag) => _all.Where(one => one.Tags.Split(';').Contains(tag)).Select(one => one.Value);

    /// <summary>Asks an instrument that is only read when somebody asks.</summary>
    public Measured Ask()
    {
        _all.Clear();
        _listener.RecordObservableInstruments();
        return this;
    }

    public void Dispose() => _listener.Dispose();

    private void Keep(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var texts = new List<string>();
        foreach (var (name, tag) in tags)
            texts.Add($"{name}={tag}");
        _all.Enqueue((value, string.Join(';', texts)));
    }
}
