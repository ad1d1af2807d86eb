using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Tells waiting patients where they stand: only what changed, in one batch per gateway, at most once in 2 s.</summary>
public sealed class PositionNews(IGateways gateways)
{
    private const int ExactUpTo = 20;
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan EstimateStep = TimeSpan.FromSeconds(30);

    private readonly Dictionary<SessionId, (int Position, int? Wait, bool Covered)> _told = [];
    private readonly HashSet<SessionId> _asked = [];
    private DateTimeOffset _toldAt;

    /// <summary>Somebody came to the waiting room: tell this one, changed or not.</summary>
    public void Ask(SessionId session) => _asked.Add(session);

    /// <summary>Tells what is new.</summary>
    public void Tell(WaitingLine line, DutyBoard board, DateTimeOffset now)
    {
        if (now - _toldAt < AtMostEvery)
            return;
        var news = new List<PositionPush>();
        var place = 0;
        foreach (var waiting in line.InOrder)
        {
            var shown = Shown(++place);
            var state = (shown, Rounded(board.Estimate(shown)), board.OnDuty > 0);
            if (!_asked.Remove(waiting.SessionId) && _told.TryGetValue(waiting.SessionId, out var told) && told == state)
                continue;
            _told[waiting.SessionId] = state;
            news.Add(new PositionPush(waiting.SessionId, new QueuePositionView(state.shown, state.Item2, state.Item3, now)));
        }
        Forget(line);
        if (news.Count == 0)
            return;
        _toldAt = now;
        foreach (var lease in gateways.Live)
            lease.Observer.Positions([.. news]).Ignore();
    }

    /// <summary>Exact for the first twenty; further back in tens, so that a moving queue does not tell everybody every time.</summary>
    public static int Shown(int place) => place <= ExactUpTo ? place : (place + 9) / 10 * 10;

    private static int? Rounded(TimeSpan? estimate) =>
        estimate is { } wait ? (int)(Math.Ceiling(wait / EstimateStep) * EstimateStep.TotalSeconds) : null;

    private void Forget(WaitingLine line)
    {
        _asked.RemoveWhere(session => line.Find(session) is null);
        foreach (var session in _told.Keys)
            if (line.Find(session) is null)
                _told.Remove(session);
    }
}
