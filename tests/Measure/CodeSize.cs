using System.Diagnostics;
using Medzdrav.Grains;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Measure;

/// <summary>How large the code's files are, and how much of the behaviour others can see.</summary>
internal static class CodeSize
{
    private static readonly string[] Code = [".cs", ".cshtml", ".js", ".mjs", ".css", ".sql"];

    public static void Print()
    {
        foreach (var folder in new[] { "src", "tests" })
        {
            var lengths = Files(folder).Select(file => File.ReadLines(Path.Combine(HostProcess.Repository, file)).Count()).Order().ToArray();
            Console.WriteLine($"{folder}: {lengths.Length} files, {lengths.Sum()} lines; a file's median {At(lengths, 50)}, 95th percentile {At(lengths, 95)}, most {lengths[^1]}");
        }
        var types = typeof(GrainsSetup).Assembly.GetTypes().Where(IsOurs).ToArray();
        Console.WriteLine($"Grains: {types.Length} types, {types.Count(type => type.IsPublic || type.IsNestedPublic)} of them public");
    }

    /// <summary>Types that people wrote, nested ones included; none of a compiler's or a generator's.</summary>
    private static bool IsOurs(Type type) =>
        type.Namespace == typeof(GrainsSetup).Namespace && !type.Name.Contains('<', StringComparison.Ordinal);

    private static int At(int[] sorted, int percent) => sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];

    private static IEnumerable<string> Files(string folder)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", folder]) { WorkingDirectory = HostProcess.Repository, RedirectStandardOutput = true })!;
        var names = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return names.Where(name => Code.Contains(Path.GetExtension(name)) && File.Exists(Path.Combine(HostProcess.Repository, name)));
    }
}
