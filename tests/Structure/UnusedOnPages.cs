using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>Scripts, style sheets and icons offer what pages use, and nothing else: it would be read for nothing, and sent to everybody.</summary>
public sealed partial class UnusedOnPages
{
    private static readonly Dictionary<string, string> Scripts = Repository.In("src/Web/wwwroot/js", ".js").Concat(Repository.In("tests/Web", ".mjs")).ToDictionary(path => path, Repository.Read);
    private static readonly string Pages = string.Join('\n', Repository.In("src/Web", ".js", ".cshtml", ".cs").Select(Repository.Read));

    private static readonly string[] Icons = Repository.Read("src/Web/npm/icons.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void What_a_script_exports_is_imported() =>
        Found.None(from script in Scripts
                   from Match export in Export().Matches(script.Value)
                   let name = export.Groups[1].Value
                   let importer = new Regex($@"\b{name}\b[^;]*/{Regex.Escape(Path.GetFileName(script.Key))}""|/{Regex.Escape(Path.GetFileName(script.Key))}""\)[^;]*\b{name}\b")
                   where !Scripts.Any(other => other.Key != script.Key && importer.IsMatch(other.Value))
                   select $"{script.Key} exports {name}, which nobody imports");

    [Fact]
    public void What_a_style_is_for_is_on_a_page_or_made_by_a_script() =>
        Found.None(from path in Repository.In("src/Web/wwwroot/css", ".css")
                   from Match rule in Rule().Matches(Comment().Replace(Repository.Read(path), ""))
                   from Match style in Style().Matches(rule.Groups[1].Value)
                   let name = style.Groups[1].Value
                   where !Regex.IsMatch(Pages, $@"(?<![\w-]){name}(?![\w-])") && !Regex.IsMatch(Pages, $@"(?<![\w-]){name[..(name.LastIndexOf('-') + 1)]}[$@]\{{?")
                   select $"{path}: nothing is a .{name}");

    // The rule of base/layers.css holds everywhere, and above all others.
    [Fact]
    public void Nothing_is_hidden_twice() =>
        Found.None(Repository.Lines(Repository.In("src/Web/wwwroot/css/components", ".css"), line => line.Contains("[hidden] { display: none; }", StringComparison.Ordinal)));

    [Fact]
    public void Every_icon_is_shown() =>
        Found.None(from icon in Icons
                   where !Regex.IsMatch(Pages, $@"""{icon}""")
                   select $"npm/icons.txt: {icon}");

    [Fact]
    public void Every_icon_that_is_shown_is_there() =>
        Found.None(from Match icon in Icon().Matches(Pages)
                   let name = icon.Groups[1].Value
                   where !Icons.Contains(name)
                   select $"npm/icons.txt lacks {name}");

    [GeneratedRegex(@"(?:<icon name=|\bicon\()""([a-z][a-z0-9-]*)""")]
    private static partial Regex Icon();

    [GeneratedRegex(@"^export (?:async )?(?:const|function|class) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Export();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"([^{}]+)\{")]
    private static partial Regex Rule();

    [GeneratedRegex(@"\.([a-zA-Z][\w-]*)")]
    private static partial Regex Style();
}
