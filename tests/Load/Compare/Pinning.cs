using System.Diagnostics;
using System.Globalization;

namespace Medzdrav.Tests.Load;

/// <summary>Which core a process may use.</summary>
internal static class Pinning
{
    /// <summary>This process: the clients.</summary>
    public static void PinSelf(int core) => Pin(Environment.ProcessId, core);

    /// <summary>A process with all its threads; those it starts later inherit it.</summary>
    public static void Pin(int process, int core)
    {
        var start = new ProcessStartInfo("taskset", ["-acp", core.ToString(CultureInfo.InvariantCulture), process.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var taskset = Process.Start(start)!;
        taskset.StandardOutput.ReadToEnd();
        taskset.WaitForExit();
    }
}
