using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Deploy;

/// <summary>The files of <c>deploy/compose</c>, the image and the units of systemd, which nothing has run here: that they fit each other and the program.</summary>
public sealed partial class ComposeTests
{
    private static readonly JsonObject services = Assert.Single(Yaml.Read("deploy/compose/compose.yaml"))["services"]!.AsObject();

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Nodes => services.Where(service => service.Key.StartsWith("silo", StringComparison.Ordinal) || service.Key.StartsWith("edge", StringComparison.Ordinal));

    [Fact]
    public void Nodes_have_addresses_of_their_own_and_their_own_certificates()
    {
        Assert.Equal(["silo1", "silo2", "edge1", "edge2"], Nodes.Select(node => node.Key));
        Assert.Equal(services.Count, services.Select(AddressOf).Distinct().Count());
        Assert.All(Nodes, node =>
        {
            Assert.Equal($"/keys/links/{node.Key}.pem", Setting(node, "Cluster__Certificate"));
            Assert.Equal($"/keys/links/{node.Key}.key", Setting(node, "Cluster__CertificateKey"));
            Assert.Contains($"./secrets/{node.Key}:/keys:ro", node.Value!["volumes"]!.AsArray().Select(volume => (string?)volume));
        });
        Assert.All(Nodes.Where(node => node.Key.StartsWith("silo", StringComparison.Ordinal)), silo => Assert.Equal(AddressOf(silo), Setting(silo, "Silo__Address")));
    }

    [Fact]
    public void Edge_nodes_know_silos_and_the_proxy_and_the_proxy_knows_them()
    {
        var (silos, edges) = (Nodes.Where(node => node.Key.StartsWith("silo", StringComparison.Ordinal)), Nodes.Where(node => node.Key.StartsWith("edge", StringComparison.Ordinal)));
        Assert.All(edges, edge =>
        {
            Assert.Equal(string.Join(',', silos.Select(silo => $"{silo.Key}:{Setting(silo, "Silo__GatewayPort")}")), Setting(edge, "Cluster__Gateways"));
            Assert.Equal(AddressOf(services.Single(service => service.Key == "nginx")), Setting(edge, "Gateway__TrustedProxies"));
        });
        Assert.Equal(edges.Select(edge => $"{AddressOf(edge)}:8080"), Upstream().Matches(Files.Read("deploy/compose/nginx.conf")).Select(match => match.Groups[1].Value));
        Assert.Contains($"Host={AddressOf(services.Single(service => service.Key == "postgres"))};", Files.Read("deploy/compose/prepare.sh"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_the_program_runs_as_root_or_writes_into_its_image()
    {
        Assert.All(Nodes, node =>
        {
            Assert.True((bool)node.Value!["read_only"]!);
            Assert.Equal("ALL", (string?)node.Value["cap_drop"]!.AsArray().Single());
            Assert.Equal("no-new-privileges:true", (string?)node.Value["security_opt"]!.AsArray().Single());
            Assert.True(int.Parse(((string)node.Value["stop_grace_period"]!).TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture) >= 20);
        });
        var image = Files.Read("deploy/Dockerfile");
        Assert.Matches(@"(?m)^USER [1-9]\d*:[1-9]\d*$", image);
        Assert.Contains(((string)services["silo1"]!["healthcheck"]!["test"]![2]!), image, StringComparison.Ordinal);
        // Which registry is the operator's choice.
        Assert.DoesNotMatch(@"(?m)^FROM [^$]*/", image);
    }

    [Theory]
    [InlineData("silo", "silo", "silo")]
    [InlineData("edge", "gateway,web", "edge")]
    public void Units_of_systemd_are_closed_in_and_start_their_role(string unit, string roles, string settings)
    {
        var lines = Files.Read($"deploy/systemd/medzdrav-{unit}.service").Split('\n');

        Assert.Contains(lines, line => line.StartsWith("ExecStart=/usr/bin/dotnet /opt/medzdrav/Medzdrav.Host.dll", StringComparison.Ordinal) && line.Contains($"--roles={roles} ", StringComparison.Ordinal));
        foreach (var closed in new[] { "User=medzdrav", "NoNewPrivileges=true", "ProtectSystem=strict", "ProtectHome=true", "PrivateTmp=true", "CapabilityBoundingSet=", "RestrictSUIDSGID=true", "SystemCallFilter=@system-service", "TimeoutStopSec=30", $"EnvironmentFile=/etc/medzdrav/{settings}.secrets" })
            Assert.Contains(closed, lines);
        // Code is compiled as it runs.
        Assert.DoesNotContain(lines, line => line.StartsWith("MemoryDenyWriteExecute", StringComparison.Ordinal));
    }

    private static string? AddressOf(KeyValuePair<string, JsonNode?> service) => (string?)service.Value!["networks"]!["inside"]!["ipv4_address"];

    private static string? Setting(KeyValuePair<string, JsonNode?> node, string name) => node.Value!["environment"]![name]?.ToString();

    [GeneratedRegex(@"server (10\.[\d.]+:\d+) ")]
    private static partial Regex Upstream();
}
