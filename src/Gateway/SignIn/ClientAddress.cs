using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Medzdrav.Gateway;

/// <summary>Where a request comes from, for the limits: the peer's address, or what a trusted proxy says of it (<see cref="GatewayOptions.TrustedProxies"/>).</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>The address as text; of IPv6 only the network of 64 bits, all of which one subscriber has.</summary>
    public static string Of(HttpContext? context) => context?.Connection.RemoteIpAddress is { } address ? Of(address).ToString() : "unknown";

    internal static IPAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
