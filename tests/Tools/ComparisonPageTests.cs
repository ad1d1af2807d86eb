using System.Xml.Linq;
using Medzdrav.Tests.Load;

namespace Medzdrav.Tests.Tools;

public class ComparisonPageTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Comparison Relay = new(
        "Relay <fast>",
        [
            new("CPU per message", "µs", [30, 33, 36], "bare SignalR", [20, 22, 18], Target.AtMost(1.5)),
            new("messages/s", "/s", [30_000, 33_000, 29_000], "Socket.IO", [20_000, 25_000, 28_000], Target.AtLeast(2)),
            new("p50", "ms", [1.1, 1.2, 0.9], "bare SignalR", [0.8, 0.8, 0.8]),
            new("PostgreSQL's own CPU", "µs", [12, 13, 12]),
        ],
        ["One core & one client."]);

    [Fact]
    public void Every_figure_with_a_peer_is_drawn_with_its_rounds_and_its_target()
    {
        var rows = Page(Relay).Descendants(Svg + "g").ToArray();

        Assert.Equal(["mark good", "mark bad", "mark"], rows.Select(row => (string?)row.Attribute("class")));
        Assert.All(rows, row => Assert.Equal(3 + 1, row.Elements(Svg + "circle").Count()));
        Assert.Equal([1, 1, 0], rows.Select(row => row.Elements(Svg + "path").Count(path => (string?)path.Attribute("class") == "target")));
    }

    [Fact]
    public void A_figure_alone_stands_in_the_table_and_a_comparison_of_such_has_no_plot()
    {
        var page = Page(Relay with { Figures = [Relay.Figures[3]] });

        Assert.Empty(page.Descendants(Svg + "svg"));
        Assert.Contains("PostgreSQL's own CPU", page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_verdict_counts_targets() => Assert.Contains("1 of 2 targets reached.", Page(Relay).Root!.Value, StringComparison.Ordinal);

    [Theory]
    [InlineData(1.5, true)]
    [InlineData(1.51, false)]
    public void A_target_is_judged_by_the_median_ratio(double ours, bool isReached) =>
        Assert.Equal(isReached, new Figure("CPU", "µs", [ours, 0, 9], "peer", [1, 1, 1], Target.AtMost(1.5)).IsReached);

    private static XDocument Page(Comparison comparison) => XDocument.Parse(ComparisonPage.Write([comparison], Given.Noon));
}
