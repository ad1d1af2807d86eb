using System.Net.Http.Json;

namespace Medzdrav.Tests.Calls;

/// <summary>Calls through the relay with the configuration that we deploy.</summary>
[Collection(ByItself.Name)]
public sealed class RelayTests
{
    private const string RelayOnly =
        """
        const Direct = globalThis.RTCPeerConnection;
        globalThis.RTCPeerConnection = class extends Direct {
          constructor(configuration) { super({ ...configuration, iceTransportPolicy: "relay" }); }
          setConfiguration(configuration) { super.setConfiguration({ ...configuration, iceTransportPolicy: "relay" }); }
        };
        """;

    [Fact]
    public async Task Who_reach_each_other_only_through_the_relay_see_and_hear_each_other()
    {
        await using var relay = await Relay.StartAsync();
        await Clinic.VisitAloneAsync(
            async clinic =>
            {
                clinic.InitScript = RelayOnly;
                var (patient, consultant) = await clinic.CallingAsync();

                Assert.True((await patient.CallAsync()).Relayed);
                Assert.True((await consultant.CallAsync()).Relayed);
            },
            relay.Settings);
    }

    [Fact]
    public async Task The_relay_refuses_who_comes_too_late_and_ways_into_anybodys_network()
    {
        await using var relay = await Relay.StartAsync();
        await Clinic.VisitAloneAsync(
            async clinic =>
            {
                using var http = new HttpClient { BaseAddress = clinic.Host.Address };
                var server = Assert.Single((await http.GetFromJsonAsync<Server[]>("/api/ice-servers?purpose=check"))!);

                foreach (var peer in new[] { "127.0.0.1", "192.168.0.1", "169.254.169.254" })
                    Assert.Contains("403 (Forbidden IP)", await relay.TryAsync(server.Username, server.Credential, peer), StringComparison.Ordinal);
                var late = $"{DateTimeOffset.FromUnixTimeSeconds(long.Parse(server.Username.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture)).AddHours(-1).ToUnixTimeSeconds()}:{server.Username.Split(':')[1]}";
                Assert.Contains("Cannot complete Allocation", await relay.TryAsync(late, server.Credential, "127.0.0.1"), StringComparison.Ordinal);
                Assert.Contains("Cannot complete Allocation", await relay.TryAsync(server.Username, "made up", "127.0.0.1"), StringComparison.Ordinal);
            },
            relay.Settings);
    }

    [Fact]
    public async Task Where_no_UDP_comes_through_the_relay_is_reached_over_TCP()
    {
        await using var network = await Namespace.CreateAsync();
        await using var relay = await Relay.StartAsync(network, "tcp");
        await network.BlockUdpAsync();
        await Clinic.VisitAloneAsync(
            async clinic =>
            {
                var (_, consultant) = await clinic.CallingAsync(admit: () => clinic.PatientInAsync(network));

                Assert.True((await consultant.CallAsync()).Relayed);
            },
            relay.Settings,
            network.Here);
    }

    private sealed record Server(string Username, string Credential);
}
