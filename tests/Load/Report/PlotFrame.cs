using System.Xml.Linq;

namespace Medzdrav.Tests.Load;

/// <summary>The frame that all plots share: size, axes, grid.</summary>
internal static class PlotFrame
{
    private const double Width = 420, Height = 250, Left = 46, Right = 14, Top = 26, Bottom = 40, LabelGap = 7, TickHeight = 15;

    /// <summary>A drawing with its axes.</summary>
    public static XElement Draw(string title, Axis x, Axis y, IEnumerable<XElement> content) => Html.Svg(
        "svg",
        [
            Html.At("viewBox", $"0 0 {Html.Number(Width)} {Html.Number(Height)}"), Html.At("role", "img"), Html.At("aria-label", Html.Text(title)),
            .. y.Ticks.Select(tick => Html.Svg("path", Html.At("class", "grid"), Html.At("d", $"M{Html.Number(Left)} {Html.Number(Up(y, tick.Value))}H{Html.Number(Width - Right)}"))),
            .. y.Ticks.Select(tick => Label("end", Left - LabelGap, Up(y, tick.Value) + 4, tick.Label)),
            .. x.Ticks.Select(tick => Label("middle", Across(x, tick.Value), Height - Bottom + TickHeight, tick.Label)),
            Label("start", 2, Top - 14, y.Title), Label("end", Width - Right, Height - 6, x.Title),
            Html.Svg("path", Html.At("class", "axis"), Html.At("d", $"M{Html.Number(Left)} {Html.Number(Height - Bottom)}H{Html.Number(Width - Right)}")),
            .. content,
        ]);

    /// <summary>Where a value lies from left to right.</summary>
    public static double Across(Axis x, double value) => Left + (Width - Left - Right) * x.Place(value);

    /// <summary>Where a value lies from top to bottom.</summary>
    public static double Up(Axis y, double value) => Height - Bottom - (Height - Top - Bottom) * y.Place(value);

    /// <summary>An invisible part of the plot that tells its values to the pointer.</summary>
    public static XElement Spot(double from, double width, string text) => Html.Svg(
        "rect",
        Html.At("class", "spot"), Html.At("x", from), Html.At("y", Top), Html.At("width", width), Html.At("height", Height - Top - Bottom), Html.Svg("title", Html.Text(text)));

    /// <summary>A text.</summary>
    public static XElement Label(string anchor, double x, double y, string text) =>
        Html.Svg("text", Html.At("text-anchor", anchor), Html.At("x", x), Html.At("y", y), Html.Text(text));
}
