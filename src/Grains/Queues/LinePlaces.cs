using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A line by some of its places, for the other shards of a queue: each of the first twenty, then such as are a tenth apart.</summary>
internal static class LinePlaces
{
    private const int ExactUpTo = 20;

    /// <summary>The order of waiting sessions, but for those who came in the same instant.</summary>
    public static int Compare(LinePlace one, LinePlace other) =>
        one.AtHead != other.AtHead ? (one.AtHead ? -1 : 1)
        : one.Priority != other.Priority ? other.Priority.CompareTo(one.Priority)
        : one.Since.CompareTo(other.Since);

    /// <summary>A wait's place.</summary>
    public static LinePlace Of(Wait wait, int place) => new(place, wait.AtHead, wait.Priority, wait.Since);

    /// <summary>The line.</summary>
    public static LinePlace[] Of(IEnumerable<WaitingSession> inOrder)
    {
        List<LinePlace> places = [];
        var (place, next) = (0, 1);
        foreach (var waiting in inOrder)
        {
            if (++place < next)
                continue;
            places.Add(Of(waiting.Wait, place));
            next = place < ExactUpTo ? place + 1 : place + (place + 9) / 10;
        }
        return [.. places];
    }

    /// <summary>The first of some who wait.</summary>
    public static LinePlace[] First(IEnumerable<WaitingSession> inOrder, int count) => [.. inOrder.Take(count).Select((waiting, index) => Of(waiting.Wait, index + 1))];

    /// <summary>How many of another line come before somebody: between two places that are known, as if they had come evenly.</summary>
    /// <param name="places">The other line.</param>
    /// <param name="waiting">Somebody of this one.</param>
    /// <param name="all">How many wait in the other line.</param>
    public static int Before(LinePlace[] places, WaitingSession waiting, int all)
    {
        var mine = Of(waiting.Wait, 0);
        var (low, high) = (0, places.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Compare(places[middle], mine) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == 0)
            return 0;
        var before = places[low - 1];
        if (low == places.Length)
            return Math.Max(before.Place, all);
        var after = places[low];
        var between = after.Place - before.Place - 1;
        if (between == 0 || after.AtHead != before.AtHead || after.Priority != before.Priority || after.Since <= before.Since)
            return before.Place + between / 2;
        var share = (mine.Since - before.Since) / (after.Since - before.Since);
        return before.Place + (int)(between * Math.Clamp(share, 0, 1));
    }
}
