namespace Medzdrav.Tests.Load;

/// <summary>All that is known of a run at its end; what the files are written from.</summary>
/// <param name="Name">Of the command.</param>
/// <param name="BeganAt">By this machine's clock.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Settings">The settings that it was run with.</param>
/// <param name="Totals">How often each thing happened.</param>
/// <param name="Levels">Where each level stood at the end.</param>
/// <param name="Percentiles">How long the steps took.</param>
/// <param name="Failures">The failures, and how often each came; the most frequent first.</param>
/// <param name="Violations">The checks that failed, with the first examples of each.</param>
/// <param name="Series">Second by second.</param>
internal sealed record RunOutcome(
    string Name,
    DateTimeOffset BeganAt,
    double Seconds,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyDictionary<Happening, long> Totals,
    IReadOnlyDictionary<Level, int> Levels,
    IReadOnlyDictionary<Step, Percentiles> Percentiles,
    IReadOnlyDictionary<string, int> Failures,
    IReadOnlyList<BrokenCheck> Violations,
    IReadOnlyList<RunSecond> Series)
{
    /// <summary>Whether every promise was kept.</summary>
    public bool IsClean => Violations.Count == 0;

    /// <summary>The steps that were timed at all.</summary>
    public IEnumerable<Step> TimedSteps() => Percentiles.Where(step => step.Value.Summary.Count > 0).Select(step => step.Key);

    /// <summary>Of figures at the end of their run.</summary>
    public static RunOutcome Of(string name, DateTimeOffset beganAt, IReadOnlyDictionary<string, string> settings, RunFigures figures, IReadOnlyList<RunSecond> series) => new(
        name,
        beganAt,
        series[^1].At,
        settings,
        Enum.GetValues<Happening>().ToDictionary(what => what, figures.CountOf),
        Enum.GetValues<Level>().ToDictionary(level => level, figures.LevelOf),
        Enum.GetValues<Step>().ToDictionary(step => step, step => figures.TimesOf(step).Total()),
        figures.Failures.OrderByDescending(failure => failure.Value).ToDictionary(),
        [.. figures.Violations.GroupBy(violation => violation.Check).Select(BrokenCheck.Of)],
        series);
}

/// <summary>A check that failed.</summary>
/// <param name="Check">Which.</param>
/// <param name="Times">How often.</param>
/// <param name="Examples">The first ones.</param>
internal sealed record BrokenCheck(string Check, int Times, IReadOnlyList<string> Examples)
{
    private const int KeptExamples = 5;

    /// <summary>Of all violations of one check.</summary>
    public static BrokenCheck Of(IGrouping<string, Violation> violations) =>
        new(violations.Key, violations.Count(), [.. violations.Take(KeptExamples).Select(violation => violation.Example)]);
}
