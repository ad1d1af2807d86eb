using System.Threading.RateLimiting;

namespace Medzdrav.Gateway;

/// <summary>How limits of addresses and people are asked.</summary>
internal static class Limiters
{
    /// <summary>Whether one more is within the limit.</summary>
    /// <param name="limiter">The limiter.</param>
    /// <param name="whose">The person or the address; null where nobody counts.</param>
    public static bool Admits(this PartitionedRateLimiter<string> limiter, string? whose)
    {
        if (whose is null)
            return true;
        using var lease = limiter.AttemptAcquire(whose);
        return lease.IsAcquired;
    }
}
