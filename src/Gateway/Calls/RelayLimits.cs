using System.Threading.RateLimiting;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>How often one address may check its connection: everybody may, without signing in, and it costs traffic. And how many credentials for calls one person gets.</summary>
internal sealed class RelayLimits(IOptions<TurnOptions> options, IHostEnvironment environment) : IDisposable
{
    /// <summary>Measuring the speed takes some twenty requests a check.</summary>
    private const int MeasuresPerCheck = 40;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> _checks = Limiter(options.Value.ChecksPerAddress);
    private readonly PartitionedRateLimiter<string> _measures = Limiter(options.Value.ChecksPerAddress * MeasuresPerCheck);

    private readonly PartitionedRateLimiter<string> _calls = Limiter(options.Value.CallsPerPerson);

    /// <summary>Whether the person may have one more credential for a call.</summary>
    public bool AdmitCall(Caller caller) => _calls.Admits($"{caller.Kind}/{caller.Id}");

    /// <summary>Whether the address may have one more credential for a check.</summary>
    public bool AdmitCheck(HttpContext context) => _checks.Admits(ClientAddress.CountedOf(context, environment));

    /// <summary>Whether it may send or get one more block.</summary>
    public bool AdmitMeasure(HttpContext context) => _measures.Admits(ClientAddress.CountedOf(context, environment));

    public void Dispose()
    {
        _checks.Dispose();
        _measures.Dispose();
        _calls.Dispose();
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(whose =>
        RateLimitPartition.GetFixedWindowLimiter(whose, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, QueueLimit = 0 }));
}
