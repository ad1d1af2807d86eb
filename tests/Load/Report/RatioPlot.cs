using System.Xml.Linq;

namespace Medzdrav.Tests.Load;

/// <summary>Ratios to peers: each round a dot, their spread a whisker, the median a disc, the target a bar.</summary>
internal static class RatioPlot
{
    private const double Width = 420, Margin = 12, RowHeight = 44, Foot = 36, LineBelowName = 14, BarHeight = 7;
    private const double Dot = 2.5, Disc = 4.5;

    /// <summary>Draws the figures that have a peer; null when none has.</summary>
    public static XElement? Draw(string title, IReadOnlyList<Figure> figures)
    {
        var compared = figures.Where(figure => figure.Theirs is { Length: > 0 }).ToArray();
        if (compared.Length == 0)
            return null;
        var x = Axis.Linear("ratio: ours ÷ theirs", compared.Max(figure => Math.Max(figure.Judged.Max, figure.Target?.Bound ?? 1)));
        var height = compared.Length * RowHeight + Foot;
        return Html.Of(
            "figure",
            Html.Of("figcaption", Html.Text(title)),
            Html.Svg(
                "svg",
                [
                    Html.At("viewBox", $"0 0 {Html.Number(Width)} {Html.Number(height)}"), Html.At("role", "img"), Html.At("aria-label", Html.Text(title)),
                    .. x.Ticks.Select(tick => Line(tick.Value == 1 ? "axis" : "grid", Across(x, tick.Value), 0, Across(x, tick.Value), height - Foot)),
                    .. x.Ticks.Select(tick => PlotFrame.Label("middle", Across(x, tick.Value), height - Foot + 14, tick.Label)),
                    PlotFrame.Label("end", Width - Margin, height - 5, x.Title),
                    .. compared.Select((figure, row) => Row(x, figure, row * RowHeight + LineBelowName)),
                ]));
    }

    private static XElement Row(Axis x, Figure figure, double y)
    {
        var spread = figure.Judged;
        var at = y + LineBelowName;
        var ratios = figure.Ours.Zip(figure.Theirs!, (ours, theirs) => ours / theirs);
        return Html.Svg(
            "g",
            Html.At("class", figure.IsReached switch { true => "mark good", false => "mark bad", null => "mark" }),
            Html.Svg("title", Html.Text($"{figure.Name}: {Captions.Short(spread.Median)} ({Captions.Short(spread.Min)}–{Captions.Short(spread.Max)}) × {figure.Peer}")),
            PlotFrame.Label("start", Margin, y, Name(figure)),
            Line("whisker", Across(x, spread.Min), at, Across(x, spread.Max), at),
            ratios.Select(ratio => Circle(Across(x, ratio), at, Dot)),
            Circle(Across(x, spread.Median), at, Disc),
            figure.Target is { } target ? Line("target", Across(x, target.Bound), at - BarHeight, Across(x, target.Bound), at + BarHeight) : null);
    }

    private static string Name(Figure figure) =>
        $"{figure.Name} ÷ {figure.Peer}: {Captions.Short(figure.Judged.Median)}{(figure.Target is { } target ? $" ({target})" : "")}";

    private static double Across(Axis x, double value) => Margin + (Width - 2 * Margin) * x.Place(value);

    private static XElement Circle(double x, double y, double radius) => Html.Svg("circle", Html.At("cx", x), Html.At("cy", y), Html.At("r", radius));

    private static XElement Line(string name, double x1, double y1, double x2, double y2) =>
        Html.Svg("path", Html.At("class", name), Html.At("d", $"M{Html.Number(x1)} {Html.Number(y1)}L{Html.Number(x2)} {Html.Number(y2)}"));
}
