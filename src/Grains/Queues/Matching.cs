using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Who is held out to whom: the first waiting session to the longest idle specialist. Pure: told everything, the time included.</summary>
/// <param name="asking">How long one specialist is asked, the margin for the way included.</param>
/// <param name="declining">How long one who declined a session is not asked for it again.</param>
/// <param name="usualHandling">How long a session takes, before any was seen.</param>
public sealed class Matching(TimeSpan asking, TimeSpan declining, TimeSpan usualHandling)
{
    private readonly ReadyLine _ready = new();
    private readonly Dictionary<SessionId, Lease> _leases = [];
    private readonly PriorityQueue<Lease, DateTimeOffset> _ends = new();
    private readonly Dictionary<(SessionId, StaffId), DateTimeOffset> _declined = [];
    private readonly List<WaitingSession> _aside = [];
    private int _offers;

    /// <summary>All who wait, in order.</summary>
    public WaitingLine Line { get; } = new();

    /// <summary>The specialists.</summary>
    public DutyBoard Board { get; } = new(usualHandling);

    /// <summary>A session began to wait.</summary>
    public void Enqueue(WaitingSession waiting, DateTimeOffset now)
    {
        var before = Line.Find(waiting.SessionId);
        if (!Line.Add(waiting))
            return;
        if (before is not null)
            _ready.Remove(before);
        // Held out under an earlier ticket: when that is over.
        if (!_leases.ContainsKey(waiting.SessionId))
            _ready.Add(waiting, Board, now);
    }

    /// <summary>A wait is over.</summary>
    /// <returns>The lease to withdraw, if the session was held out.</returns>
    public Lease? Remove(SessionId session, long ticket, bool isAdmitted, DateTimeOffset now)
    {
        if (Line.Find(session) is { } known && Line.Remove(session, ticket))
            _ready.Remove(known);
        if (!_leases.TryGetValue(session, out var lease) || lease.Waiting.Ticket > ticket)
            return null;
        if (isAdmitted)
            Board.Took(lease.Staff, Math.Max(0, lease.FreeUnits - lease.UnitsNeeded), now);
        End(lease, now);
        return lease;
    }

    /// <summary>A specialist's word.</summary>
    public void Renew(Availability availability, DateTimeOffset now)
    {
        Board.Renew(availability, now);
        _ready.Reconsider(availability.Staff, Board);
    }

    /// <summary>A specialist declined, or let the time run out.</summary>
    public void Decline(OfferId offer, StaffId staff, DateTimeOffset now)
    {
        if (OfferIds.SessionOf(offer) is not { } session || !_leases.TryGetValue(session, out var lease) || lease.Offer != offer)
            return;
        _declined[(session, staff)] = now + declining;
        End(lease, now);
    }

    /// <summary>Forgets silent specialists and declined offers of long ago.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var staff in Board.Forget(now))
            _ready.Reconsider(staff, Board);
        foreach (var (pair, until) in _declined)
            if (until <= now)
                _declined.Remove(pair);
    }

    /// <summary>Forgets waits that have no row any more.</summary>
    /// <param name="tickets">All rows.</param>
    /// <param name="now">The time.</param>
    /// <returns>The leases to withdraw.</returns>
    public IReadOnlyList<Lease> Keep(IReadOnlyList<WaitingTicket> tickets, DateTimeOffset now)
    {
        if (tickets.Count == Line.Count && tickets.All(ticket => Line.Find(ticket.SessionId) is not null))
            return [];
        var current = tickets.Select(ticket => ticket.SessionId).ToHashSet();
        List<Lease> over = [];
        foreach (var known in Line.InOrder.Where(known => !current.Contains(known.SessionId)).ToArray())
            if (Remove(known.SessionId, known.Ticket, isAdmitted: false, now) is { } lease)
                over.Add(lease);
        return over;
    }

    /// <summary>Holds out what can be held out now.</summary>
    /// <returns>The new leases.</returns>
    public IReadOnlyList<Lease> Decide(DateTimeOffset now)
    {
        EndLeases(now);
        _ready.EndPreferences(Board, now);
        List<Lease> made = [];
        while (_ready.First(Board) is { } waiting)
        {
            if (Choose(waiting, now) is { } staff)
            {
                made.Add(HoldOut(waiting, staff, now));
                continue;
            }
            _ready.SetAside(waiting);
            _aside.Add(waiting);
        }
        foreach (var waiting in _aside)
            _ready.Return(waiting, Board);
        _aside.Clear();
        return made;
    }

    private Availability? Choose(WaitingSession waiting, DateTimeOffset now)
    {
        var avoided = waiting.Avoided is { } one && Board.IsOnDutyBut(one) ? waiting.Avoided : null;
        bool IsOut(StaffId staff) => staff == avoided || _declined.ContainsKey((waiting.SessionId, staff));
        // A returning patient's own consultant comes first, even beyond the capacity by one.
        if (waiting.Preferred is { } preferred && waiting.PreferredUntil > now)
            return Board.MayAsk(preferred) && !IsOut(preferred) ? Board.Find(preferred) : null;
        return Board.First(waiting.Mode, IsOut);
    }

    private Lease HoldOut(WaitingSession waiting, Availability staff, DateTimeOffset now)
    {
        var units = waiting.Mode == SessionMode.Chat ? 1 : staff.Units;
        var lease = new Lease(OfferIds.Make(waiting.SessionId, waiting.Ticket, ++_offers), waiting, staff.Staff, now + asking, staff.FreeUnits, units);
        _ready.Remove(waiting);
        _leases[waiting.SessionId] = lease;
        _ends.Enqueue(lease, lease.Until);
        Board.Ask(staff.Staff);
        _ready.Reconsider(staff.Staff, Board);
        return lease;
    }

    private void EndLeases(DateTimeOffset now)
    {
        while (_ends.TryPeek(out var lease, out var until) && until <= now)
        {
            _ends.Dequeue();
            if (_leases.GetValueOrDefault(lease.Waiting.SessionId) == lease)
                End(lease, now);
        }
    }

    private void End(Lease lease, DateTimeOffset now)
    {
        _leases.Remove(lease.Waiting.SessionId);
        Board.Release(lease.Staff);
        _ready.Reconsider(lease.Staff, Board);
        if (Line.Find(lease.Waiting.SessionId) is { } waiting)
            _ready.Add(waiting, Board, now);
    }
}
