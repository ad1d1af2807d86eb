using System.Net;
using Medzdrav.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Tests.Gateway;

/// <summary>The peers whose word about a client counts.</summary>
public sealed class TrustedProxyTests
{
    [Theory]
    [InlineData("", "203.0.113.7", "127.0.0.1")]
    [InlineData("10.0.0.0/8", "203.0.113.7", "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1, 203.0.113.0/24", "198.51.100.1, 203.0.113.7", "198.51.100.1")]
    [InlineData("127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    public async Task Only_named_proxies_are_believed(string trusted, string? forwarded, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<GatewayOptions>(options => options.TrustedProxies = trusted);
        await using var app = builder.Build();
        app.UseTrustedProxies();
        app.MapGet("/", (HttpContext context) => ClientAddress.Of(context));
        await app.StartAsync();

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.Single());
        if (forwarded is not null)
            request.Headers.Add("X-Forwarded-For", forwarded);
        using var answer = await http.SendAsync(request);

        Assert.Equal(address, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("127.0.0.1", true, "romashka.example")]
    [InlineData("127.0.0.1", false, "127.0.0.1")]
    [InlineData("10.0.0.0/8", true, "127.0.0.1")]
    [InlineData("", true, "127.0.0.1")]
    public async Task The_host_is_a_named_proxys_word_only_where_the_operator_says_so(string trusted, bool isBelieved, string host)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<GatewayOptions>(options => (options.TrustedProxies, options.ForwardedHost) = (trusted, isBelieved));
        await using var app = builder.Build();
        app.UseTrustedProxies();
        app.MapGet("/", (HttpContext context) => context.Request.Host.Host);
        await app.StartAsync();

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.Single());
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Host", "romashka.example");
        using var answer = await http.SendAsync(request);

        Assert.Equal(host, await answer.Content.ReadAsStringAsync());
    }
}
