using System.Globalization;
using System.Xml.Linq;

namespace Medzdrav.Tests.Load;

/// <summary>Comparisons as one page: what was reached, ratios with their spread, all figures, notes.</summary>
internal static class ComparisonPage
{
    public static string Write(IReadOnlyList<Comparison> comparisons, DateTimeOffset at) => Html.PageOf(
        "Medzdrav beside its peers",
        [
            Html.Of("h1", "Medzdrav beside its peers"),
            Html.Of("p", $"{at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, one machine, alternating rounds"),
            Verdict([.. comparisons.SelectMany(comparison => comparison.Figures)]),
            .. comparisons.SelectMany(Section),
        ]);

    private static XElement? Verdict(IReadOnlyList<Figure> figures)
    {
        var (reached, missed) = (figures.Count(figure => figure.IsReached == true), figures.Count(figure => figure.IsReached == false));
        return reached + missed == 0 ? null : Html.Of("p", Html.At("class", missed == 0 ? "verdict good" : "verdict bad"), $"{reached} of {reached + missed} targets reached.");
    }

    private static IEnumerable<XElement?> Section(Comparison comparison)
    {
        yield return Html.Of("h2", Html.Text(comparison.Title));
        yield return RatioPlot.Draw("Ratios: each round a dot, the median a disc, the target a bar", comparison.Figures) is { } plot ? Html.Of("div", Html.At("class", "ratios"), plot) : null;
        yield return Html.Table("Medians over the rounds", ComparisonTable.Headings, comparison.Figures.Select(ComparisonTable.Cells));
        yield return comparison.Notes.Count == 0 ? null : Html.Of("ul", [Html.At("class", "notes"), .. comparison.Notes.Select(note => Html.Of("li", Html.Text(note)))]);
    }
}
