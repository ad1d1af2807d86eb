using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>The table "Every door" of docs/access.md names every call and page, and no other; tests/Gateway tries its cells.</summary>
public sealed partial class EveryDoor
{
    private static readonly string[] Words = ["✓", "–", "→", "S", "W", "R", "N"];

    [Fact]
    public void Every_call_of_the_hub_has_a_line() =>
        Assert.Equal(ProtocolDocument.Hub().Select(method => method.Name).Order(), Lines("### The hub").Select(DoorOf).Order());

    [Fact]
    public void Every_call_over_HTTP_has_a_line() => Assert.Equal(Mapped().Append("GET /hub").Order(), Lines("### HTTP").Select(DoorOf).Order());

    [Fact]
    public void Every_page_has_a_line() => Assert.Equal(Pages().Order(), Lines("### Pages").Select(DoorOf).Order());

    [Fact]
    public void Every_cell_is_a_word_of_the_table() => Found.None(
        from line in Lines("### The hub").Concat(Lines("### HTTP")).Concat(Lines("### Pages"))
        let cells = line.Split('|')[2..^1].Select(cell => cell.Trim()).ToArray()
        where cells.Length != 15 || cells.Except(Words).Any()
        select line);

    /// <summary>The addresses that the sources map; the HTTP API is a group.</summary>
    private static IEnumerable<string> Mapped() =>
        from file in Repository.In("src", ".cs")
        from Match mapped in Address().Matches(Repository.Read(file))
        let method = mapped.Groups["verb"].Success ? mapped.Groups["verb"].Value : mapped.Groups["method"].Value
        select $"{(Verbs.TryGetValue(method, out var verb) ? verb : method.ToUpperInvariant())} {(mapped.Groups["on"].Value == "api" ? "/api" : "")}{mapped.Groups["path"].Value}";

    /// <summary>Maps that are named by what they serve.</summary>
    private static readonly Dictionary<string, string> Verbs = new() { ["OpenApi"] = "GET", ["ScalarApiReference"] = "GET" };

    /// <summary>Addresses of pages, without what an id has to be; those with a part that may be missing count twice.</summary>
    private static IEnumerable<string> Pages() =>
        from file in Repository.In("src/Web/Pages", ".cshtml")
        from Match page in Page().Matches(Repository.Read(file))
        let address = Constraint().Replace(page.Groups[1].Value, "}")
        from door in address.Contains("?}", StringComparison.Ordinal) ? new[] { address[..address.LastIndexOf('/')], address.Replace("?}", "}", StringComparison.Ordinal) } : [address]
        select door;

    private static string DoorOf(string line) => line.Split('`')[1];

    private static IEnumerable<string> Lines(string heading) => Repository.Read("docs/access.md").Split('\n')
        .SkipWhile(line => line != heading).Skip(1)
        .TakeWhile(line => !line.StartsWith('#'))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    [GeneratedRegex(@"\b(?<on>\w+)\.Map(?<method>Get|Post|Put|Patch|Delete|Methods|OpenApi|ScalarApiReference)\(""(?<path>/[^""]*)""(, \[HttpMethods\.(?<verb>\w+)\])?")]
    private static partial Regex Address();

    [GeneratedRegex(@"^@page ""([^""]+)""", RegexOptions.Multiline)]
    private static partial Regex Page();

    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Constraint();
}
