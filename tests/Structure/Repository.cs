using System.Diagnostics;

namespace Medzdrav.Tests.Structure;

/// <summary>The working copy that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Files of the repository, with new ones that are not ignored; relative, with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static IEnumerable<string> In(string folder, params string[] extensions) =>
        Files.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal) && extensions.Contains(Path.GetExtension(file)));

    /// <summary>Lines of the given files that match, as <c>file:line: text</c>.</summary>
    public static IEnumerable<string> Lines(IEnumerable<string> files, Func<string, bool> matches) =>
        from file in files
        from line in File.ReadLines(Path.Combine(Root, file)).Select((text, index) => (text, number: index + 1))
        where matches(line.text)
        select $"{file}:{line.number}: {line.text.Trim()}";

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Medzdrav.sln")))
                return folder.FullName;
        throw new InvalidOperationException("These tests run inside the repository that they were built from.");
    }

    private static List<string> ListFiles()
    {
        var start = new ProcessStartInfo("git", ["-c", "core.quotePath=false", "ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start.");
        var names = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return [.. names.Distinct().Where(name => File.Exists(Path.Combine(Root, name)))];
    }
}
