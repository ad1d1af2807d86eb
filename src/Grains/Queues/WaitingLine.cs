using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The waiting sessions of one queue, in order: those at the head first, then by priority, then who waits longest.</summary>
internal sealed class WaitingLine
{
    private readonly Dictionary<SessionId, WaitingSession> _sessions = [];
    private readonly SortedSet<WaitingSession> _order = new(Order);

    /// <summary>The order in which waiting sessions come.</summary>
    internal static readonly Comparer<WaitingSession> Order = Comparer<WaitingSession>.Create(static (a, b) =>
    {
        var (one, other) = (a.Wait, b.Wait);
        if (one.AtHead != other.AtHead)
            return one.AtHead ? -1 : 1;
        if (one.Priority != other.Priority)
            return one.Priority > other.Priority ? -1 : 1;
        var bySince = one.Since.CompareTo(other.Since);
        return bySince != 0 ? bySince : string.CompareOrdinal(a.SessionId.Value, b.SessionId.Value);
    });

    /// <summary>How many wait.</summary>
    public int Count => _sessions.Count;

    /// <summary>Another number after each change.</summary>
    public int Version { get; private set; }

    /// <summary>In order.</summary>
    public IReadOnlyCollection<WaitingSession> InOrder => _order;

    /// <summary>Since when the one who waits longest does; null where nobody waits. It walks over all of them, whose order is another.</summary>
    public DateTimeOffset? LongestSince => Count == 0 ? null : _order.Min(waiting => waiting.Wait.Since);

    /// <summary>The session, if it waits here.</summary>
    public WaitingSession? Find(SessionId session) => _sessions.GetValueOrDefault(session);

    /// <summary>Adds a wait, or what changed of it; a later ticket replaces an earlier one, an earlier one is ignored. Somebody known to be there stays so until said to be away; somebody said to be awaited is away no more.</summary>
    /// <returns>Whether it was news.</returns>
    public bool Add(WaitingSession waiting)
    {
        if (_sessions.TryGetValue(waiting.SessionId, out var known))
        {
            if (known.Ticket == waiting.Ticket && waiting.Presence == Presence.Awaited && known.MayBeAnswered)
                waiting = waiting with { Presence = known.Presence };
            if (known.Ticket > waiting.Ticket || known == waiting)
                return false;
            _order.Remove(known);
        }
        Version++;
        _sessions[waiting.SessionId] = waiting;
        return _order.Add(waiting);
    }

    /// <summary>Ends a wait, unless the session waits under a later ticket already.</summary>
    /// <returns>Whether it waited.</returns>
    public bool Remove(SessionId session, long ticket)
    {
        if (!_sessions.TryGetValue(session, out var known) || known.Ticket > ticket)
            return false;
        Version++;
        _sessions.Remove(session);
        return _order.Remove(known);
    }
}
