using Medzdrav.Tests.Load;

namespace Medzdrav.Tests.Tools;

public class StepTimesTests
{
    private const int Seed = 20261123;
    private const double OnePerThousand = 0.001;

    [Fact]
    public void Percentiles_are_those_of_the_sorted_values()
    {
        var times = new StepTimes();
        var sorted = Milliseconds(10_000).Order().ToArray();
        foreach (var value in sorted)
            times.Took(TimeSpan.FromMilliseconds(value));

        var total = times.Total();

        Assert.Equal(sorted.Length, total.Summary.Count);
        Near(sorted[4_999], total.Summary.P50);
        Near(sorted[9_499], total.Summary.P95);
        Near(sorted[9_899], total.Summary.P99);
        Near(sorted[^1], total.Summary.Max);
        // The histogram rounds to a whole rank, up or down.
        foreach (var (rank, milliseconds) in total.Curve.Select(point => (point.Percentile / 100 * sorted.Length, point.Milliseconds)))
            Between(sorted[Math.Max(0, (int)Math.Floor(rank) - 1)], sorted[(int)Math.Ceiling(rank)], milliseconds);
    }

    [Fact]
    public void A_percentile_curve_ends_where_a_single_value_would_decide()
    {
        var times = new StepTimes();
        foreach (var value in Milliseconds(1_000))
            times.Took(TimeSpan.FromMilliseconds(value));

        Assert.Equal(99.9, times.Total().Curve[^1].Percentile, 3);
    }

    [Fact]
    public void What_was_looked_at_is_not_seen_again_but_stays_in_the_total()
    {
        var times = new StepTimes();
        times.Took(TimeSpan.FromMilliseconds(5));

        Assert.Equal(1, times.Total().Summary.Count);
        Assert.Equal(1, times.Look().Count);
        Assert.Equal(0, times.Look().Count);
        Assert.Equal(1, times.Total().Summary.Count);
    }

    [Fact]
    public async Task Nothing_is_lost_when_many_threads_record_while_another_looks()
    {
        const int Threads = 4, Each = 50_000;
        var times = new StepTimes();
        long looked = 0;

        var recording = Task.WhenAll(Enumerable.Range(1, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
                times.Took(TimeSpan.FromMilliseconds(thread));
        })));
        while (!recording.IsCompleted)
            looked += times.Look().Count;
        await recording;

        Assert.Equal(Threads * Each, looked + times.Look().Count);
        Assert.Equal(Threads * Each, times.Total().Summary.Count);
    }

    [Fact]
    public void A_step_that_never_ends_counts_as_ten_minutes_and_one_that_ended_early_as_none()
    {
        var times = new StepTimes();
        times.Took(TimeSpan.FromHours(3));
        times.Took(TimeSpan.FromMilliseconds(-1));

        Near(600_000, times.Total().Summary.Max);
        Assert.Equal(0, times.Total().Summary.P50);
    }

    // Long-tailed, as latencies are.
    private static IEnumerable<double> Milliseconds(int count)
    {
        var random = new Random(Seed);
        return Enumerable.Range(0, count).Select(_ => 0.05 + -4 * Math.Log(1 - random.NextDouble()));
    }

    private static void Near(double expected, double actual) => Between(expected, expected, actual);

    // To three digits, and to whole microseconds.
    private static void Between(double low, double high, double actual) => Assert.InRange(actual, low * (1 - OnePerThousand) - OnePerThousand, high * (1 + OnePerThousand) + OnePerThousand);
}
