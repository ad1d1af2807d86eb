using Spectre.Console;

namespace Medzdrav.Tests.Load;

/// <summary>A run as it was, on the console.</summary>
internal static class EndTable
{
    private const int WidthOfFiles = 120;

    public static void Print(RunOutcome outcome, IAnsiConsole console)
    {
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = WidthOfFiles;
        var steps = new Table().Title($"{Markup.Escape(outcome.Name)}, {Captions.Short(outcome.Seconds)} s").AddColumn("ms");
        foreach (var heading in (string[])["times", "p50", "p95", "p99", "max"])
            steps.AddColumn(heading, column => column.RightAligned());
        foreach (var step in outcome.TimedSteps())
            steps.AddRow([Captions.Of(step), .. CellsOf(outcome.Percentiles[step].Summary)]);
        console.Write(steps);
        console.WriteLine(string.Join(", ", outcome.Totals.Select(total => $"{Captions.Whole(total.Value)} {Captions.Of(total.Key)}")));
        console.WriteLine("At the end: " + string.Join(", ", outcome.Levels.Select(level => $"{Captions.Whole(level.Value)} {Captions.Of(level.Key)}")));
        foreach (var broken in outcome.Violations)
            console.WriteLine($"{broken.Check}: {Captions.Whole(broken.Times)} ×, as {string.Join("; ", broken.Examples)}", new Style(Color.Red));
        console.WriteLine(Captions.VerdictOf(outcome), new Style(outcome.IsClean ? Color.Green : Color.Red));
    }

    private static string[] CellsOf(Timing times) =>
        [Captions.Whole(times.Count), Captions.Short(times.P50), Captions.Short(times.P95), Captions.Short(times.P99), Captions.Short(times.Max)];
}
