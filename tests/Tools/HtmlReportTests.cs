using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Medzdrav.Tests.Load;

namespace Medzdrav.Tests.Tools;

public partial class HtmlReportTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void The_page_is_well_formed_and_has_every_plot()
    {
        var page = XDocument.Parse(HtmlReport.Write(Given.Run()));

        Assert.Equal("html", page.Root!.Name.LocalName);
        Assert.Equal(4 + 1 + Enum.GetValues<Step>().Length, page.Descendants(Svg + "svg").Count());
        Assert.All(page.Descendants(Svg + "svg"), plot => Assert.NotEmpty((string?)plot.Attribute("aria-label") ?? ""));
    }

    [Fact]
    public void The_page_needs_nothing_beside_itself()
    {
        var page = HtmlReport.Write(Given.Run());

        Assert.DoesNotMatch(Outside(), page);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Names_and_examples_are_text_whatever_they_hold()
    {
        const string Nasty = "</title><script>alert(1)</script> & \"quoted\" \u0001 👩‍⚕️";
        const string Shown = "</title><script>alert(1)</script> & \"quoted\" \uFFFD 👩‍⚕️";

        var page = HtmlReport.Write(Given.Run(3, Nasty, new Dictionary<string, string> { [Nasty] = Nasty }, new Violation(Nasty, Nasty)));

        var texts = XDocument.Parse(page).Descendants().Where(element => !element.HasElements).Select(element => element.Value).ToArray();
        Assert.Equal(4, texts.Count(text => text == Shown));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_run_with_violations_says_so()
    {
        Assert.Contains("All promises were kept.", HtmlReport.Write(Given.Run()), StringComparison.Ordinal);
        Assert.Contains("1 violation of 1 check.", HtmlReport.Write(Given.Run(violations: new Violation("order", "s-1"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_point_lies_inside_its_drawing()
    {
        foreach (var path in XDocument.Parse(HtmlReport.Write(Given.Run(400))).Descendants(Svg + "path").Select(path => (string)path.Attribute("d")!))
        {
            foreach (Match point in Points().Matches(path))
            {
                Assert.InRange(Number(point.Groups[1].Value), 0, 420);
                Assert.InRange(Number(point.Groups[2].Value), 0, 250);
            }
        }
    }

    [Fact]
    public void A_run_in_which_nothing_happened_is_a_page_too()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Given.Noon);
        var figures = new RunFigures();
        var sampler = new Sampler(figures, clock);
        sampler.Take();

        Assert.NotNull(XDocument.Parse(HtmlReport.Write(RunOutcome.Of("gateway", Given.Noon, new Dictionary<string, string>(), figures, sampler.Series))).Root);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("(src|href)=|url\\(|@import")]
    private static partial Regex Outside();

    [GeneratedRegex(@"[ML](\S+?) ([-\d.NaE]+)")]
    private static partial Regex Points();
}
