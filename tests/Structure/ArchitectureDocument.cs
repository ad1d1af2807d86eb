using System.Reflection;
using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>docs/architecture.md draws the folders and the calls that are there.</summary>
public sealed partial class ArchitectureDocument
{
    // src/Web/wwwroot/js/models is four deep; a folder of a project is two.
    private const int FolderDepth = 3;

    private static readonly string Text = Repository.Read("docs/architecture.md");

    [Fact]
    public void Every_folder_is_on_the_map_and_nothing_else()
    {
        var folders = Repository.Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal)).SelectMany(FoldersOf).ToHashSet();
        var rows = Section("## Folders").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')).ToArray();
        var mapped = rows.SelectMany(row => Quoted().Matches(row[1]).Select(match => match.Groups[1].Value)).ToArray();
        Found.None(folders.Where(folder => folder.Split('/').Length <= FolderDepth).Except(mapped).Select(folder => $"not on the map: {folder}")
            .Concat(mapped.Where(folder => !folders.Contains(folder)).Select(folder => $"not there: {folder}"))
            .Concat(mapped.GroupBy(folder => folder).Where(same => same.Count() > 1).Select(same => $"twice: {same.Key}"))
            .Concat(rows.Where(row => row[2].Trim().Length == 0).Select(row => $"without a word: {row[1]}")));
    }

    [Fact]
    public void Every_call_of_the_drawn_sequence_exists()
    {
        var drawn = Section("## An accepted offer");
        var types = Built.AllTypes.Select(type => type.Name.Split('`')[0]).ToHashSet();
        var methods = Built.AllTypes.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)).Select(method => method.Name).ToHashSet();
        var participants = Participant().Matches(drawn).Select(match => match.Groups[1].Value).ToArray();
        var calls = Call().Matches(drawn).Select(match => match.Groups[1].Value).ToArray();
        Assert.True(participants.Length > 3 && calls.Length > 6, "The sequence is drawn with participants and calls.");
        Found.None(participants.Where(name => !types.Contains(name)).Concat(calls.Where(name => !methods.Contains(name))));
    }

    private static IEnumerable<string> FoldersOf(string file)
    {
        for (var folder = Path.GetDirectoryName(file)!; folder.Split('/').Length >= FolderDepth; folder = Path.GetDirectoryName(folder)!)
            yield return folder;
    }

    private static string Section(string heading)
    {
        var from = Text.IndexOf(heading + '\n', StringComparison.Ordinal);
        Assert.True(from >= 0, $"docs/architecture.md has the section {heading}.");
        var next = Text.IndexOf("\n## ", from + heading.Length, StringComparison.Ordinal);
        return next < 0 ? Text[from..] : Text[from..next];
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^ *participant \w+ as (\w+)", RegexOptions.Multiline)]
    private static partial Regex Participant();

    [GeneratedRegex(@"^ *\w+ *-(?:-?>>|\)) *\w+: (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Call();
}
