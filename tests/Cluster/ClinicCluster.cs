using System.Net;
using Medzdrav.Contracts;
using Medzdrav.Host;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Tests.Cluster;

/// <summary>Two silos and a process that is only gateway, on a PostgreSQL of their own.</summary>
internal sealed class ClinicCluster : IAsyncDisposable
{
    private readonly PostgresServer postgres;
    private readonly List<(HostProcess Process, int Port, int EdgePort)> silos = [];
    private readonly IHost watch;

    private ClinicCluster(PostgresServer postgres, string database, List<(HostProcess, int, int)> silos, HostProcess gateway, IHost watch) =>
        (this.postgres, Database, this.silos, Gateway, this.watch) = (postgres, database, silos, gateway, watch);

    public HostProcess Gateway { get; }

    /// <summary>The connection string of its database.</summary>
    public string Database { get; }

    /// <summary>The addresses of its silos: each one's port for silos, and the one for edge nodes.</summary>
    public IEnumerable<(IPEndPoint Silos, IPEndPoint Edges)> Addresses => silos.Select(silo => (new IPEndPoint(IPAddress.Loopback, silo.Port), new IPEndPoint(IPAddress.Loopback, silo.EdgePort)));

    /// <summary>The ids of its processes.</summary>
    public IEnumerable<int> ProcessIds => Processes.Select(process => process.Id);

    /// <summary>Its grains, as an edge node has them.</summary>
    public IGrainFactory Grains => GrainsOf(watch);

    /// <summary>The lines that its processes printed since they were started.</summary>
    public IEnumerable<string> Printed => Processes.SelectMany(process => process.Output.Split('\n'));

    private IEnumerable<HostProcess> Processes => silos.Select(silo => silo.Process).Append(Gateway);

    /// <param name="settings">The silos', beside those of a cluster.</param>
    /// <param name="links">The certificates of all processes; null for none.</param>
    public static async Task<ClinicCluster> StartAsync(Dictionary<string, string>? settings = null, LinkFiles? links = null)
    {
        var common = links?.Settings ?? [];
        var postgres = await PostgresServer.StartNewAsync();
        var database = await postgres.CreateDatabaseAsync();
        var ports = Enumerable.Range(0, 4).Select(_ => Ports.Free()).ToArray();
        List<(HostProcess, int, int)> silos = [];
        foreach (var (port, gatewayPort) in new[] { (ports[0], ports[1]), (ports[2], ports[3]) })
            silos.Add((await HostProcess.StartAsync(Silo(database, port, gatewayPort, [.. settings ?? [], .. common]), "--roles=silo"), port, gatewayPort));
        var list = new Dictionary<string, string>(common) { ["Cluster:Gateways"] = $"127.0.0.1:{ports[1]},127.0.0.1:{ports[3]}" };
        var gateway = await HostProcess.StartAsync(list, "--roles=gateway,web");
        var watch = await ConnectAsync(list, links is null ? null : CertificatesOf(links));
        return new ClinicCluster(postgres, database, silos, gateway, watch);
    }

    /// <summary>Kills the silo in which a session lives.</summary>
    public async Task KillSiloOfAsync(SessionId session)
    {
        var address = await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(Grains.GetGrain<ISession>(session.Value));
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
        foreach (var (process, _, _) in silos)
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

    private static Dictionary<string, string> Silo(string database, int port, int gatewayPort, KeyValuePair<string, string>[] settings) => new(settings)
    {
        ["Storage:Database"] = "Postgres",
        ["Storage:ConnectionString"] = database,
        ["Silo:Port"] = $"{port}",
        ["Silo:GatewayPort"] = $"{gatewayPort}",
    };

    /// <summary>Connects to silos as an edge node does.</summary>
    /// <param name="settings">Which silos.</param>
    /// <param name="certificates">By which certificates; null for none.</param>
    public static async Task<IHost> ConnectAsync(Dictionary<string, string> settings, LinkCertificates? certificates)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)));
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseSiloList(builder.Configuration).UseLinks(certificates).UseConnectionRetryFilter((_, _) => Task.FromResult(false)));
        var edge = builder.Build();
        try
        {
            await edge.StartAsync();
            return edge;
        }
        catch
        {
            edge.Dispose();
            throw;
        }
    }

    /// <summary>The grains that a connected node reaches.</summary>
    public static IGrainFactory GrainsOf(IHost edge) => (IGrainFactory)edge.Services.GetService(typeof(IGrainFactory))!;

    /// <summary>The certificates in files.</summary>
    public static LinkCertificates CertificatesOf(LinkFiles links)
    {
        var certificates = new LinkCertificates(new LinkOptions { Certificate = links.Certificate, CertificateKey = links.Key, CertificateAuthority = links.Authority });
        certificates.Look(TimeProvider.System.GetUtcNow());
        return certificates;
    }
}
