using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary>A process on SQLite is its own cluster: nobody has to find its silo, so any free ports will do.</summary>
internal static class SoleSilo
{
    public static void ChoosePorts(ConfigurationManager configuration)
    {
        var isSqlite = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>()?.Database != DatabaseKind.Postgres;
        if (!isSqlite || configuration[$"{SiloOptions.Section}:{nameof(SiloOptions.Port)}"] is not null)
            return;
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        configuration[$"{SiloOptions.Section}:{nameof(SiloOptions.Port)}"] = PortOf(silo);
        configuration[$"{SiloOptions.Section}:{nameof(SiloOptions.GatewayPort)}"] = PortOf(gateway);
    }

    private static string PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
}
