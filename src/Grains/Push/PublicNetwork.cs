using System.Net;
using System.Net.Sockets;

namespace Medzdrav.Grains;

/// <summary>The addresses of the Internet, without those of one's own machine and network (IANA, special-purpose address registries): whoever names an address may not reach with it what stands behind the platform.</summary>
internal static class PublicNetwork
{
    private const int MappedAt = 12;
    private const int TranslatedAt = 12;
    private const int SixToFourAt = 2;
    private const int AddressBytes = 4;

    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] SpecialOfSix = [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20")];
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address is of the Internet. One that carries an IPv4 address in itself is as public as that.</summary>
    public static bool Holds(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !Array.Exists(Special, network => network.Contains(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 ? Holds(Within(bytes, MappedAt))
            : Translated.Contains(address) ? Holds(Within(bytes, TranslatedAt))
            : SixToFour.Contains(address) ? Holds(Within(bytes, SixToFourAt))
            : Global.Contains(address) && !Array.Exists(SpecialOfSix, network => network.Contains(address));
    }

    private static IPAddress Within(byte[] bytes, int at) => new(bytes.AsSpan(at, AddressBytes));
}
