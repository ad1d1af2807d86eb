using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Medzdrav.Tests.Support;

/// <summary>The built host as a process of its own, to be killed and started again on the same ports and data.</summary>
public sealed class HostProcess : IRunningHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly ConcurrentDictionary<HostProcess, bool> running = new();
    private readonly Dictionary<string, string> settings;
    private readonly string[] arguments;
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    private HostProcess(Uri address, string? alsoAt, Dictionary<string, string> settings, string[] arguments) =>
        (Address, Urls, this.settings, this.arguments) = (address, alsoAt is null ? Text(address) : $"{Text(address)};{address.Scheme}://{alsoAt}:{address.Port}", settings, arguments);

    static HostProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var left in running.Keys)
            left.process?.Kill(entireProcessTree: true);
    };

    /// <summary>The folder of Medzdrav.sln.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The host as this build made it: the same configuration and framework as the tests.</summary>
    public static string Program { get; } = Built(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Where it serves.</summary>
    public Uri Address { get; }

    private string Urls { get; }

    /// <summary>Its process id.</summary>
    public int Id => process!.Id;

    /// <summary>Everything that it printed so far.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Starts one on free ports and waits until it is ready.</summary>
    /// <param name="settings">Configuration by its keys, with <c>:</c> between the parts.</param>
    /// <param name="arguments">The command line.</param>
    public static Task<HostProcess> StartAsync(Dictionary<string, string> settings, params string[] arguments) => StartAlsoAtAsync(null, settings, arguments);

    /// <summary>Starts one that serves at another address of this machine, too.</summary>
    /// <param name="alsoAt">The address; the port is the same. Null for none.</param>
    /// <param name="settings">Configuration by its keys, with <c>:</c> between the parts.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<HostProcess> StartAlsoAtAsync(string? alsoAt, Dictionary<string, string> settings, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}"));
        var host = new HostProcess(address, alsoAt, settings, arguments);
        await host.StartAgainAsync();
        return host;
    }

    /// <summary>Starts it again after it was killed or stopped.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Program, $"--urls={Urls}", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        // Many hosts run at once; those whose management port is meant name one.
        start.Environment["Management__Urls"] = "";
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        output.Clear();
        process = Process.Start(start) ?? throw new InvalidOperationException("The host did not start.");
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        running[this] = true;
        await ReadyAsync();
    }

    /// <summary>Ends it as a power failure would.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a deployment does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var ask = Process.Start("kill", ["-TERM", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        running.TryRemove(this, out _);
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var ready = new Uri(Address, "/health/ready");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Patience;)
        {
            if (process!.HasExited)
                throw new InvalidOperationException($"The host ended with {process.ExitCode}:\n{Output}");
            if (await Answers.WithSuccessAsync(http, ready))
                return;
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException($"The host is not ready after {Patience.TotalSeconds} s:\n{Output}");
    }

    private static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            output.Enqueue(line.Data);
    }

    private static string Built(DirectoryInfo tests) => Path.Combine(Repository, "src", "Host", "bin", tests.Parent!.Name, tests.Name, "Medzdrav.Host.dll");

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Medzdrav.sln")))
                return folder.FullName;
        throw new InvalidOperationException("These tests run inside the repository that they were built from.");
    }
}
