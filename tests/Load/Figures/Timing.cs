using HdrHistogram;

namespace Medzdrav.Tests.Load;

/// <summary>How long a step took, in milliseconds.</summary>
/// <param name="Count">How often it was timed.</param>
/// <param name="P50">Half took at most this long.</param>
/// <param name="P95">All but one in 20.</param>
/// <param name="P99">All but one in 100.</param>
/// <param name="Max">The longest.</param>
internal sealed record Timing(long Count, double P50, double P95, double P99, double Max)
{
    private const double MicrosecondsPerMillisecond = 1000;

    /// <summary>Of a histogram of microseconds.</summary>
    public static Timing Of(HistogramBase times) => times.TotalCount == 0
        ? new(0, 0, 0, 0, 0)
        : new(times.TotalCount, At(times, 50), At(times, 95), At(times, 99), Math.Round(times.GetMaxValue() / MicrosecondsPerMillisecond, 3));

    /// <summary>The time that the given part in a hundred did not exceed.</summary>
    public static double At(HistogramBase times, double percentile) => Math.Round(times.GetValueAtPercentile(percentile) / MicrosecondsPerMillisecond, 3);
}

/// <summary>A point of a percentile curve.</summary>
/// <param name="Percentile">Of 100.</param>
/// <param name="Milliseconds">The longest time that this part took.</param>
internal sealed record CurvePoint(double Percentile, double Milliseconds);

/// <summary>How long a step took over a whole run.</summary>
/// <param name="Summary">In short.</param>
/// <param name="Curve">Towards the longest, by ever smaller remainders: a half, a tenth, a hundredth…</param>
internal sealed record Percentiles(Timing Summary, IReadOnlyList<CurvePoint> Curve)
{
    private const int PointsPerNine = 8;
    private const int MaxNines = 6;

    /// <summary>Of a histogram of microseconds.</summary>
    public static Percentiles Of(HistogramBase times) => new(Timing.Of(times), [.. Curved(times)]);

    /// <summary>The curve ends where a single value would decide.</summary>
    private static IEnumerable<CurvePoint> Curved(HistogramBase times)
    {
        for (var point = 0; point <= PointsPerNine * MaxNines; point++)
        {
            var remainder = Math.Pow(10, -(double)point / PointsPerNine);
            if (remainder * times.TotalCount < 1)
                yield break;
            var percentile = Math.Round(100 * (1 - remainder), 6);
            yield return new(percentile, Timing.At(times, percentile));
        }
    }
}
