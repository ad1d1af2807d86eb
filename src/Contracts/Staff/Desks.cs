using System.Globalization;

namespace Medzdrav.Contracts;

/// <summary>Finds the grains of people and queues: specialists by their desk, queues by their kind.</summary>
public static class Desks
{
    private const char Divider = '.';

    /// <summary>A staff member at work at a desk.</summary>
    public static ISpecialist SpecialistAt(this IGrainFactory grains, Desk desk, StaffId staff) => desk == Desk.Consultant
        ? grains.GrainOf<IConsultantGrain>(staff.Value)
        : grains.GrainOf<IDoctorGrain>(staff.Value);

    /// <summary>The queue of a kind. Its key is the kind's word.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="queue">The kind.</param>
    /// <param name="shard">Which shard of it, from 0: the first knows how all of them are covered.</param>
    public static IQueueGrain QueueOf(this IGrainFactory grains, QueueKind queue, int shard = 0) => grains.GrainOf<IQueueGrain>(KeyOf(queue, shard));

    /// <summary>The same grain, for its other shards.</summary>
    public static IQueueShard ShardOf(this IGrainFactory grains, QueueKind queue, int shard) => grains.GrainOf<IQueueShard>(KeyOf(queue, shard));

    /// <summary>The kind and the shard's number that a queue's key says.</summary>
    public static (QueueKind Queue, int Shard) QueueIn(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var at = key.IndexOf(Divider, StringComparison.Ordinal);
        return at < 0 ? (Words.Read<QueueKind>(key), 0) : (Words.Read<QueueKind>(key[..at]), int.Parse(key.AsSpan(at + 1), CultureInfo.InvariantCulture));
    }

    private static string KeyOf(QueueKind queue, int shard) =>
        shard == 0 ? Words.Of(queue) : string.Create(CultureInfo.InvariantCulture, $"{Words.Of(queue)}{Divider}{shard}");
}
