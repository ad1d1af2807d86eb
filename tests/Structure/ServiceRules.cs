using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>docs/service-rules.md has every rule that code, tests and documents cite.</summary>
public sealed partial class ServiceRules
{
    private static readonly string[] Cited = [".cs", ".cshtml", ".js", ".mjs", ".md", ".sql", ".css", ".sh"];

    [Fact]
    public void Every_rule_cited_exists()
    {
        var rules = Rules();
        Assert.Contains("S3.4", rules);
        Found.None(
            from file in Repository.Files.Where(file => Cited.Contains(Path.GetExtension(file)))
            from line in File.ReadLines(Path.Combine(Repository.Root, file)).Select((text, index) => (text, number: index + 1))
            from Match citation in Citation().Matches(line.text)
            where !rules.Contains(citation.Value)
            select $"{file}:{line.number}: {citation.Value}");
    }

    /// <summary>The sections, and the numbered items of each.</summary>
    private static HashSet<string> Rules()
    {
        var (rules, section) = (new HashSet<string>(), "");
        foreach (var line in Repository.Read("docs/service-rules.md").Split('\n'))
        {
            if (Section().Match(line) is { Success: true } heading)
                rules.Add(section = heading.Groups[1].Value);
            else if (Item().Match(line) is { Success: true } item)
                Assert.True(rules.Add($"{section}.{item.Groups[1].Value}"), $"{section} has two items {item.Groups[1].Value}.");
        }
        return rules;
    }

    [GeneratedRegex(@"^## (S\d+) ")]
    private static partial Regex Section();

    [GeneratedRegex(@"^(\d+)\. ")]
    private static partial Regex Item();

    // S3.4 anywhere; a section alone only in brackets, for S1 may be somebody's session.
    [GeneratedRegex(@"\bS\d+\.\d+\b|(?<=\()S\d+(?=[),:; ])")]
    private static partial Regex Citation();
}
