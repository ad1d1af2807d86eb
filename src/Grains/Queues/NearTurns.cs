using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The first three of a line who can be answered: those of them who put the page aside are to be called back, at each of two places once.</summary>
internal sealed class NearTurns
{
    private const int Near = 3;

    /// <summary>Whoever saw the place on the page, or was told of it.</summary>
    private readonly Dictionary<SessionId, (long Ticket, bool IsNext)> _known = [];

    /// <summary>The sessions whose place is news now, with it, from 1.</summary>
    /// <param name="line">The line.</param>
    /// <param name="elsewhere">The other shards of the queue, whose people are counted, away or not; null where it is not split.</param>
    public IReadOnlyList<(WaitingSession Waiting, int Place)> News(WaitingLine line, Elsewhere? elsewhere = null)
    {
        List<(WaitingSession, int)>? news = null;
        var here = 0;
        foreach (var waiting in line.InOrder)
        {
            if (!waiting.MayBeAnswered)
                continue;
            var place = ++here + (elsewhere?.Before(waiting) ?? 0);
            if (place > Near)
                break;
            var now = (waiting.Ticket, IsNext: place == 1);
            if (!(_known.TryGetValue(waiting.SessionId, out var before) && before.Ticket == now.Ticket && (before.IsNext || !now.IsNext)))
            {
                _known[waiting.SessionId] = now;
                if (waiting.Presence == Presence.Aside)
                    (news ??= []).Add((waiting, place));
            }
        }
        if (_known.Count > Near * 2)
            foreach (var session in _known.Keys.Where(session => line.Find(session) is null).ToArray())
                _known.Remove(session);
        return news ?? [];
    }
}
