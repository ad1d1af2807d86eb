using System.Globalization;

namespace Medzdrav.Tests.Load;

/// <summary>The system's knowledge of processes and of itself. Linux only.</summary>
internal static class ProcessFigures
{
    private const int PageSize = 4096;

    // "Tiered Compilation Worker", as far as Linux keeps names.
    private const string Compiler = ".NET Tiered";

    /// <summary>CPU time of a process, all its threads, those that ended included.</summary>
    public static TimeSpan CpuOf(int process) => Ticks(process, 11, 12);

    /// <summary>CPU time of a process and of all its children, such as PostgreSQL's, those that ended included.</summary>
    public static TimeSpan CpuOfTree(int process) =>
        ChildrenOf(process).Aggregate(Ticks(process, 11, 12, 13, 14), (sum, child) => sum + TryCpuOf(child));

    /// <summary>Resident memory in bytes.</summary>
    public static long ResidentOf(int process) => Number(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1]) * PageSize;

    /// <summary>Whether a .NET process has compiled hot code anew in the last seconds: the thread that does so ends after 4 s without work.</summary>
    public static bool IsCompiling(int process) =>
        Directory.EnumerateDirectories($"/proc/{process}/task").Any(thread => TryRead($"{thread}/comm")?.StartsWith(Compiler, StringComparison.Ordinal) is true);

    /// <summary>Time that the machine's cores wanted to work and did not get from the host machine, since its start.</summary>
    public static TimeSpan Stolen => FromTicks(Number(File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[8]));

    /// <summary>The direct children of a process.</summary>
    public static IReadOnlyList<int> ChildrenOf(int process) =>
        [.. Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder)).Where(name => char.IsAsciiDigit(name[0])).Select(int.Parse).Where(id => ParentOf(id) == process)];

    private static int ParentOf(int process) => TryRead($"/proc/{process}/stat") is { } stat ? (int)Number(Fields(stat)[1]) : 0;

    private static TimeSpan TryCpuOf(int process) => TryRead($"/proc/{process}/stat") is { } stat ? Ticks(stat, 11, 12) : TimeSpan.Zero;

    /// <summary>Null when the process or the thread ended meanwhile.</summary>
    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // The fields that follow the name, which may hold anything.
    private static string[] Fields(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

    private static TimeSpan Ticks(int process, params ReadOnlySpan<int> places) => Ticks(File.ReadAllText($"/proc/{process}/stat"), places);

    // proc(5): utime, stime, cutime and cstime are the 14th field and those after it, in ticks of 10 ms.
    private static TimeSpan Ticks(string stat, params ReadOnlySpan<int> places)
    {
        var fields = Fields(stat);
        var sum = 0L;
        foreach (var place in places)
            sum += Number(fields[place]);
        return FromTicks(sum);
    }

    private static TimeSpan FromTicks(long ticks) => TimeSpan.FromMilliseconds(10.0 * ticks);

    private static long Number(string text) => long.Parse(text.Trim(), CultureInfo.InvariantCulture);
}
