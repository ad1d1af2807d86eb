using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Of the waiting sessions those that may be held out now, so that the first one that somebody can take is found without walking past the others.</summary>
internal sealed class ReadyLine
{
    private readonly SortedSet<WaitingSession> _chats = new(WaitingLine.Order);
    private readonly SortedSet<WaitingSession> _calls = new(WaitingLine.Order);
    private readonly SortedSet<WaitingSession> _own = new(WaitingLine.Order);
    private readonly Dictionary<StaffId, List<WaitingSession>> _ownBy = [];
    private readonly PriorityQueue<WaitingSession, DateTimeOffset> _preferences = new();

    /// <summary>May be held out from now on.</summary>
    public void Add(WaitingSession waiting, DutyBoard board, DateTimeOffset now)
    {
        if (waiting.Wait.Preferred is { } own && waiting.Wait.PreferredUntil > now)
        {
            if (!_ownBy.TryGetValue(own, out var others))
                _ownBy[own] = others = [];
            others.Add(waiting);
            _preferences.Enqueue(waiting, waiting.Wait.PreferredUntil.Value);
        }
        Return(waiting, board);
    }

    /// <summary>Is held out, or gone.</summary>
    public void Remove(WaitingSession waiting)
    {
        SetAside(waiting);
        if (waiting.Wait.Preferred is { } own && _ownBy.TryGetValue(own, out var others) && others.Remove(waiting) && others.Count == 0)
            _ownBy.Remove(own);
    }

    /// <summary>Nobody free may take it: the next one is looked at.</summary>
    public void SetAside(WaitingSession waiting)
    {
        _chats.Remove(waiting);
        _calls.Remove(waiting);
        _own.Remove(waiting);
    }

    /// <summary>Is looked at again.</summary>
    public void Return(WaitingSession waiting, DutyBoard board)
    {
        if (!IsOwn(waiting))
            (waiting.Mode == SessionMode.Chat ? _chats : _calls).Add(waiting);
        else if (board.MayAskOwn(waiting.Wait.Preferred!.Value, waiting.Mode))
            _own.Add(waiting);
    }

    /// <summary>A specialist can be asked now, or cannot any more: their own returning patients depend on it.</summary>
    public void Reconsider(StaffId staff, DutyBoard board)
    {
        if (!_ownBy.TryGetValue(staff, out var waitingForThem))
            return;
        foreach (var waiting in waitingForThem)
            if (board.MayAskOwn(staff, waiting.Mode))
                _own.Add(waiting);
            else
                _own.Remove(waiting);
    }

    /// <summary>A patient whose own consultant did not come in time is for anybody.</summary>
    public void EndPreferences(DutyBoard board, DateTimeOffset now)
    {
        while (_preferences.TryPeek(out var waiting, out var until) && until <= now)
        {
            _preferences.Dequeue();
            if (!IsOwn(waiting))
                continue;
            Remove(waiting);
            Add(waiting, board, now);
        }
    }

    /// <summary>The chats that are for anybody, in order.</summary>
    public IReadOnlyCollection<WaitingSession> Chats => _chats;

    /// <summary>The calls that are for anybody, in order.</summary>
    public IReadOnlyCollection<WaitingSession> Calls => _calls;

    /// <summary>The specialists for whom their own returning patients wait.</summary>
    public IEnumerable<StaffId> OwnSpecialists => _ownBy.Keys;

    /// <summary>Whether a returning patient waits here for this specialist.</summary>
    public bool IsAwaited(StaffId staff) => _ownBy.ContainsKey(staff);

    /// <summary>The first call that is for anybody, whoever is free now; null when there is none.</summary>
    public WaitingSession? FirstCall => _calls.Min;

    /// <summary>Whether the first call stands before all chats.</summary>
    public bool IsCallFirst => _calls.Min is { } call && Earlier(_chats.Min, call) == call;

    /// <summary>The first that somebody might take now; null when there is none.</summary>
    public WaitingSession? First(DutyBoard board)
    {
        var first = _own.Min;
        if (board.HasFreeFor(SessionMode.Chat))
            first = Earlier(first, _chats.Min);
        if (board.HasFreeFor(SessionMode.Video))
            first = Earlier(first, _calls.Min);
        return first;
    }

    private bool IsOwn(WaitingSession waiting) => waiting.Wait.Preferred is { } own && _ownBy.TryGetValue(own, out var others) && others.Contains(waiting);

    private static WaitingSession? Earlier(WaitingSession? one, WaitingSession? other) =>
        one is null || (other is not null && WaitingLine.Order.Compare(other, one) < 0) ? other : one;
}
