using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>Files that documents link to are there, and pictures that no document shows are not.</summary>
public sealed partial class Documents
{
    private static string[] Pages => [.. Repository.Files.Where(file => file == "README.md" || file.StartsWith("docs/", StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal))];

    [Fact]
    public void Every_link_leads_somewhere() =>
        Found.None(Pages.SelectMany(page => Links(page).Where(link => !Exists(link)).Select(link => $"{page}: {link}")));

    [Fact]
    public void Every_picture_kept_is_shown()
    {
        var shown = Pages.SelectMany(Links).ToHashSet();
        Found.None(Repository.Files.Where(file => file.StartsWith("docs/images/", StringComparison.Ordinal) && !shown.Contains(file)));
    }

    private static bool Exists(string path) => File.Exists(Path.Combine(Repository.Root, path)) || Directory.Exists(Path.Combine(Repository.Root, path));

    /// <summary>Paths in the repository that a page links to or shows.</summary>
    private static IEnumerable<string> Links(string page)
    {
        var folder = Path.GetDirectoryName(page)!;
        return Link().Matches(Repository.Read(page)).Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#'))
            .Select(link => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, folder, link.Split('#')[0]))));
    }

    [GeneratedRegex(@"(?:\]\(|src="")([^)""\s]+)")]
    private static partial Regex Link();
}
