using System.Globalization;
using System.Runtime.InteropServices;

namespace Medzdrav.Host;

/// <summary>Has threads of this process take turns as they come to their ends, on Linux: a packet that arrives wakes its reader, but does not stop whoever works on the last one.</summary>
/// <remarks>The kernel's policy SCHED_BATCH (<c>sched(7)</c>): the same share of a core, no preemption on waking. Needs no rights. Measured in <c>docs/performance-log.md</c>.</remarks>
internal static class ThreadPolicy
{
    private const int Other = 0;
    private const int Batch = 3;

    /// <summary>From now on, for the threads that are there and all that they start. An operator's own choice of a policy stays.</summary>
    public static void TakeWhole()
    {
        if (!OperatingSystem.IsLinux())
            return;
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            var id = int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture);
            var priority = 0;
            // A thread that has ended meanwhile, or a sandbox that forbids it: nothing depends on it.
            if (PolicyOf(id) == Other)
                _ = SetPolicy(id, Batch, ref priority);
        }
    }

    [DllImport("libc", EntryPoint = "sched_getscheduler"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int PolicyOf(int thread);

    [DllImport("libc", EntryPoint = "sched_setscheduler"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPolicy(int thread, int policy, ref int priority);
}
