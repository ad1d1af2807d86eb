using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>Of every table somebody has decided how long its rows are kept (docs/operations.md): a new one can't be forgotten.</summary>
public sealed partial class KeptTables
{
    /// <summary>Tables that Orleans and the program itself need; nothing of persons.</summary>
    private static readonly string[] OfThePlatform = ["orleansquery", "cluster_silo", "cluster_version", "folding"];

    private static string Section => Repository.Read("docs/operations.md").Split("\n### What is kept how long\n")[1].Split("\n## ")[0];

    private static string[] Scripts => [.. Repository.In("src/Silo/Schema", ".sql").Select(file => Comment().Replace(Repository.Read(file), ""))];

    [Fact]
    public void Every_table_is_named_with_its_term() => Found.None(Tables().Except(Named()).Except(OfThePlatform));

    [Fact]
    public void No_term_is_said_of_a_table_that_is_not_there() =>
        Found.None(Named().Where(name => name.Contains('_', StringComparison.Ordinal)).Except(Tables()));

    /// <summary>The tables that the scripts make; those that are made to take another's place have its name in the end.</summary>
    private static IEnumerable<string> Tables() => Scripts.SelectMany(script => Made().Matches(script)).Select(match => match.Groups[1].Value.ToLowerInvariant())
        .Where(name => !name.EndsWith("_new", StringComparison.Ordinal)).Distinct();

    private static IEnumerable<string> Named() => Word().Matches(Section).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"CREATE TABLE (?:IF NOT EXISTS )?(\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Made();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Word();

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();
}
