using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>Says that requests come through a proxy that nobody named: then all people have the proxy's address, which the limits count, and the scheme that the proxy speaks, by which cookies are not <c>Secure</c> and pages' calls are refused.</summary>
internal sealed partial class UnnamedProxies(RequestDelegate next, IOptions<GatewayOptions> options, TimeProvider clock, ILogger<UnnamedProxies> logger)
{
    private static readonly string[] Marks = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded"];
    private static readonly TimeSpan SayAgainAfter = TimeSpan.FromHours(1);

    private readonly IReadOnlyList<IPNetwork> _named = options.Value.Proxies;
    private long _saidAt = -1;

    public Task InvokeAsync(HttpContext context)
    {
        if (Array.Exists(Marks, context.Request.Headers.ContainsKey) && !IsNamed(context.Connection.RemoteIpAddress))
            SayEachHour(context.Connection.RemoteIpAddress);
        return next(context);
    }

    private bool IsNamed(IPAddress? peer) => peer is not null && _named.Any(network => network.Contains(peer) || peer.IsIPv4MappedToIPv6 && network.Contains(peer.MapToIPv4()));

    /// <summary>A stranger may pretend to be a proxy: the log says it each hour, not with each request.</summary>
    private void SayEachHour(IPAddress? peer)
    {
        var said = Volatile.Read(ref _saidAt);
        if (said >= 0 && clock.GetElapsedTime(said) < SayAgainAfter || Interlocked.CompareExchange(ref _saidAt, clock.GetTimestamp(), said) != said)
            return;
        if (peer is not null && IPAddress.IsLoopback(peer))
            LogUnnamedOnLoopback();
        else
            LogUnnamed();
    }
}
