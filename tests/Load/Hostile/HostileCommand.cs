using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using HdrHistogram;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary><c>hostile</c>: people who chat quietly, and then beside a visitor who attacks for a minute: what the others feel, what the server keeps, what the database grows by.</summary>
internal static class HostileCommand
{
    private const int ServerCore = 0;
    private const int ClientCore = 1;
    private const double MiB = 1024 * 1024;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WarmAttack = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Attack = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Afterwards = TimeSpan.FromMinutes(1);

    public static Command Define()
    {
        var command = new Command("hostile", "Measures what other people feel while a hostile visitor attacks for a minute.");
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task<int> RunAsync()
    {
        using var clients = CorePinning.ThisProcess(ClientCore);
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Sqlite);
        var address = ProductHost.FreeAddress();
        await using var host = ProductHost.Start(storage, address, ServerCore, HostileBound.Settings);
        await host.AnswersAsync(new Uri(address, "/health/ready"));
        await using var people = await OrdinaryPeople.ComeAsync(address);
        // A short attack from another address goes before: the server has then compiled all that an attack makes it run.
        using (var first = Begin(address, WarmAttack, "127.0.0.65"))
        {
            await people.ChatAsync(Warm);
            await first.WaitForExitAsync();
        }
        await people.ChatAsync(Warm);
        var before = await host.CollectAsync();

        var quiet = await people.ChatAsync(Quiet);
        var sizeBefore = SizeOf(storage);
        using var sampling = new CancellationTokenSource();
        var peak = PeakAsync(host, sampling.Token);
        using var visitor = Begin(address, Attack, "127.0.0.66");
        var cpu = host.Cpu;
        var beginning = await people.ChatAsync(Beginning);
        var attacked = await people.ChatAsync(Attack - Beginning);
        var beginning99 = P99(beginning);
        var rest99 = P99(attacked);
        attacked.Add(beginning);
        var share = (host.Cpu - cpu) / Attack;
        await visitor.WaitForExitAsync();
        await sampling.CancelAsync();
        var said = await visitor.StandardOutput.ReadToEndAsync();
        // Pooled buffers go with the second full collection a minute after the first.
        var ended = await host.CollectAsync();
        await people.ChatAsync(Afterwards);
        var resident = host.Resident;
        var later = await host.CollectAsync();

        var ratio = P99(attacked) / P99(quiet);
        foreach (var line in new[]
        {
            said.Trim(),
            Line($"sends of others, quiet: p50 {P50(quiet):F1} ms, p99 {P99(quiet):F1} ms ({quiet.TotalCount})"),
            Line($"sends of others, attacked: p50 {P50(attacked):F1} ms, p99 {P99(attacked):F1} ms ({attacked.TotalCount}), the server's core {share:P0} busy"),
            Line($"p99 in the first {Beginning.TotalSeconds:0} s: {beginning99:F1} ms, later {rest99:F1} ms"),
            Line($"ratio of p99: {ratio:F2} (wanted: below 3)"),
            Line($"live objects: {before.Live / MiB:F1} MiB before, {ended.Live / MiB:F1} at the end of the attack, {later.Live / MiB:F1} a minute after"),
            Line($"process: {before.Resident / MiB:F0} MiB before, {await peak / MiB:F0} at the peak, {resident / MiB:F0} a minute after, {later.Resident / MiB:F0} without garbage"),
            Line($"database: +{(SizeOf(storage) - sizeBefore) / MiB:F1} MiB with what the others said in both minutes; the options allow one address {HostileBound.BytesAMinute / MiB:F1} MiB in a minute"),
        })
            Console.WriteLine(line);
        return ratio < 3 ? 0 : 1;
    }

    /// <summary>In a process of its own, which gets what the others leave of their core.</summary>
    private static Process Begin(Uri address, TimeSpan time, string from) => Process.Start(new ProcessStartInfo("nice", [
        "-n", "19", "taskset", "-c", Line($"{ClientCore}"), "dotnet", typeof(HostileCommand).Assembly.Location, HostileVisitor.Argument, address.AbsoluteUri, Line($"{time.TotalSeconds}"), from])
    { RedirectStandardOutput = true })!;

    private static async Task<double> PeakAsync(ServerProcess host, CancellationToken cancellation)
    {
        var peak = 0L;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (!cancellation.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
            peak = Math.Max(peak, host.Resident);
        return peak;
    }

    private static double SizeOf(StorageFixture storage) =>
        new DirectoryInfo(storage.Settings["Storage:DataDirectory"]!).EnumerateFiles("*.db*").Sum(file => file.Length);

    private static double P50(HistogramBase times) => Timing.At(times, 50);

    private static double P99(HistogramBase times) => Timing.At(times, 99);

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
