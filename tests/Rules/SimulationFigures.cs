using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The lot of the people of a simulated queue, held against the order in which they came, whichever shard they waited in.</summary>
internal sealed class SimulationFigures(SimulatedShard[] shards)
{
    /// <summary>A specialist on the way to somebody arrives within that: the ways of two notices, and some.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(50);

    private static readonly Comparer<WaitingSession> Order = WaitingLine.Order;
    private readonly SortedSet<WaitingSession> _chats = new(Order);
    private readonly SortedSet<WaitingSession> _calls = new(Order);
    private readonly HashSet<SessionId> _personal = [];
    private readonly HashSet<SessionId> _returned = [];
    private readonly HashSet<SessionId> _taken = [];
    private readonly Dictionary<StaffId, (int Free, int Units)> _said = [];
    private readonly List<double> _waits = [];
    private readonly List<double> _overtaken = [];
    private readonly Dictionary<SessionId, List<(DateTimeOffset At, double Seconds)>> _passed = [];
    private int _whole;
    private int _partly;
    private DateTimeOffset? _idleSince;

    /// <summary>How often specialists were lent.</summary>
    public int Lent { get; set; }

    /// <summary>All who came.</summary>
    public int People { get; private set; }

    /// <summary>The people who were taken by two, or by somebody who had no room: never, as the database decides. Counted all the same.</summary>
    public int Wrong { get; private set; }

    /// <summary>By how much the earliest who waited for nobody in particular had come before those who were held out first: of the same priority, fit for the same specialist, and without one on the way.</summary>
    public TimeSpan MostOvertaken => TimeSpan.FromSeconds(_overtaken.Count == 0 ? 0 : _overtaken.Max());

    /// <summary>How many were held out before somebody who had come more than this earlier.</summary>
    public int OvertakenBy(TimeSpan time) => _overtaken.Count(one => one > time.TotalSeconds);

    /// <summary>The longest time that a free specialist and somebody whom they suit were left without each other.</summary>
    public TimeSpan LongestIdle { get; private set; }

    /// <summary>The same in all.</summary>
    public TimeSpan IdleInAll { get; private set; }

    /// <summary>How long the ones still wait who wait at the end.</summary>
    public TimeSpan LongestLeft { get; private set; }

    public int Left { get; private set; }

    public double Wait(double share) => _waits.Count == 0 ? 0 : _waits.Order().ElementAt((int)Math.Min(_waits.Count - 1, _waits.Count * share));

    /// <summary>Decisions a second of a core that does nothing else, by the busiest shard.</summary>
    public double DecisionsPerSecond => shards.Min(shard => shard.Decisions / Math.Max(1e-9, shard.Busy.TotalSeconds));

    /// <summary>Words that the shard heard which heard most, and the time of a core that the rules of a shard took at most.</summary>
    public (long Words, TimeSpan Busy) Busiest => (shards.Max(shard => shard.Words), shards.Max(shard => shard.Busy));

    /// <summary>The time of a core that the rules of all shards took.</summary>
    public TimeSpan Busy => shards.Aggregate(TimeSpan.Zero, (sum, shard) => sum + shard.Busy);

    public void Came(WaitingSession waiting, bool isPersonal)
    {
        People++;
        if (isPersonal)
            _personal.Add(waiting.SessionId);
        else
            LineOf(waiting).Add(waiting);
    }

    public void NotPersonal(SessionId session)
    {
        if (_personal.Remove(session) && !_taken.Contains(session))
            _returned.Add(session);
    }

    public void Said(StaffId staff, int free, int units)
    {
        var before = _said.GetValueOrDefault(staff);
        Count(before, -1);
        _said[staff] = (free, units);
        Count((free, units), 1);
    }

    public void HeldOut(Lease lease, bool isKept, DateTimeOffset now)
    {
        var waiting = lease.Waiting;
        LineOf(waiting).Remove(waiting);
        if (_passed.Remove(waiting.SessionId, out var times))
            _overtaken.AddRange(times.Where(time => now - time.At > OnTheWay).Select(time => time.Seconds));
        // A specialist who is kept for a call that chats have passed for long enough is for that call.
        if (isKept || _personal.Contains(waiting.SessionId) || _returned.Contains(waiting.SessionId))
            return;
        var isWhole = lease.FreeUnits >= lease.UnitsNeeded && lease.FreeUnits == 3;
        foreach (var first in new[] { _chats.Min, isWhole ? _calls.Min : null })
            if (first is not null && first.Wait.AtHead == waiting.Wait.AtHead && first.Wait.Priority == waiting.Wait.Priority && first.Wait.Since < waiting.Wait.Since)
                Pass(first, now, (waiting.Wait.Since - first.Wait.Since).TotalSeconds);
    }

    /// <summary>Whoever came back is not held out to the same one at once, so that the order is not theirs any more.</summary>
    public void Returned(Lease lease) => _returned.Add(lease.Waiting.SessionId);

    public void Took(Lease lease, int taken, DateTimeOffset now)
    {
        if (!_taken.Add(lease.Waiting.SessionId) || taken > 4)
            Wrong++;
        LineOf(lease.Waiting).Remove(lease.Waiting);
        _waits.Add((now - lease.Waiting.Wait.Since).TotalSeconds);
    }

    /// <summary>Whether anybody is free whom somebody waits for. A specialist who is kept for a call gets no chats.</summary>
    public void Look(DateTimeOffset now)
    {
        var kept = shards.Count(shard => shard.Queue.Board.Kept is not null);
        var isIdle = (_calls.Count > 0 && _whole > kept) || (_chats.Count > 0 && _whole + _partly > kept);
        if (isIdle)
            _idleSince ??= now;
        else if (_idleSince is { } since)
        {
            IdleInAll += now - since;
            LongestIdle = LongestIdle > now - since ? LongestIdle : now - since;
            _idleSince = null;
        }
    }

    public void End(IEnumerable<TimeSpan> left)
    {
        _overtaken.AddRange(_passed.Values.SelectMany(times => times).Select(time => time.Seconds));
        TimeSpan[] waits = [.. left];
        (Left, LongestLeft) = (waits.Length, waits.Length == 0 ? TimeSpan.Zero : waits.Max());
    }

    private void Pass(WaitingSession first, DateTimeOffset now, double seconds)
    {
        if (!_passed.TryGetValue(first.SessionId, out var times))
            _passed[first.SessionId] = times = [];
        times.Add((now, seconds));
    }

    private SortedSet<WaitingSession> LineOf(WaitingSession waiting) => waiting.Mode == SessionMode.Chat ? _chats : _calls;

    private void Count((int Free, int Units) said, int sign)
    {
        if (said.Free > 0 && said.Free >= said.Units)
            _whole += sign;
        else if (said.Free > 0)
            _partly += sign;
    }
}
