using System.Globalization;

namespace Medzdrav.Tests.Load;

/// <summary>An axis of a plot: where a value lies, from 0 to 1, and which values are marked.</summary>
/// <param name="Title">The quantity shown, with its unit.</param>
/// <param name="Place">Where a value lies.</param>
/// <param name="Ticks">The marked values.</param>
/// <param name="Unit">How much of a value makes one of the title's unit.</param>
internal sealed record Axis(string Title, Func<double, double> Place, IReadOnlyList<Tick> Ticks, double Unit = 1)
{
    private const int WantedSteps = 5;
    private const int MaxTicksBetweenDecades = 2;

    /// <summary>A value in words.</summary>
    public string Tell(double value) => $"{Captions.Short(value / Unit)} {Title}";

    /// <summary>Equal steps from 0 to a round number at or above the greatest value.</summary>
    public static Axis Linear(string title, double greatest)
    {
        var top = greatest > 0 ? greatest : 1;
        var step = RoundStep(top / WantedSteps);
        var end = Math.Ceiling(top / step - 1e-9) * step;
        return new(title, value => value / end, [.. Enumerable.Range(0, (int)Math.Round(end / step) + 1).Select(i => Tick.At(i * step))]);
    }

    /// <summary>Time since a run began: in seconds, or minutes where it was long. It ends with the run.</summary>
    public static Axis Time(double seconds)
    {
        var (unit, name) = seconds > 180 ? (60, "minutes") : (1, "seconds");
        var step = RoundStep(seconds / unit / WantedSteps);
        var ticks = Enumerable.Range(0, (int)(seconds / unit / step) + 1).Select(i => new Tick(i * step * unit, Captions.Short(i * step)));
        return new($"{name} since the start", value => value / seconds, [.. ticks], unit);
    }

    /// <summary>Equal factors, between values above 0.</summary>
    public static Axis Log(string title, double least, double greatest)
    {
        var from = Math.Floor(Math.Log10(least) + 1e-9);
        var to = Math.Max(from + 1, Math.Ceiling(Math.Log10(greatest) - 1e-9));
        double[] marks = to - from <= MaxTicksBetweenDecades ? [1, 2, 5] : [1];
        var ticks = Enumerable.Range((int)from, (int)(to - from)).SelectMany(decade => marks.Select(mark => mark * Math.Pow(10, decade))).Append(Math.Pow(10, to));
        return new($"{title} (log scale)", value => (Math.Log10(value) - from) / (to - from), [.. ticks.Select(Tick.At)]);
    }

    /// <summary>Percentiles by their nines: 90, 99, 99.9 at equal steps.</summary>
    public static Axis Nines(string title, double greatestPercentile)
    {
        var nines = Math.Max(1, NinesOf(greatestPercentile));
        var ticks = Enumerable.Range(0, (int)(nines + 1e-6) + 1).Select(i => 100 * (1 - Math.Pow(10, -i))).Append(50).Order();
        return new(title, value => NinesOf(value) / nines, [.. ticks.Select(value => new Tick(value, Math.Round(value, 6).ToString(CultureInfo.InvariantCulture)))]);
    }

    /// <summary>Fixed places by name.</summary>
    public static Axis Named(string title, IReadOnlyList<string> names) =>
        new(title, value => (value + 0.5) / names.Count, [.. names.Select((name, i) => new Tick(i, name))]);

    private static double NinesOf(double percentile) => -Math.Log10(Math.Max(1e-9, 1 - percentile / 100));

    // 1, 2 or 5 times a power of ten.
    private static double RoundStep(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        return (atLeast / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}

/// <summary>A marked value of an axis.</summary>
internal sealed record Tick(double Value, string Label)
{
    public static Tick At(double value) => new(value, Captions.Short(value));
}
