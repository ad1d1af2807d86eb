using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>Pages and scripts meet by names in <c>data-…</c> attributes: a name on one side only does nothing, and nobody would notice.</summary>
public sealed partial class PagesAndScripts
{
    private static readonly string[] Attributes = ["part", "act", "step", "do", "go"];
    private static readonly string Pages = All(Repository.In("src/Web", ".cshtml").Concat(Repository.In("src/Web", ".cs")));
    private static readonly string Scripts = All(Repository.In("src/Web/wwwroot/js", ".js"));

    public static TheoryData<string> Names() => [.. Attributes];

    // A worker under another address takes the place of the one before while pages are on their way through it: they hang.
    [Fact]
    public void Every_layout_registers_the_worker_under_one_address() => Found.None(
        from file in Repository.In("src/Web/Pages/Shared", ".cshtml")
        let layout = Repository.Read(file)
        where layout.Contains("name=\"_Head\"", StringComparison.Ordinal) && !layout.Contains("data-brand=\"@BrandFiles.VersionOf(Brand)\"", StringComparison.Ordinal)
        select file);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_page_names_a_script_uses(string attribute)
    {
        // Names that a script puts together, such as `duty-${to}`.
        var made = Made().Matches(Scripts).Select(match => new Regex("^" + Hole().Replace(Regex.Escape(match.Groups[1].Value).Replace(@"\{", "{", StringComparison.Ordinal), ".+") + "$")).ToArray();
        Found.None(OnPages(attribute).Where(name => !IsUsed(name) && !made.Any(pattern => pattern.IsMatch(name))).Select(name => $"data-{attribute}=\"{name}\" is on a page, and no script uses it"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_script_asks_for_is_on_a_page_or_made_by_a_script(string attribute)
    {
        var there = OnPages(attribute).Concat(Regex.Matches(Scripts, $@"""data-{attribute}"": ""([^""]+)""").Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.NotEmpty(there);
        Found.None(AskedFor(attribute).Except(there).Select(name => $"a script asks for data-{attribute}=\"{name}\", which is on no page"));
    }

    private static IEnumerable<string> OnPages(string attribute) =>
        Regex.Matches(Pages, $@"data-{attribute}=""([^""@{{}}]+)""").Select(match => match.Groups[1].Value).Distinct();

    private static IEnumerable<string> AskedFor(string attribute)
    {
        var selectors = Regex.Matches(Scripts, $@"\[data-{attribute}=\\?""([^""$\\]+)\\?""\]").Select(match => match.Groups[1].Value);
        var compared = Regex.Matches(Scripts, $@"dataset\.{attribute} [!=]== ""([^""]+)""").Select(match => match.Groups[1].Value);
        var parts = attribute == "part" ? Part().Matches(Scripts).Select(match => match.Groups[1].Value) : [];
        return selectors.Concat(compared).Concat(parts).Distinct();
    }

    /// <summary>As a text of its own, or as the name of a table's row.</summary>
    private static bool IsUsed(string name) =>
        Regex.IsMatch(Scripts, $@"[""'`]{Regex.Escape(name)}[""'`]|[{{,(\s]{Regex.Escape(name)}\s*[:(]|=\\?""{Regex.Escape(name)}\\?""\]");

    private static string All(IEnumerable<string> files) => string.Join('\n', files.Select(Repository.Read));

    [GeneratedRegex(@"\b(?:part|find)\([^,()]+, ""([a-z-]+)""\)")]
    private static partial Regex Part();

    [GeneratedRegex(@"\bpart\([^,()]+, `([^`]+)`\)")]
    private static partial Regex Made();

    [GeneratedRegex(@"\\\$\{[^}]*\}")]
    private static partial Regex Hole();
}
