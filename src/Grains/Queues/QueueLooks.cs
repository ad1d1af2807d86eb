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
        [.. matching.Line.InOrder.Take(MostWaiting).Select(waiting => new WaitingLook(waiting.SessionId, waiting.Presence))], [.. matching.Board.Looks.Take(MostSpecialists)]);
}
