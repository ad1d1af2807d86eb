using System.Xml.Linq;

namespace Medzdrav.Tests.Load;

/// <summary>The plots of a run.</summary>
internal static class RunPlots
{
    // A step that took no measurable time is drawn at the foot of a logarithmic axis.
    private const double LeastMilliseconds = 0.01;
    private const int MaxRates = 150;

    public static IEnumerable<XElement> Of(RunOutcome run)
    {
        var time = Axis.Time(Math.Max(1, run.Seconds));
        yield return Counts("Patients waiting and in session", "patients", time, [LevelOf(run, Level.Waiting), LevelOf(run, Level.InSession)]);
        yield return Counts("Patients per second", "patients/s", time, [RateOf(run, Happening.Arrived), RateOf(run, Happening.Admitted), RateOf(run, Happening.Closed)]);
        yield return Counts("Messages per second", "messages/s", time, [RateOf(run, Happening.MessageSent), RateOf(run, Happening.MessageDelivered)]);
        if (run.Totals[Happening.Error] > 0)
            yield return Counts("Errors per second", "errors/s", time, [RateOf(run, Happening.Error)]);
        if (run.TimedSteps().Any())
            yield return Curves(run);
        foreach (var step in run.TimedSteps())
            yield return Latency(run, time, step);
    }

    private static XElement Counts(string title, string unit, Axis time, IReadOnlyList<PlotLine> lines) =>
        LinePlot.Draw(title, time, Axis.Linear(unit, lines.SelectMany(line => line.Points).Select(point => point.Y ?? 0).DefaultIfEmpty().Max()), lines);

    private static PlotLine LevelOf(RunOutcome run, Level level) =>
        new(Captions.Of(level), [.. run.Series.Select(second => (second.At, (double?)second.Levels[level]))]);

    // In a long run a point stands for several seconds, or the lines would be a carpet.
    private static PlotLine RateOf(RunOutcome run, Happening what) =>
        new(Captions.Of(what), [.. run.Series.Chunk(1 + run.Series.Count / MaxRates).Select(seconds => (seconds[^1].At, (double?)Rate(seconds, what)))]);

    private static double Rate(RunSecond[] seconds, Happening what) => seconds.Sum(second => second.Counts[what]) / Math.Max(seconds.Sum(second => second.Length), 1);

    private static XElement Curves(RunOutcome run)
    {
        var lines = run.TimedSteps().Select(step => new PlotLine(Captions.Of(step), [.. run.Percentiles[step].Curve.Select(point => (point.Percentile, Drawn(point.Milliseconds)))])).ToArray();
        return LinePlot.Draw("Percentiles of each step", Axis.Nines("percentile", lines.Max(line => line.Points[^1].X)), Milliseconds(lines), lines);
    }

    private static XElement Latency(RunOutcome run, Axis time, Step step)
    {
        PlotLine[] lines = [Line("p50", timing => timing.P50), Line("p99", timing => timing.P99)];
        return LinePlot.Draw($"Latency: {Captions.Of(step)}", time, Milliseconds(lines), lines);

        PlotLine Line(string name, Func<Timing, double> of) =>
            new(name, [.. run.Series.Select(second => second.Times[step]).Zip(run.Series, (timing, second) => (second.At, timing.Count == 0 ? null : Drawn(of(timing))))]);
    }

    private static double? Drawn(double milliseconds) => Math.Max(milliseconds, LeastMilliseconds);

    private static Axis Milliseconds(IEnumerable<PlotLine> lines)
    {
        var values = lines.SelectMany(line => line.Points).Select(point => point.Y).OfType<double>().ToArray();
        return Axis.Log("ms", values.Min(), values.Max());
    }
}
