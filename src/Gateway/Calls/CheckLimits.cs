using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>How often one address may check its connection: everybody may, without signing in, and it costs traffic.</summary>
internal sealed class CheckLimits(IOptions<TurnOptions> options, IHostEnvironment environment) : IDisposable
{
    /// <summary>Measuring the speed takes some twenty requests a check.</summary>
    private const int MeasuresPerCheck = 40;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> _checks = Limiter(options.Value.ChecksPerAddress);
    private readonly PartitionedRateLimiter<string> _measures = Limiter(options.Value.ChecksPerAddress * MeasuresPerCheck);

    /// <summary>Whether the address may have one more credential.</summary>
    public bool Admit(HttpContext context) => Admit(_checks, context);

    /// <summary>Whether it may send or get one more block.</summary>
    public bool AdmitMeasure(HttpContext context) => Admit(_measures, context);

    public void Dispose()
    {
        _checks.Dispose();
        _measures.Dispose();
    }

    private bool Admit(PartitionedRateLimiter<string> limiter, HttpContext context)
    {
        if (ClientAddress.CountedOf(context, environment) is not { } address)
            return true;
        using var lease = limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, QueueLimit = 0 }));
}
