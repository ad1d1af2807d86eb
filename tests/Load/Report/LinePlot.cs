using System.Text;
using System.Xml.Linq;

namespace Medzdrav.Tests.Load;

/// <summary>A line of a plot. Where a value is missing, the line is broken.</summary>
internal sealed record PlotLine(string Name, IReadOnlyList<(double X, double? Y)> Points);

/// <summary>Lines over two axes, as an SVG figure with its legend.</summary>
internal static class LinePlot
{
    private const int MaxSpots = 120;

    /// <summary>Draws it.</summary>
    public static XElement Draw(string title, Axis x, Axis y, IReadOnlyList<PlotLine> lines) => Html.Of(
        "figure",
        Html.Of("figcaption", Html.Text(title)),
        Legend(lines.Select(line => line.Name)),
        PlotFrame.Draw(title, x, y, [.. lines.Select((line, i) => Path(x, y, line, i)), .. Spots(x, lines)]));

    /// <summary>Which colour is which.</summary>
    public static XElement Legend(IEnumerable<string> names) =>
        Html.Of("ul", [Html.At("class", "legend"), .. names.Select((name, i) => Html.Of("li", Html.Of("i", Html.At("class", $"b{i}"), ""), Html.Text(name)))]);

    private static XElement Path(Axis x, Axis y, PlotLine line, int colour)
    {
        var path = new StringBuilder();
        var isBroken = true;
        foreach (var (at, value) in line.Points)
        {
            // A lone point is a line of no length: its round ends show it.
            if (value is { } known)
                path.Append(isBroken ? 'M' : 'L').Append(Html.Number(PlotFrame.Across(x, at))).Append(' ').Append(Html.Number(PlotFrame.Up(y, known))).Append(isBroken ? "h0" : "");
            isBroken = value is null;
        }
        return Html.Svg("path", Html.At("class", $"line s{colour}"), Html.At("d", path.ToString()));
    }

    // Under the pointer: the values there. Many points share a spot.
    private static IEnumerable<XElement> Spots(Axis x, IReadOnlyList<PlotLine> lines)
    {
        var points = lines.MaxBy(line => line.Points.Count)?.Points ?? [];
        var every = Math.Max(1, (int)Math.Ceiling((double)points.Count / MaxSpots));
        for (var i = 0; i < points.Count; i += every)
        {
            var from = PlotFrame.Across(x, i == 0 ? points[0].X : points[i - every].X);
            var to = PlotFrame.Across(x, points[i].X);
            var values = lines.Where(line => i < line.Points.Count && line.Points[i].Y is not null).Select(line => $"{line.Name} {Captions.Short(line.Points[i].Y!.Value)}");
            yield return PlotFrame.Spot(from, Math.Max(1, to - from), $"{x.Tell(points[i].X)}: {string.Join(", ", values)}");
        }
    }
}
