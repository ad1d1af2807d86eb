using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;

namespace Medzdrav.Tests.Gateway;

/// <summary>Pages of other sites, which have a person's cookie sent along.</summary>
[Collection(nameof(OnSqlite))]
public sealed class OriginTests(SqliteClinic clinic)
{
    private const string Foreign = "https://evil.example";

    [Theory]
    [InlineData("/hub")]
    [InlineData("/HUB")]
    [InlineData("/Hub/")]
    [InlineData("/%68ub")]
    public async Task No_spelling_of_the_hubs_path_lets_a_foreign_page_in(string path)
    {
        using var browser = new Browser(clinic);
        Assert.Equal(HttpStatusCode.NoContent, await browser.PostAsync("/api/visitors", new { client = "web" }));

        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(path, Own, browser.Cookie));
        Assert.Equal(HttpStatusCode.Forbidden, await ConnectAsync(path, Foreign, browser.Cookie));
    }

    [Theory]
    [InlineData("/api/visitors")]
    [InlineData("/API/Visitors/")]
    [InlineData("/sign-in")]
    [InlineData("/api/staff/members/x/disable")]
    [InlineData("/api/staff/link/password")]
    [InlineData("/no-such-page")]
    public async Task A_foreign_page_posts_to_no_route(string path) => Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(path, Foreign));

    [Fact]
    public async Task The_same_host_by_another_scheme_or_port_is_foreign()
    {
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("/api/visitors", Own));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("/api/visitors", new UriBuilder(clinic.Address) { Scheme = "https" }.Uri.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("/api/visitors", "http://127.0.0.1"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("/api/visitors", "null"));
    }

    private string Own => clinic.Address.GetLeftPart(UriPartial.Authority);

    private async Task<HttpStatusCode> PostAsync(string path, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new { client = "web" }), Headers = { { "Origin", origin } } };
        using var answer = await clinic.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> ConnectAsync(string path, string origin, string cookie)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.SetRequestHeader("Cookie", cookie);
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{clinic.Address.Authority}{path}"), CancellationToken.None);
        }
        catch (WebSocketException)
        {
            Assert.NotEqual(HttpStatusCode.SwitchingProtocols, socket.HttpStatusCode);
        }
        return socket.HttpStatusCode;
    }
}
