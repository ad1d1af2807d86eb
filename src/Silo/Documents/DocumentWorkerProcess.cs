using System.Diagnostics;
using ImageMagick;

namespace Medzdrav.Silo;

/// <summary>The other side of <see cref="DocumentWorker"/>: a process that opens one file and ends. It has no configuration, no keys and no network of the platform's.</summary>
public static class DocumentWorkerProcess
{
    /// <summary>Reads a file from standard input, opens it, writes its forms to standard output.</summary>
    /// <param name="memoryBytes">How much memory pixels may take.</param>
    /// <param name="seconds">The process ends by itself when this has passed, also when nobody waits for it any more.</param>
    public static void Run(long memoryBytes, int seconds)
    {
        using var end = new Timer(_ => Environment.Exit(1), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        StepBack();
        ResourceLimits.Memory = (ulong)(memoryBytes / 4 * 3);
        ResourceLimits.Disk = 0;
        ResourceLimits.Thread = 1;
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        var (kind, file) = WorkerWire.ReadFile(input);
        WorkerWire.WriteAnswer(output, DocumentDecoder.Open(kind, file));
    }

    /// <summary>Everybody else comes first: for the processors, and when memory runs out.</summary>
    private static void StepBack()
    {
        using var self = Process.GetCurrentProcess();
        self.PriorityClass = ProcessPriorityClass.BelowNormal;
        if (OperatingSystem.IsLinux())
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
    }
}
