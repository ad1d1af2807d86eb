using System.Net;
using Medzdrav.Silo;
using Microsoft.Extensions.Logging.Abstractions;

namespace Medzdrav.Tests.Storage;

/// <summary>Where an edge node finds silos.</summary>
public sealed class SiloListTests
{
    [Fact]
    public async Task All_addresses_of_a_name_are_silos_beside_those_that_are_listed_by_number()
    {
        var list = new SiloList(Read("localhost:30000, 10.0.0.2:30001,localhost:30002"), NullLogger<SiloList>.Instance);

        var gateways = await list.GetGateways();

        Assert.Equal(["gwy.tcp://127.0.0.1:30000/0", "gwy.tcp://10.0.0.2:30001/0", "gwy.tcp://127.0.0.1:30002/0"], gateways.Select(gateway => gateway.ToString()));
        Assert.True(list.IsUpdatable);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_hides_no_other_silo()
    {
        var list = new SiloList(Read("nobody.invalid:30000,10.0.0.2:30001"), NullLogger<SiloList>.Instance);

        Assert.Equal("gwy.tcp://10.0.0.2:30001/0", Assert.Single(await list.GetGateways()).ToString());
    }

    [Theory]
    [InlineData("10.0.0.2")]
    [InlineData("silo")]
    [InlineData("silo:0")]
    [InlineData("silo:70000")]
    [InlineData("si lo:30000")]
    [InlineData(":30000")]
    public void What_is_neither_address_nor_name_with_a_port_is_refused(string text) =>
        Assert.Contains(text, Assert.Throws<FormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("localhost:30000", true)]
    [InlineData("127.0.0.9:30000", true)]
    [InlineData("silo:30000", false)]
    [InlineData("localhost.example:30000", false)]
    [InlineData("10.0.0.2:30000", false)]
    public void Only_loopback_stays_on_the_machine(string text, bool expected) => Assert.Equal(expected, ClusterListOptions.IsOnMachine(Assert.Single(Read(text))));

    private static IReadOnlyList<EndPoint> Read(string text) => new ClusterListOptions { Gateways = text }.Addresses;
}
