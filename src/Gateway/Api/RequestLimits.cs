using System.Threading.RateLimiting;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>How many HTTP requests one address may make: whoever asks for pages without end is answered 429, and takes nobody's time. The hub counts its own calls.</summary>
internal sealed class RequestLimits(IOptions<GatewayOptions> options, IHostEnvironment environment, GatewayMeter meter) : IMiddleware, IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<string> _addresses = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.AddressRequestBurst,
            TokensPerPeriod = options.Value.AddressRequestsPerSecond,
            ReplenishmentPeriod = Second,
            QueueLimit = 0,
        }));

    /// <inheritdoc />
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!Admits(context))
        {
            meter.Limited("addressRequests");
            await Problems.Of(Refusal.TooMany).ExecuteAsync(context);
            return;
        }
        await next(context);
    }

    public void Dispose() => _addresses.Dispose();

    private bool Admits(HttpContext context) =>
        context.Request.Path.StartsWithSegments(GatewaySetup.HubPath) || _addresses.Admits(ClientAddress.CountedOf(context, environment));
}
