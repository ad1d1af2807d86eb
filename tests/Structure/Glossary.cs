using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>docs/glossary.md names things as the code does.</summary>
public sealed partial class Glossary
{
    [Fact]
    public void Every_name_of_the_code_exists()
    {
        var rows = Repository.Read("docs/glossary.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('`', StringComparison.Ordinal));
        var names = rows.SelectMany(row => Name().Matches(row).Select(match => match.Groups[1].Value)).Distinct().ToArray();
        Assert.NotEmpty(names);
        var code = string.Join('\n', Repository.In("src", ".cs", ".js").Select(Repository.Read));
        Found.None(names.Where(name => !Regex.IsMatch(code, $@"\b{name}\b")));
    }

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Name();
}
