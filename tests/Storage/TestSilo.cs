using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Tests.Storage;

/// <summary>A whole silo on real ports, as the host starts it.</summary>
internal static class TestSilo
{
    public static async Task<IHost> StartAsync(StorageFixture storage, Action<IServiceCollection>? configure = null)
    {
        var configuration = new ConfigurationBuilder().AddConfiguration(storage.Configuration).AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Silo:Port"] = FreePort(),
            ["Silo:GatewayPort"] = FreePort(),
        }).Build();
        var host = Host.CreateDefaultBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureServices(services =>
            {
                services.AddStorage(configuration);
                configure?.Invoke(services);
            })
            .UseOrleans(silo => silo.UseSilo(configuration))
            .Build();
        await host.StartAsync();
        return host;
    }

    private static string FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
