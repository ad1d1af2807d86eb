using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Finds the shard of a queue that somebody belongs to: always the only one where the queue is not split.</summary>
internal sealed class QueueShards(IOptions<QueueOptions> options)
{
    /// <summary>How much later somebody may have come who is taken first.</summary>
    public TimeSpan Apart => options.Value.Apart;

    /// <summary>How many shards a queue has.</summary>
    public int CountOf(QueueKind queue) => options.Value.ShardsOf(queue);

    /// <summary>The shard in which a session waits.</summary>
    public IQueueGrain Of(IGrainFactory grains, QueueKind queue, SessionId session) => grains.QueueOf(queue, QueueShard.Of(session, CountOf(queue)));

    /// <summary>The shard to which a specialist says how free they are.</summary>
    public IQueueGrain Of(IGrainFactory grains, QueueKind queue, StaffId staff) => grains.QueueOf(queue, QueueShard.Of(staff, CountOf(queue)));

    /// <summary>The shard that held out an offer: the one in which its session waits.</summary>
    public IQueueGrain Of(IGrainFactory grains, QueueKind queue, OfferId offer) => grains.QueueOf(queue, OfferIds.SessionOf(offer) is { } session ? QueueShard.Of(session, CountOf(queue)) : 0);

    /// <summary>All shards of a queue.</summary>
    public IEnumerable<IQueueGrain> All(IGrainFactory grains, QueueKind queue) => Enumerable.Range(0, CountOf(queue)).Select(shard => grains.QueueOf(queue, shard));
}
