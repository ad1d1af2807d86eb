using System.ComponentModel.DataAnnotations;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The split of a hot queue over several grains (ADR 0012). Section <c>Queues</c>, validated at start; the same on all silos.</summary>
internal sealed class QueueOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Queues";

    /// <summary>How many grains a queue is split over, by queue, from 1 to 16; evenly with 1, 2, 4, 8, 16. Default 1: not at all.</summary>
    public Dictionary<string, int> Shards { get; set; } = Posts.Queues.ToDictionary(queue => Words.Of(queue), _ => 1);

    /// <summary>Where a queue is split: a specialist is lent to another shard when somebody of the same priority came so much earlier there than the first who waits here. The order is broken by no more than that and the age of the news, which is up to a second. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Apart { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether all of <see cref="Shards"/> can be read.</summary>
    public bool AreShardsReadable => Shards.All(queue => Words.Find<QueueKind>(queue.Key) is { } kind && Posts.Queues.Contains(kind) && queue.Value is >= 1 and <= QueueShard.Most);

    /// <summary>The shards of a queue.</summary>
    public int ShardsOf(QueueKind queue) => Shards.GetValueOrDefault(Words.Of(queue), 1);
}
