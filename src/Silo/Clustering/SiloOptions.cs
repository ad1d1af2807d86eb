using System.Net;

namespace Medzdrav.Silo;

/// <summary>Where a silo listens. Configuration section <c>Silo</c>.</summary>
public sealed class SiloOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Silo";

    /// <summary>The port for other silos. 1 to 65,535, default 11,111; on SQLite any free one.</summary>
    public int Port { get; set; } = 11111;

    /// <summary>The port for gateway-only nodes. 1 to 65,535, default 30,000; on SQLite any free one.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>The IP address that others reach this silo at. Default 127.0.0.1: all on one machine.</summary>
    public string Address { get; set; } = "127.0.0.1";
}

/// <summary>The knowledge that a gateway-only node has of the cluster. Configuration section <c>Cluster</c>.</summary>
public sealed class ClusterListOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Cluster";

    /// <summary>Silos' gateway addresses, <c>ip:port</c>, divided by commas. Default 127.0.0.1:30000.</summary>
    public string Gateways { get; set; } = "127.0.0.1:30000";

    /// <summary>The addresses that <see cref="Gateways"/> lists.</summary>
    /// <exception cref="FormatException">A part of it is no address.</exception>
    public IReadOnlyList<IPEndPoint> Addresses => [.. Gateways.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(IPEndPoint.Parse)];
}
