using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Expected waits, and the sums over a queue's specialists from which they follow.</summary>
internal static class Outlooks
{
    /// <summary>Expected wait at a position; null when nobody is on duty, or all who are wait for booked patients.</summary>
    /// <param name="outlook">The sums.</param>
    /// <param name="position">The place in the line, from 1.</param>
    /// <param name="mode">A call takes a specialist whole: places free beside somebody's chats are no use to it.</param>
    public static TimeSpan? Estimate(this QueueOutlook outlook, int position, SessionMode mode)
    {
        if (outlook.OnDuty == outlook.KeptFree)
            return null;
        var (free, all) = mode == SessionMode.Chat ? (outlook.Free, outlook.Units) : (outlook.Whole, outlook.OnDuty - outlook.KeptFree);
        return position <= free ? TimeSpan.FromSeconds(20) : outlook.Handling * (position - free) / all;
    }

    /// <summary>The sums over two shards. How long it takes weighs as much as there is capacity that takes it.</summary>
    public static QueueOutlook And(this QueueOutlook one, QueueOutlook other)
    {
        var units = one.Units + other.Units;
        var handling = units == 0 ? one.Handling : (one.Handling * one.Units + other.Handling * other.Units) / units;
        return new QueueOutlook(one.OnDuty + other.OnDuty, one.KeptFree + other.KeptFree, units, one.Free + other.Free, one.Whole + other.Whole, handling);
    }
}
