using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Medzdrav.Gateway;

/// <summary>Where a request comes from, for the limits: the peer's address, or what a trusted proxy says of it (<see cref="GatewayOptions.TrustedProxies"/>).</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>The address as text; of IPv6 only the network of 64 bits, all of which one subscriber has.</summary>
    public static string Of(HttpContext? context) => context?.Connection.RemoteIpAddress is { } address ? Of(address).ToString() : "unknown";

    /// <summary>The address that limits count; null where none does: on a developer's own machine. In Production loopback is a proxy whom nobody named.</summary>
    public static string? CountedOf(HttpContext context, IHostEnvironment environment) => CountedOf(Of(context), environment);

    /// <inheritdoc cref="CountedOf(HttpContext, IHostEnvironment)"/>
    public static string? CountedOf(string client, IHostEnvironment environment) =>
        environment.IsDevelopment() && IPAddress.TryParse(client, out var address) && IPAddress.IsLoopback(address) ? null : client;

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
