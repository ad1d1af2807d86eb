using System.Diagnostics;
using System.Globalization;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Measure;

/// <summary>How long an insurer's file takes, new and again, on both databases, and how much memory. Each in a process of its own, for the peak.</summary>
internal static class ImportSpeed
{
    public static async Task MeasureAsync(int rows)
    {
        var file = Path.GetTempFileName();
        var began = Stopwatch.GetTimestamp();
        await using (var csv = new StreamWriter(file))
            PolicyGenerator.Write(csv, rows, seed: 1, ';', DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        Console.WriteLine($"{rows} rows, {new FileInfo(file).Length / 1048576.0:F1} MiB, made in {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");
        foreach (var kind in Enum.GetNames<DatabaseKind>())
        {
            using var process = Process.Start("dotnet", [typeof(ImportSpeed).Assembly.Location, "import-once", kind, file]);
            await process.WaitForExitAsync();
        }
        File.Delete(file);
    }

    public static async Task OnceAsync(string kind, string file)
    {
        await using var storage = await StorageFixture.CreateAsync(Enum.Parse<DatabaseKind>(kind));
        var import = storage.Services.GetRequiredService<PolicyImport>();
        Console.WriteLine($"{kind}, empty database: {await ImportAsync(import, file)}");
        Console.WriteLine($"{kind}, the same again: {await ImportAsync(import, file)}");
        Console.WriteLine($"{kind}, peak memory: {PeakMemory()}");
    }

    internal static async Task<string> ImportAsync(PolicyImport import, string file)
    {
        await using var csv = File.OpenRead(file);
        var began = Stopwatch.GetTimestamp();
        var report = await import.RunAsync(InsurerId.Default, csv);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return $"{seconds:F1} s, {Rows(report) / seconds:F0} rows/s (created {report.Created}, updated {report.Updated}, unchanged {report.Unchanged}, left out {report.BadCount})";
    }

    private static int Rows(ImportReport report) => report.Created + report.Updated + report.Unchanged + report.BadCount;

    /// <summary>VmHWM where the system tells it.</summary>
    internal static string PeakMemory()
    {
        const string status = "/proc/self/status";
        if (!File.Exists(status))
            return string.Create(CultureInfo.InvariantCulture, $"{Environment.WorkingSet / 1048576} MiB now");
        return File.ReadLines(status).First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))["VmHWM:".Length..].Trim();
    }
}
