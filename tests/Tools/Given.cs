using Medzdrav.Tests.Load;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Tools;

/// <summary>Runs to report on.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A run of some seconds in which every figure moves.</summary>
    public static RunOutcome Run(int seconds = 30, string name = "cluster", IReadOnlyDictionary<string, string>? settings = null, params Violation[] violations)
    {
        var clock = new FakeTimeProvider(Noon);
        var figures = new RunFigures();
        var sampler = new Sampler(figures, clock);
        for (var second = 0; second < seconds; second++)
        {
            Happen(figures, second);
            clock.Advance(TimeSpan.FromSeconds(1));
            sampler.Take();
        }
        foreach (var violation in violations)
            figures.Violated(violation.Check, violation.Example);
        return RunOutcome.Of(name, Noon, settings ?? new Dictionary<string, string> { ["arrivals"] = "200/s" }, figures, sampler.Series);
    }

    private static void Happen(RunFigures figures, int second)
    {
        var random = new Random(second);
        foreach (var what in Enum.GetValues<Happening>())
        {
            for (var times = random.Next(1, 50); times > 0; times--)
                figures.Count(what);
        }
        foreach (var level in Enum.GetValues<Level>())
            figures.Move(level, random.Next(-3, 8));
        foreach (var step in Enum.GetValues<Step>())
        {
            for (var times = 0; times < 40; times++)
                figures.Took(step, TimeSpan.FromMilliseconds(((int)step + 1) * (0.3 - Math.Log(1 - random.NextDouble()))));
        }
    }
}
