using System.Text.RegularExpressions;
using Medzdrav.Tests.Load;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace Medzdrav.Tests.Tools;

public sealed partial class RunReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medzdrav-report-").FullName;
    private readonly FakeTimeProvider _clock = new(Given.Noon);
    private readonly RunFigures _figures = new();
    private readonly StringWriter _printed = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_run_is_kept_in_files_named_by_command_and_time()
    {
        var outcome = await ShowAsync(() => Task.CompletedTask);

        Assert.True(outcome.IsClean);
        Assert.Equal(["cluster-20261123-090000.html", "cluster-20261123-090000.json"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        Assert.Contains("All promises were kept.", _printed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_promise_is_told_with_its_first_examples()
    {
        var outcome = await ShowAsync(() =>
        {
            for (var session = 1; session <= 7; session++)
                _figures.Violated("[two] assignees", $"session s-{session}");
            return Task.CompletedTask;
        });

        var broken = Assert.Single(outcome.Violations);
        Assert.Equal(("[two] assignees", 7, 5), (broken.Check, broken.Times, broken.Examples.Count));
        Assert.Contains("[two] assignees: 7 ×, as session s-1; session s-2", _printed.ToString(), StringComparison.Ordinal);
        Assert.Contains("7 violations of 1 check.", _printed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_is_told_by_how_often()
    {
        var outcome = await ShowAsync(() =>
        {
            foreach (var how in (string[])["send: tooMany", "join: closed", "send: tooMany"])
                _figures.Failed(how);
            return Task.CompletedTask;
        });

        Assert.True(outcome.IsClean);
        Assert.Equal([("send: tooMany", 2), ("join: closed", 1)], outcome.Failures.Select(failure => (failure.Key, failure.Value)));
        Assert.Contains("send: tooMany", await File.ReadAllTextAsync(Directory.GetFiles(_folder, "*.html")[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_fails_is_reported_as_far_as_it_came()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => ShowAsync(() => throw new InvalidOperationException("The cluster is gone.")));

        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task Without_a_terminal_there_is_a_plain_line_every_five_seconds()
    {
        await new LiveTable(_figures, Console()).ShowAsync(seen =>
        {
            var sampler = new Sampler(_figures, _clock);
            for (var second = 0; second < 12; second++)
            {
                _figures.Count(Happening.Arrived);
                _clock.Advance(TimeSpan.FromSeconds(1));
                seen(sampler.Take());
            }
            return Task.CompletedTask;
        });

        var lines = _printed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["00:00:01 1 arrived", "00:00:06 6 arrived", "00:00:11 11 arrived"], lines.Select(line => LineStart().Match(line).Value));
        Assert.DoesNotContain('\u001b', _printed.ToString());
    }

    [Fact]
    public void What_is_written_as_JSON_is_read_back()
    {
        var run = Given.Run(violations: new Violation("order", "session s-1: 4 before 3"));

        var json = JsonReport.Write(run);

        Assert.Equal(json, JsonReport.Write(JsonReport.Read(json)));
        Assert.Equal(run.Totals, JsonReport.Read(json).Totals);
        Assert.Contains("\"messageSent\"", json, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^\S+ \d+ arrived")]
    private static partial Regex LineStart();

    private IAnsiConsole Console() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_printed) });

    private Task<RunOutcome> ShowAsync(Func<Task> run) =>
        RunReport.ShowAsync("cluster", _figures, new Dictionary<string, string> { ["arrivals"] = "200/s" }, run, _folder, Console(), _clock);
}
