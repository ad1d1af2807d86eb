using Medzdrav.Contracts;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Medzdrav.Tests.Cluster;

/// <summary>Two silos and a process that is only gateway, on a PostgreSQL of their own.</summary>
internal sealed class ClinicCluster : IAsyncDisposable
{
    private readonly PostgresServer postgres;
    private readonly List<(HostProcess Process, int Port)> silos = [];
    private readonly IHost watch;

    private ClinicCluster(PostgresServer postgres, string database, List<(HostProcess, int)> silos, HostProcess gateway, IHost watch) =>
        (this.postgres, Database, this.silos, Gateway, this.watch) = (postgres, database, silos, gateway, watch);

    public HostProcess Gateway { get; }

    /// <summary>The connection string of its database.</summary>
    public string Database { get; }

    /// <summary>The lines that its processes printed since they were started.</summary>
    public IEnumerable<string> Printed => Processes.SelectMany(process => process.Output.Split('\n'));

    private IEnumerable<HostProcess> Processes => silos.Select(silo => silo.Process).Append(Gateway);

    /// <param name="settings">The silos', beside those of a cluster.</param>
    public static async Task<ClinicCluster> StartAsync(Dictionary<string, string>? settings = null)
    {
        var postgres = await PostgresServer.StartNewAsync();
        var database = await postgres.CreateDatabaseAsync();
        var ports = Enumerable.Range(0, 4).Select(_ => Ports.Free()).ToArray();
        List<(HostProcess, int)> silos = [];
        foreach (var (port, gatewayPort) in new[] { (ports[0], ports[1]), (ports[2], ports[3]) })
            silos.Add((await HostProcess.StartAsync(Silo(database, port, gatewayPort, settings ?? []), "--roles=silo"), port));
        var list = new Dictionary<string, string> { ["Cluster:Gateways"] = $"127.0.0.1:{ports[1]},127.0.0.1:{ports[3]}" };
        var gateway = await HostProcess.StartAsync(list, "--roles=gateway,web");
        var watch = await WatchAsync(list);
        return new ClinicCluster(postgres, database, silos, gateway, watch);
    }

    /// <summary>Kills the silo in which a session lives.</summary>
    public async Task KillSiloOfAsync(SessionId session)
    {
        var grains = (IGrainFactory)watch.Services.GetService(typeof(IGrainFactory))!;
        var address = await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grains.GetGrain<ISession>(session.Value));
        var holder = silos.Single(silo => silo.Port == address?.Endpoint.Port);
        await holder.Process.KillAsync();
    }

    /// <summary>Ends all its processes as a power failure would.</summary>
    public Task KillAllAsync() => Task.WhenAll(Processes.Select(process => process.KillAsync()));

    /// <summary>Starts all of them again, silos first.</summary>
    public async Task StartAllAgainAsync()
    {
        await Task.WhenAll(silos.Select(silo => silo.Process.StartAgainAsync()));
        await Gateway.StartAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await watch.StopAsync();
        watch.Dispose();
        await Gateway.DisposeAsync();
        foreach (var (process, _) in silos)
            await process.DisposeAsync();
        await postgres.DisposeAsync();
    }

    /// <summary>Puts what all processes printed into artifacts/cluster.</summary>
    public async Task KeepEvidenceAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(HostProcess.Repository, "artifacts", "cluster")).FullName;
        foreach (var (process, number) in Processes.Select((process, number) => (process, number)))
            await File.WriteAllTextAsync(Path.Combine(folder, $"process{number}.log"), process.Output);
    }

    private static Dictionary<string, string> Silo(string database, int port, int gatewayPort, Dictionary<string, string> settings) => new(settings)
    {
        ["Storage:Database"] = "Postgres",
        ["Storage:ConnectionString"] = database,
        ["Silo:Port"] = $"{port}",
        ["Silo:GatewayPort"] = $"{gatewayPort}",
    };

    private static async Task<IHost> WatchAsync(Dictionary<string, string> list)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(list.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)));
        builder.UseOrleansClient(client => client.UseSiloList(builder.Configuration));
        var watch = builder.Build();
        await watch.StartAsync();
        return watch;
    }
}
