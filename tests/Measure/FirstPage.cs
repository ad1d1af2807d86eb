using System.Diagnostics;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Measure;

/// <summary>From starting the built host to its first page, on the embedded default.</summary>
internal static class FirstPage
{
    public static async Task MeasureAsync(int rounds)
    {
        var data = Directory.CreateTempSubdirectory("medzdrav-measure-").FullName;
        Console.WriteLine($"first start, with schema and demo set: {await StartAsync(data):F2} s");
        var again = new List<double>();
        for (var i = 0; i < rounds; i++)
            again.Add(await StartAsync(data));
        again.Sort();
        Console.WriteLine($"later starts, {rounds} rounds: min {again[0]:F2} s, median {again[rounds / 2]:F2} s, max {again[^1]:F2} s");
        Directory.Delete(data, recursive: true);
    }

    private static async Task<double> StartAsync(string data)
    {
        var program = Path.Combine(HostProcess.Repository, "src/Host/bin/Debug/net10.0/Medzdrav.Host.dll");
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        var start = new ProcessStartInfo("dotnet", [program, $"--urls={address}", $"--Storage:DataDirectory={data}"]) { RedirectStandardOutput = true, WorkingDirectory = data };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        using var http = new HttpClient();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await Answers.WithSuccessAsync(http, address) && !process.HasExited)
            await timer.WaitForNextTickAsync();
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        return took;
    }
}
