using Medzdrav.Tests.Support;
using Spectre.Console;

namespace Medzdrav.Tests.Load;

/// <summary>Shows a run while it goes on, and keeps it in files afterwards. One call per command:
/// <c>return (await RunReport.ShowAsync("cluster", figures, settings, () => people.PlayAsync(stop))).IsClean ? 0 : 1;</c></summary>
internal static class RunReport
{
    /// <summary>Runs, shows, and writes <c>artifacts/load/&lt;name&gt;-&lt;time&gt;.{json,html}</c>. A run that fails is reported as far as it came, then thrown.</summary>
    /// <param name="name">Of the command, for titles and file names.</param>
    /// <param name="figures">The figures that the run counts and times.</param>
    /// <param name="settings">The settings it is run with, as the reader knows them: option and value.</param>
    /// <param name="run">The run. What must be checked at its end is checked in it.</param>
    /// <param name="folder">Where the files go; null for <c>artifacts/load</c>.</param>
    /// <param name="console">Where it is shown; null for this program's.</param>
    /// <param name="clock">Null for the system's.</param>
    public static async Task<RunOutcome> ShowAsync(string name, RunFigures figures, IReadOnlyDictionary<string, string> settings, Func<Task> run, string? folder = null, IAnsiConsole? console = null, TimeProvider? clock = null)
    {
        console ??= AnsiConsole.Console;
        clock ??= TimeProvider.System;
        var beganAt = clock.GetUtcNow();
        var sampler = new Sampler(figures, clock);
        var running = Task.Run(run);
        await new LiveTable(figures, console).ShowAsync(seen => sampler.UntilAsync(running, seen));
        var outcome = RunOutcome.Of(name, beganAt, settings, figures, sampler.Series);
        EndTable.Print(outcome, console);
        foreach (var file in await KeepAsync(outcome, folder ?? Path.Combine(HostProcess.Repository, "artifacts", "load")))
            console.Profile.Out.Writer.WriteLine(file);
        await running;
        return outcome;
    }

    private static async Task<IReadOnlyList<string>> KeepAsync(RunOutcome outcome, string folder)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{outcome.Name}-{outcome.BeganAt:yyyyMMdd-HHmmss}");
        await File.WriteAllTextAsync($"{file}.json", JsonReport.Write(outcome));
        await File.WriteAllTextAsync($"{file}.html", HtmlReport.Write(outcome));
        return [$"{file}.json", $"{file}.html"];
    }
}
