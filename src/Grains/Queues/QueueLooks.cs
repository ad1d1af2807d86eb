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
    public static QueueLook Of(QueueCoverage coverage, Matching matching, TimeSpan target)
    {
        var (late, longest) = (0, (DateTimeOffset?)null);
        foreach (var waiting in matching.Line.InOrder)
        {
            if (coverage.Now - waiting.Wait.Since > target)
                late++;
            if (longest is null || waiting.Wait.Since < longest)
                longest = waiting.Wait.Since;
        }
        return new QueueLook(
            coverage, longest, late, [.. matching.Line.InOrder.Take(MostWaiting).Select(waiting => new WaitingLook(waiting.SessionId, waiting.Presence))], [.. matching.Board.Looks.Take(MostSpecialists)]);
    }
}
