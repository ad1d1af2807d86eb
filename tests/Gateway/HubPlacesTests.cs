using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Medzdrav.Contracts;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>Connections at once of one person and of one address, behind a named proxy.</summary>
public sealed class HubPlacesTests : IAsyncLifetime
{
    private const int OfPerson = 3;
    private const int OfAddress = 10;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-places-");
    private readonly List<ClientWebSocket> sockets = [];
    private HostProcess? host;

    public async ValueTask InitializeAsync() => host = await HostProcess.StartAsync(new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Storage:DataDirectory"] = folder.FullName,
        ["Sms:Url"] = "http://127.0.0.1:9/sms",
        ["Gateway:TrustedProxies"] = "127.0.0.1",
        ["Gateway:PersonConnections"] = $"{OfPerson}",
        ["Gateway:AddressConnections"] = $"{OfAddress}",
    });

    public async ValueTask DisposeAsync()
    {
        sockets.ForEach(socket => socket.Dispose());
        await host!.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_person_has_so_many_connections_at_once_wherever_from_and_others_have_theirs()
    {
        var (anna, boris) = (await VisitAsync(), await VisitAsync());
        for (var i = 0; i < OfPerson; i++)
            Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(anna, $"203.0.113.{i}"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await ConnectAsync(anna, "203.0.113.9"));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(boris, "203.0.113.0"));

        // A place that is left is free again.
        sockets[0].Abort();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await ConnectAsync(anna, "203.0.113.9") == HttpStatusCode.TooManyRequests)
            await look.WaitForNextTickAsync();
    }

    [Fact]
    public async Task An_address_has_so_many_connections_at_once_whoever_comes_from_it()
    {
        for (var i = 0; i < OfAddress; i++)
            Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(await VisitAsync(), "203.0.113.7"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await ConnectAsync(await VisitAsync(), "203.0.113.7"));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(await VisitAsync(), "203.0.113.8"));
    }

    private async Task<string> VisitAsync()
    {
        using var http = new HttpClient { BaseAddress = host!.Address };
        using var answer = await http.PostAsJsonAsync("/api/visitors", new { client = "app" });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TokenPair>(WireJson.Options))!.AccessToken;
    }

    private async Task<HttpStatusCode> ConnectAsync(string token, string client)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("X-Forwarded-For", client);
        socket.Options.SetRequestHeader("X-Forwarded-Proto", "http");
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        sockets.Add(socket);
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{host!.Address.Authority}/hub"), CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }
        return socket.HttpStatusCode;
    }
}
