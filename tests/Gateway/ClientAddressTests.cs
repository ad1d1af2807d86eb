using System.Net;
using Medzdrav.Gateway;

namespace Medzdrav.Tests.Gateway;

/// <summary>Whom the limits per address mean.</summary>
public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    public void One_subscriber_is_one_address(string peer, string address) => Assert.Equal(address, ClientAddress.Of(IPAddress.Parse(peer)).ToString());

    [Theory]
    [InlineData("", true, 0)]
    [InlineData("10.0.0.1", true, 1)]
    [InlineData("10.0.0.0/8, 2001:db8::/32", true, 2)]
    [InlineData("proxy.example", false, 0)]
    [InlineData("10.0.0.0/99", false, 0)]
    public void Trusted_proxies_are_addresses_or_networks(string setting, bool isReadable, int count)
    {
        var options = new GatewayOptions { TrustedProxies = setting };

        Assert.Equal(isReadable, options.AreProxiesReadable);
        if (isReadable)
            Assert.Equal(count, options.Proxies.Count);
    }
}
