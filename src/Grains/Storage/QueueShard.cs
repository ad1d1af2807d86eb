using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A shard of a queue: a session belongs to the one that the beginning of its id says, a specialist to the one that the whole id says. Neither changes.</summary>
/// <param name="Number">Which, from 0.</param>
/// <param name="Count">How many shards the queue has; 1 where nobody split it.</param>
internal readonly record struct QueueShard(int Number, int Count)
{
    /// <summary>The most shards: a quarter of the characters that a session's id begins with.</summary>
    public const int Most = 16;

    /// <summary>The alphabet of derived ids: each character begins as many of them as any other.</summary>
    private const string Beginnings = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>All of a queue that nobody split.</summary>
    public static readonly QueueShard Whole = new(0, 1);

    /// <summary>Whether the specialist says here how free they are.</summary>
    public bool Has(StaffId staff) => Of(staff, Count) == Number;

    /// <summary>The first characters of the ids of all sessions that wait in other shards than the first. Whatever begins otherwise waits there, so that nobody is left out.</summary>
    public IEnumerable<string> BeginningsElsewhere => BeginningsOf(static (shard, _) => shard > 0);

    /// <summary>The first characters of the ids of the sessions that wait here, unless this is the first shard.</summary>
    public IEnumerable<string> BeginningsHere => BeginningsOf(static (shard, here) => shard == here);

    /// <summary>The number of a session's shard.</summary>
    public static int Of(SessionId session, int count) =>
        session.Value is { Length: > 0 } id && Beginnings.IndexOf(id[0], StringComparison.Ordinal) is >= 0 and var value ? value % count : 0;

    /// <summary>The number of a specialist's shard: FNV-1a over the id, the same in every process.</summary>
    public static int Of(StaffId staff, int count)
    {
        var hash = 2_166_136_261u;
        foreach (var character in staff.Value)
            hash = unchecked((hash ^ character) * 16_777_619u);
        // Where ids differ in their last characters only, the low bits differ little.
        return (int)((hash ^ (hash >> 16)) % (uint)count);
    }

    private IEnumerable<string> BeginningsOf(Func<int, int, bool> isMeant)
    {
        var (here, count) = (Number, Count);
        return Beginnings.Where((_, value) => isMeant(value % count, here)).Select(beginning => $"{beginning}");
    }
}
