using System.Globalization;
using Spectre.Console;

namespace Medzdrav.Tests.Load;

/// <summary>A run while it goes on: a table that changes every second, or, where nobody watches a terminal, a line every five.</summary>
internal sealed class LiveTable(RunFigures figures, IAnsiConsole console)
{
    private const int SecondsPerLine = 5;
    private static readonly Happening[] Happenings = Enum.GetValues<Happening>();
    private RunSecond? _lineBegan;

    /// <summary>Shows a run until it is over.</summary>
    /// <param name="run">Is given what to call with every second.</param>
    public Task ShowAsync(Func<Action<RunSecond>, Task> run)
    {
        if (!console.Profile.Out.IsTerminal)
            return run(WriteLine);
        return console.Live(new Text("")).StartAsync(context => run(second =>
        {
            context.UpdateTarget(Draw(second));
            context.Refresh();
        }));
    }

    private Rows Draw(RunSecond second)
    {
        var counts = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn("per s", Right).AddColumn("total", Right);
        foreach (var what in Happenings)
            counts.AddRow(Captions.Of(what), Captions.Short(second.RateOf(what)), Captions.Whole(figures.CountOf(what)));
        counts.AddRow("violations", "", $"[{(figures.Violations.Count == 0 ? "green" : "red")}]{Captions.Whole(figures.Violations.Count)}[/]");
        var steps = new Table().Border(TableBorder.Rounded).AddColumn("ms, last second").AddColumn("p50", Right).AddColumn("p95", Right).AddColumn("p99", Right).AddColumn("max", Right);
        foreach (var (step, times) in second.Times)
            steps.AddRow([Captions.Of(step), .. CellsOf(times)]);
        return new Rows(new Markup($"[bold]{Clock(second)}[/]  {LevelsOf(second)}"), new Columns([counts, steps]) { Expand = false });
    }

    private static void Right(TableColumn column) => column.RightAligned();

    private static string[] CellsOf(Timing times) => times.Count == 0
        ? ["", "", "", ""]
        : [Captions.Short(times.P50), Captions.Short(times.P95), Captions.Short(times.P99), Captions.Short(times.Max)];

    private static string LevelsOf(RunSecond second) => string.Join(", ", second.Levels.Select(level => $"{Captions.Whole(level.Value)} {Captions.Of(level.Key)}"));

    private static string Clock(RunSecond second) => TimeSpan.FromSeconds(second.At).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private void WriteLine(RunSecond second)
    {
        if (_lineBegan is not null && second.At - _lineBegan.At < SecondsPerLine - 0.5)
            return;
        _lineBegan = second;
        var acknowledged = second.Times[Step.Acknowledge];
        console.Profile.Out.Writer.WriteLine(
            $"{Clock(second)} {Captions.Whole(figures.CountOf(Happening.Arrived))} arrived, {LevelsOf(second)}, {Captions.Short(second.RateOf(Happening.MessageSent))} messages/s acknowledged in {Captions.Short(acknowledged.P50)}/{Captions.Short(acknowledged.P99)} ms (p50/p99), {Captions.Whole(figures.CountOf(Happening.Error))} errors, {Captions.Whole(figures.Violations.Count)} violations");
    }
}
