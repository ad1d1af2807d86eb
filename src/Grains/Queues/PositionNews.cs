using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The news for waiting patients about their place: only what changed, each at most once in 2 s unless they just came, and not everybody at once.</summary>
internal sealed class PositionNews
{
    /// <summary>At most so many in one round, of which there is one a second: a change that concerns everybody is spread over time.</summary>
    public const int AtOnce = 1_000;

    /// <summary>So many who left are kept before they are looked for, which costs as much as looking at everybody.</summary>
    private const int ManyGone = 500;

    private const int ExactUpTo = 20;
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(2);

    private readonly Dictionary<SessionId, Told> _told = [];
    private readonly HashSet<SessionId> _asked = [];
    private readonly List<PositionPush> _first = [];
    private readonly List<(int Place, PositionPush Push)> _others = [];
    private int _turn;
    private (int Line, int Elsewhere, QueueOutlook Outlook) _seen = (-1, 0, default);
    private bool _hasMore;

    private readonly record struct Told(int Position, int? Wait, bool Covered, DateTimeOffset At);

    /// <summary>Somebody came to the waiting room: tell this one, changed or not, however lately told: that found no page to show it.</summary>
    public void Ask(SessionId session) => _asked.Add(session);

    /// <summary>Tell everybody, changed or not.</summary>
    public void Again()
    {
        _told.Clear();
        _hasMore = true;
    }

    /// <summary>The places that are told now.</summary>
    /// <param name="line">The line.</param>
    /// <param name="outlook">The sums by which waits are estimated.</param>
    /// <param name="now">The time.</param>
    /// <param name="elsewhere">The other shards of the queue, whose people are counted; null where it is not split.</param>
    public PositionPush[] Due(WaitingLine line, QueueOutlook outlook, DateTimeOffset now, Elsewhere? elsewhere = null)
    {
        var seen = (line.Version, elsewhere?.Version ?? 0, outlook);
        if (seen == _seen && !_hasMore && _asked.Count == 0)
            return [];
        (_seen, _hasMore) = (seen, false);
        var place = 0;
        foreach (var waiting in line.InOrder)
            Look(waiting, ++place + (elsewhere?.Before(waiting) ?? 0), outlook, now);
        _asked.RemoveWhere(session => line.Find(session) is null);
        if (_told.Count > line.Count + ManyGone)
            Forget(line);
        PositionPush[] due = [.. _first, .. InTurn(AtOnce - _first.Count)];
        foreach (var (session, position) in due)
        {
            _told[session] = new Told(position.Position, position.EstimatedWaitSeconds, position.Covered, now);
            _asked.Remove(session);
        }
        _hasMore |= due.Length < _first.Count + _others.Count;
        _first.Clear();
        _others.Clear();
        return due;
    }

    /// <summary>Exact for the first twenty; further back in steps that grow, so that a moving queue does not tell everybody every time.</summary>
    public static int Shown(int place) => place switch
    {
        <= ExactUpTo => place,
        <= 100 => UpTo(place, 10),
        <= 500 => UpTo(place, 50),
        <= 2_000 => UpTo(place, 100),
        _ => UpTo(place, 500),
    };

    /// <summary>The expected wait in seconds, in steps that grow with it; what was told stays until it is clearly wrong.</summary>
    /// <param name="estimate">The wait expected now.</param>
    /// <param name="told">The wait told at this position; null when none was.</param>
    public static int? Shown(TimeSpan? estimate, int? told)
    {
        if (estimate is not { } wait)
            return null;
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        var step = seconds switch { <= 600 => 30, <= 1_800 => 60, <= 7_200 => 300, _ => 900 };
        return told is { } before && seconds > before - step - step / 2 && seconds <= before + step / 2 ? before : UpTo(seconds, step);
    }

    private static int UpTo(int value, int step) => (value + step - 1) / step * step;

    private void Look(WaitingSession waiting, int place, QueueOutlook outlook, DateTimeOffset now)
    {
        var session = waiting.SessionId;
        var position = Shown(place);
        var wasTold = _told.TryGetValue(session, out var told);
        if (wasTold && now - told.At < AtMostEvery && !_asked.Contains(session))
        {
            _hasMore = true;
            return;
        }
        var wait = Shown(outlook.Estimate(position, waiting.Mode), wasTold && told.Position == position ? told.Wait : null);
        var covered = outlook.OnDuty > 0;
        var isAsked = _asked.Contains(session);
        if (wasTold && !isAsked && (told.Position, told.Wait, told.Covered) == (position, wait, covered))
            return;
        var push = new PositionPush(session, new QueuePositionView(position, wait, covered, now));
        if (_first.Count < AtOnce && (!wasTold || isAsked || place <= ExactUpTo))
            _first.Add(push);
        else
            _others.Add((place, push));
    }

    /// <summary>From where the last round ended, so that those at the back have their turn, too.</summary>
    private IEnumerable<PositionPush> InTurn(int count)
    {
        var start = _others.FindIndex(other => other.Place > _turn);
        if (start < 0)
            start = 0;
        count = Math.Min(count, _others.Count);
        if (count > 0)
            _turn = _others[(start + count - 1) % _others.Count].Place;
        for (var i = 0; i < count; i++)
            yield return _others[(start + i) % _others.Count].Push;
    }

    private void Forget(WaitingLine line)
    {
        foreach (var session in _told.Keys)
            if (line.Find(session) is null)
                _told.Remove(session);
    }
}
