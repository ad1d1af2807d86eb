namespace Medzdrav.Grains;

/// <summary>All that a queue reads and whom it tells.</summary>
/// <param name="Rows">The waiting sessions.</param>
/// <param name="Gateways">The gateways that live.</param>
/// <param name="Shards">How the queue is split.</param>
internal sealed record QueueStores(ISessionRows Rows, IGateways Gateways, QueueShards Shards);
