using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Medzdrav.Host;

/// <summary>The steps of our histograms: the library's own are made for milliseconds.</summary>
internal static class Scales
{
    /// <summary>Answers, in seconds.</summary>
    private static readonly double[] Answers = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>Waits of people, in seconds.</summary>
    private static readonly double[] Waits = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600];

    /// <summary>Things stored together.</summary>
    private static readonly double[] Numbers = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

    /// <summary>The view of an instrument; null for those of others, and for what is no histogram.</summary>
    public static MetricStreamConfiguration? Of(Instrument instrument)
    {
        var isOurs = instrument.Meter.Name.StartsWith("medzdrav.", StringComparison.Ordinal);
        return isOurs && instrument is Histogram<double> or Histogram<int> ? new ExplicitBucketHistogramConfiguration { Boundaries = Boundaries(instrument) } : null;
    }

    private static double[] Boundaries(Instrument instrument) => instrument switch
    {
        { Name: "medzdrav.queue.wait" or "medzdrav.due.lateness" } => Waits,
        { Unit: "s" } => Answers,
        _ => Numbers,
    };
}
