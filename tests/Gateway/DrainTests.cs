using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Medzdrav.Contracts;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>An edge node is asked to stop, as a deployment does.</summary>
public sealed class DrainTests
{
    private const int People = 60;

    [Fact]
    public async Task An_edge_node_that_stops_sends_its_connections_away_one_after_another_and_lets_nobody_in()
    {
        var folder = Directory.CreateTempSubdirectory("medzdrav-drain-");
        var (silo, gateway) = (Ports.Free(), Ports.Free());
        await using var all = await HostProcess.StartAsync(new() { ["Storage:DataDirectory"] = folder.FullName, ["Silo:Port"] = $"{silo}", ["Silo:GatewayPort"] = $"{gateway}" });
        await using var edge = await HostProcess.StartAsync(new() { ["Cluster:Gateways"] = $"localhost:{gateway}" }, "--roles=gateway,web");
        using var http = new HttpClient();
        using var admitted = await http.PostAsJsonAsync(new Uri(all.Address, "/api/staff/sign-in"), new { login = "consultant1", password = "demo", client = "app" });
        var token = (await admitted.Content.ReadFromJsonAsync<TokenPair>(WireJson.Options))!.AccessToken;
        var sockets = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => RawSocket.ConnectAsync(edge.Address, token)));
        foreach (var socket in sockets)
        {
            await socket.ReadUntilAsync("{}");
            socket.KeepAlive();
        }

        var stopping = edge.StopAsync();
        var closing = sockets.Select(EndOfAsync).ToArray();
        await await Task.WhenAny(closing);
        using var readiness = await http.GetAsync(new Uri(edge.Address, "/health/ready"));
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.ConnectAsync(edge.Address, token));
        using var page = await http.GetAsync(edge.Address);
        var ends = await Task.WhenAll(closing);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, readiness.StatusCode);
        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.All(sockets, socket => Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus));
        Assert.True(ends.Max() - ends.Min() >= TimeSpan.FromSeconds(5), $"All were sent away within {(ends.Max() - ends.Min()).TotalSeconds:F1} s.");
        Assert.Equal(0, await stopping);
        foreach (var socket in sockets)
            await socket.DisposeAsync();
        await all.KillAsync();
        folder.Delete(recursive: true);
    }

    private static async Task<TimeSpan> EndOfAsync(RawSocket socket)
    {
        await socket.ReadToEndAsync();
        return Stopwatch.GetElapsedTime(0);
    }
}
