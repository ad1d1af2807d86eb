using System.Diagnostics;
using System.Globalization;

namespace Medzdrav.Tests.Load;

/// <summary>Keeps running processes on a core, and lets them go everywhere again. Threads and processes that they start stay there too.</summary>
internal sealed class CorePinning : IDisposable
{
    private readonly IReadOnlyList<int> _processes;

    private CorePinning(IReadOnlyList<int> processes, int core)
    {
        _processes = processes;
        Pin(core.ToString(CultureInfo.InvariantCulture));
    }

    public static CorePinning ThisProcess(int core) => new([Environment.ProcessId], core);

    /// <summary>A process and its children.</summary>
    public static CorePinning Tree(int process, int core) => new([process, .. ProcessFigures.ChildrenOf(process)], core);

    public void Dispose() => Pin(string.Create(CultureInfo.InvariantCulture, $"0-{Environment.ProcessorCount - 1}"));

    private void Pin(string cores)
    {
        foreach (var process in _processes)
        {
            using var pin = Process.Start(new ProcessStartInfo("taskset", ["-a", "-p", "-c", cores, process.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            pin.WaitForExit();
        }
    }
}
