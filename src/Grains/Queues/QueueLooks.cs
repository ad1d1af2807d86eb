using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A queue as those see it who look at the whole service. It walks over everybody, so it is asked at intervals only.</summary>
internal static class QueueLooks
{
    private const int MostWaiting = 200;
    private const int MostSpecialists = 500;

    /// <summary>The look at a moment.</summary>
    /// <param name="coverage">How the queue is covered then.</param>
    /// <param name="matching">The line and the specialists.</param>
    /// <param name="target">The wait beyond which somebody is late.</param>
    public static QueueLook Of(QueueCoverage coverage, Matching matching, TimeSpan target) => new(
        coverage, matching.Line.LongestSince, matching.Line.InOrder.Count(waiting => coverage.Now - waiting.Wait.Since > target),
        [.. matching.Line.InOrder.Take(MostWaiting).Select((waiting, index) => new WaitingLook(waiting.SessionId, waiting.Presence, Place: index + 1 + (matching.Elsewhere?.Before(waiting) ?? 0)))], [.. matching.Board.Looks.Take(MostSpecialists)]);

    /// <summary>The look at a queue, put together from those at its shards: the first of them knows how all are covered.</summary>
    public static QueueLook Of(IReadOnlyList<QueueLook> shards) => shards is [var only] ? only : new QueueLook(
        shards[0].Coverage, shards.Min(shard => shard.LongestSince), shards.Sum(shard => shard.Late),
        [.. shards.SelectMany(shard => shard.Waiting).OrderBy(waiting => waiting.Place).Take(MostWaiting)], [.. shards.SelectMany(shard => shard.Specialists).Take(MostSpecialists)]);
}
