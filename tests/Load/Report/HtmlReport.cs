using System.Globalization;
using System.Xml.Linq;

namespace Medzdrav.Tests.Load;

/// <summary>A run as one page: verdict and settings, totals, percentiles, plots. Needs nothing beside itself.</summary>
internal static class HtmlReport
{
    public static string Write(RunOutcome run) => Html.PageOf(
        $"{run.Name}: {Captions.VerdictOf(run)}",
        Html.Of("h1", $"Load run: {Html.Text(run.Name)}"),
        Html.Of("p", $"{run.BeganAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, {Captions.Short(run.Seconds)} seconds"),
        Html.Of("p", Html.At("class", run.IsClean ? "verdict good" : "verdict bad"), Captions.VerdictOf(run)),
        Violations(run),
        Html.Of("dl", [Html.At("class", "settings"), .. run.Settings.Select(setting => Pair(setting.Key, setting.Value))]),
        Html.Of("dl", [Html.At("class", "totals"), .. run.Totals.Select(total => Pair(Captions.Of(total.Key), Captions.Whole(total.Value))), .. run.Levels.Select(level => Pair($"{Captions.Of(level.Key)} at the end", Captions.Whole(level.Value)))]),
        Html.Table("Milliseconds, from the moment at which each step should have begun", ["step", "times", "p50", "p95", "p99", "p99.9", "max"], run.TimedSteps().Select(step => RowOf(run, step))),
        run.Failures.Count == 0 ? null : Html.Table("What failed", ["failure", "times"], run.Failures.Select(failure => (IReadOnlyList<string>)[failure.Key, Captions.Whole(failure.Value)])),
        Html.Of("div", [Html.At("class", "plots"), .. RunPlots.Of(run)]));

    private static XElement Pair(string name, string value) => Html.Of("div", Html.Of("dt", Html.Text(name)), Html.Of("dd", Html.Text(value)));

    private static XElement? Violations(RunOutcome run) => run.IsClean ? null : Html.Of(
        "ul",
        [Html.At("class", "violations"), .. run.Violations.Select(broken => Html.Of(
            "li",
            Html.Of("strong", Html.Text(broken.Check)), $" {Captions.Whole(broken.Times)} ×, as",
            Html.Of("ul", [.. broken.Examples.Select(example => Html.Of("li", Html.Text(example)))])))]);

    private static IReadOnlyList<string> RowOf(RunOutcome run, Step step)
    {
        var (summary, curve) = run.Percentiles[step];
        var threeNines = curve.FirstOrDefault(point => point.Percentile >= 99.9);
        return [Captions.Of(step), Captions.Whole(summary.Count), Captions.Short(summary.P50), Captions.Short(summary.P95), Captions.Short(summary.P99), threeNines is null ? "" : Captions.Short(threeNines.Milliseconds), Captions.Short(summary.Max)];
    }
}
