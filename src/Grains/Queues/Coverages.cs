using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How a queue is covered, put together from its shards.</summary>
internal static class Coverages
{
    /// <summary>The sum over all shards.</summary>
    /// <param name="here">The shard that says it.</param>
    /// <param name="elsewhere">The others.</param>
    /// <param name="nextWait">How long a newcomer would wait; null when it can't be told.</param>
    /// <param name="names">How many names are said.</param>
    public static QueueCoverage All(QueueCoverage here, IEnumerable<QueueCoverage> elsewhere, TimeSpan? nextWait, int names)
    {
        QueueCoverage[] all = [here, .. elsewhere];
        return here with
        {
            OnDuty = all.Sum(one => one.OnDuty),
            Waiting = all.Sum(one => one.Waiting),
            EstimatedWaitSeconds = (int?)nextWait?.TotalSeconds,
            WrappingUp = all.Sum(one => one.WrappingUp),
            WrapUpEndsAt = all.Min(one => one.WrapUpEndsAt),
            KeptFree = all.Sum(one => one.KeptFree),
            KeptFreeFor = all.Min(one => one.KeptFreeFor),
            Names = [.. all.SelectMany(one => one.Names ?? []).Order(StringComparer.Ordinal).Take(names)],
        };
    }
}
