using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>How often one address may check its connection: everybody may, without signing in, and it costs traffic.</summary>
internal sealed class CheckLimits(IOptions<TurnOptions> options) : IDisposable
{
    /// <summary>Measuring the speed takes some twenty requests a check.</summary>
    private const int MeasuresPerCheck = 40;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<IPAddress> _checks = Limiter(options.Value.ChecksPerAddress);
    private readonly PartitionedRateLimiter<IPAddress> _measures = Limiter(options.Value.ChecksPerAddress * MeasuresPerCheck);

    /// <summary>Whether the address may have one more credential.</summary>
    public bool Admit(HttpContext context) => Admit(_checks, context);

    /// <summary>Whether it may send or get one more block.</summary>
    public bool AdmitMeasure(HttpContext context) => Admit(_measures, context);

    public void Dispose()
    {
        _checks.Dispose();
        _measures.Dispose();
    }

    private static bool Admit(PartitionedRateLimiter<IPAddress> limiter, HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null || IPAddress.IsLoopback(address))
            return true;
        using var lease = limiter.AttemptAcquire(ClientAddress.Of(address));
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<IPAddress> Limiter(int permits) => PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, QueueLimit = 0 }));
}
