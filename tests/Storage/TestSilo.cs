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
            ["Silo:Port"] = $"{Ports.Free()}",
            ["Silo:GatewayPort"] = $"{Ports.Free()}",
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
}
