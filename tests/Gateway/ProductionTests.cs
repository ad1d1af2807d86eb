using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>Behind a proxy on the same machine, as operators run it.</summary>
public sealed class ProductionTests : IDisposable
{
    private const int Visitors = 2;
    private const int Unknown = 3;
    private const int Requests = 100;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-production-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_proxy_that_nobody_named_is_said_once_and_counted_as_one_person()
    {
        await using var host = await StartAsync("");
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = host.Address };
        Assert.DoesNotContain("TrustedProxies", host.Output, StringComparison.Ordinal);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i <= Visitors; i++)
        {
            using var answer = await VisitAsync(http, $"203.0.113.{i}", "https");
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.TooManyRequests], statuses);
        await host.StopAsync();
        Assert.Single(host.Output.Split('\n'), line => line.Contains("--Gateway:TrustedProxies=127.0.0.1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_named_proxy_is_believed_and_browsers_come_back_by_TLS_only()
    {
        await using var host = await StartAsync("127.0.0.1");
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = host.Address };

        for (var i = 0; i <= Visitors; i++)
        {
            using var answer = await VisitAsync(http, $"203.0.113.{i}", "https");
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Contains("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
            Assert.Contains("; secure", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        }

        using var plain = await VisitAsync(http, "203.0.113.9", "http");
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
        await host.StopAsync();
        Assert.DoesNotContain("TrustedProxies", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_asks_without_end_reads_that_it_is_too_many_and_its_neighbour_is_served()
    {
        await using var host = await StartAsync("127.0.0.1");
        using var http = new HttpClient { BaseAddress = host.Address };

        var statuses = await Task.WhenAll(Enumerable.Range(0, 4 * Requests).Select(_ => StatusOfMeAsync(http, "203.0.113.7")));

        Assert.InRange(statuses.Count(status => status == HttpStatusCode.Unauthorized), Requests, (4 * Requests) - 1);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfMeAsync(http, "203.0.113.8"));
    }

    [Theory]
    [InlineData("token")]
    [InlineData("refresh")]
    [InlineData("key")]
    [InlineData("attempt")]
    [InlineData("code")]
    public async Task An_address_that_invents_secrets_reads_that_it_is_too_many(string kind)
    {
        await using var host = await StartAsync("127.0.0.1");
        using var http = new HttpClient { BaseAddress = host.Address };

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < Unknown + 2; i++)
        {
            using var request = Invented(kind);
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            using var answer = await http.SendAsync(request);
            statuses.Add(answer.StatusCode);
        }

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses.Take(Unknown));
        Assert.All(statuses.Skip(Unknown), status => Assert.Equal(HttpStatusCode.TooManyRequests, status));
        using var others = Invented(kind);
        others.Headers.Add("X-Forwarded-For", "203.0.113.8");
        using var let = await http.SendAsync(others);
        Assert.Equal(statuses[0], let.StatusCode);
    }

    private static async Task<HttpStatusCode> StatusOfMeAsync(HttpClient http, string client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me") { Headers = { { "X-Forwarded-For", client } } };
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Invented(string kind) => kind switch
    {
        "token" => new(HttpMethod.Get, "/api/me") { Headers = { Authorization = new("Bearer", $"{Secret(16)}.{Secret(32)}") } },
        "refresh" => new(HttpMethod.Post, "/api/sign-in/refresh") { Content = JsonContent.Create(new { refreshToken = $"{Secret(16)}.{Secret(32)}" }) },
        "key" => new(HttpMethod.Post, "/api/policies") { Content = JsonContent.Create(new { }), Headers = { Authorization = new("Bearer", $"mzk_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}_{Secret(32)}") } },
        "attempt" => new(HttpMethod.Get, $"/api/sign-in/codes/{Secret(16)}"),
        _ => new(HttpMethod.Post, "/api/sign-in") { Content = JsonContent.Create(new { attemptId = Secret(16), code = "123456", client = "app" }) },
    };

    private static string Secret(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    private Task<HostProcess> StartAsync(string trusted) => HostProcess.StartAsync(new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Storage:DataDirectory"] = folder.FullName,
        ["Sms:Url"] = "http://127.0.0.1:9/sms",
        ["SignIn:VisitorsPerAddress"] = $"{Visitors}",
        ["Gateway:TrustedProxies"] = trusted,
        ["Gateway:UnknownPerAddress"] = $"{Unknown}",
        ["Gateway:AddressRequestBurst"] = $"{Requests}",
        ["Gateway:AddressRequestsPerSecond"] = "10",
    });

    private static async Task<HttpResponseMessage> VisitAsync(HttpClient http, string client, string scheme)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/visitors") { Content = JsonContent.Create(new { client = "web" }) };
        request.Headers.Host = "medzdrav.example";
        request.Headers.Add("X-Forwarded-For", client);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        return await http.SendAsync(request);
    }
}
