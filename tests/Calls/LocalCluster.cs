using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Calls;

/// <summary>The whole cluster of deploy/local/cluster.sh: PostgreSQL, three silos, two edge nodes, nginx with TLS, coturn.</summary>
internal sealed class LocalCluster : IRunningHost
{
    private const string SessionGrain = "Medzdrav.Grains.SessionGrain";
    private static readonly string[] silos = ["silo1", "silo2", "silo3"];
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    private readonly string state;
    private readonly int shift;
    private X509Certificate2? authority;

    // The script's lowest port stays above those of the system, its highest below those that the system gives away.
    private LocalCluster(string state) => (this.state, shift) = (state, 400 + (Environment.ProcessId % 20 * 100));

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"https://localhost:{8443 + shift}"));

    public string Output => string.Join('\n', Directory.EnumerateFiles(Path.Combine(state, "logs"), "*.log").Select(log => $"--- {Path.GetFileName(log)}\n{File.ReadAllText(log)}"));

    public static async Task<LocalCluster> StartAsync()
    {
        var cluster = new LocalCluster(Directory.CreateTempSubdirectory("medzdrav-cluster-").FullName);
        try
        {
            await cluster.CommandAsync("up");
            cluster.authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(cluster.state, "keys", "web", "ca.pem"));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public HttpClient Visitor()
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(authority!);
        return new(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } }) { BaseAddress = Address };
    }

    /// <summary>The silo that keeps the only session of the moment, by its name, as the dashboard shows it.</summary>
    public async Task<string> SiloOfSessionAsync()
    {
        using var http = new HttpClient();
        using var waiting = new CancellationTokenSource(patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (true)
        {
            var counters = await http.GetFromJsonAsync<JsonNode>($"http://127.0.0.1:{5311 + shift}/dashboard/DashboardCounters", waiting.Token);
            var address = counters!["simpleGrainStats"]!.AsArray().FirstOrDefault(grain => (string)grain!["grainType"]! == SessionGrain && (int)grain["activationCount"]! > 0)?["siloAddress"];
            if (silos.FirstOrDefault(silo => ((string?)address)?.Contains(string.Create(CultureInfo.InvariantCulture, $":{11110 + shift + (silo[^1] - '0')}"), StringComparison.Ordinal) == true) is { } name)
                return name;
            await look.WaitForNextTickAsync(waiting.Token);
        }
    }

    /// <summary>Ends a process as a power failure would.</summary>
    public Task KillAsync(string name) => CommandAsync("kill", name);

    public async ValueTask DisposeAsync()
    {
        await CommandAsync("down");
        await CommandAsync("purge");
        authority?.Dispose();
    }

    private async Task CommandAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(HostProcess.Repository, "deploy", "local", "cluster.sh"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MEDZDRAV_CLUSTER"] = state;
        start.Environment["MEDZDRAV_CLUSTER_PROGRAM"] = Path.GetDirectoryName(HostProcess.Program);
        start.Environment["MEDZDRAV_CLUSTER_PORTS"] = shift.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        using var waiting = new CancellationTokenSource(patience);
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(waiting.Token), process.StandardError.ReadToEndAsync(waiting.Token));
        await process.WaitForExitAsync(waiting.Token);
        Assert.True(process.ExitCode == 0, $"cluster.sh {string.Join(' ', arguments)}: {await said}{await wrong}");
    }
}
