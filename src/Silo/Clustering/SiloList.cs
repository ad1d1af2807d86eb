using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Orleans.Messaging;

namespace Medzdrav.Silo;

/// <summary>The silos that an edge node may connect to: those that the settings list, names looked up again and again. A silo that came back at another address is found by its name, and its former address is dropped.</summary>
internal sealed partial class SiloList(IReadOnlyList<EndPoint> silos, ILogger<SiloList> logger) : IGatewayListProvider
{
    /// <summary>How often the list is asked for.</summary>
    public static readonly TimeSpan LookedUpEvery = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<DnsEndPoint, IPAddress[]> _known = new();

    /// <inheritdoc />
    public TimeSpan MaxStaleness => LookedUpEvery;

    /// <inheritdoc />
    public bool IsUpdatable => true;

    /// <inheritdoc />
    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task<IList<Uri>> GetGateways()
    {
        var addresses = await Task.WhenAll(silos.Select(OfAsync));
        return [.. addresses.SelectMany(found => found).Distinct().Select(address => address.ToGatewayUri())];
    }

    private async Task<IEnumerable<IPEndPoint>> OfAsync(EndPoint silo) =>
        silo is DnsEndPoint name ? (await LookUpAsync(name)).Select(address => new IPEndPoint(address, name.Port)) : [(IPEndPoint)silo];

    /// <summary>Where nobody knows the name at the moment, what it meant last goes on to count.</summary>
    private async Task<IPAddress[]> LookUpAsync(DnsEndPoint name)
    {
        try
        {
            return _known[name] = await Dns.GetHostAddressesAsync(name.Host, AddressFamily.InterNetwork);
        }
        catch (SocketException unknown)
        {
            LogUnknown(name.Host, unknown.SocketErrorCode);
            return _known.GetValueOrDefault(name, []);
        }
    }
}
