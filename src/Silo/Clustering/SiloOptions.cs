using System.Globalization;
using System.Net;
using System.Net.Sockets;

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

    /// <summary>Silos' gateway addresses, <c>ip:port</c> or <c>name:port</c>, divided by commas; all addresses of a name are silos, and it is looked up again every 5 s. Default 127.0.0.1:30000.</summary>
    public string Gateways { get; set; } = "127.0.0.1:30000";

    /// <summary>The addresses and names that <see cref="Gateways"/> lists.</summary>
    /// <exception cref="FormatException">A part of it is neither.</exception>
    public IReadOnlyList<EndPoint> Addresses => [.. Gateways.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    /// <summary>Whether an address or name leads to this machine, and nowhere else.</summary>
    public static bool IsOnMachine(EndPoint address) => address switch
    {
        IPEndPoint numbers => IPAddress.IsLoopback(numbers.Address),
        DnsEndPoint name => name.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static EndPoint Read(string text)
    {
        if (IPEndPoint.TryParse(text, out var address) && address.Port > 0)
            return address;
        var colon = text.LastIndexOf(':');
        var isName = colon > 0 && Uri.CheckHostName(text[..colon]) == UriHostNameType.Dns;
        return isName && ushort.TryParse(text[(colon + 1)..], CultureInfo.InvariantCulture, out var port) && port > 0
            ? new DnsEndPoint(text[..colon], port, AddressFamily.InterNetwork)
            : throw new FormatException($"\"{text}\" in Cluster:Gateways is neither ip:port nor name:port.");
    }
}
