namespace Medzdrav.Tests.Gateway;

/// <summary>The table "Every door" of <c>docs/access.md</c>: what each caller reads at each call and page.</summary>
internal static class DoorTable
{
    /// <summary>The callers, in the order of the columns.</summary>
    public static IReadOnlyList<string> Callers { get; }

    /// <summary>The words that they read, by the door.</summary>
    public static IReadOnlyDictionary<string, string[]> Rows { get; }

    static DoorTable()
    {
        var lines = File.ReadAllText(Path.Combine(Support.HostProcess.Repository, "docs/access.md")).Split('\n')
            .SkipWhile(line => line != "## Every door").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .ToArray();
        Callers = Cells(lines.First(line => line.StartsWith("| door |", StringComparison.Ordinal)))[1..];
        Rows = lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(Cells).ToDictionary(cells => cells[0].Trim('`'), cells => cells[1..]);
    }

    /// <summary>A line of the table.</summary>
    public static string Line(string door, IEnumerable<string> cells) => $"| `{door}` | {string.Join(" | ", cells)} |";

    private static string[] Cells(string line) => [.. line.Split('|')[1..^1].Select(cell => cell.Trim())];
}
