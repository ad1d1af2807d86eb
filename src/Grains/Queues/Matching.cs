using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Decides which waiting session is held out to which specialist: the first waiting session to the longest idle specialist. Pure: told everything, the time included.</summary>
/// <param name="terms">The times that it goes by.</param>
/// <param name="elsewhere">The other shards of the queue; null where it is not split.</param>
internal sealed partial class Matching(MatchingTerms terms, Elsewhere? elsewhere = null)
{
    private readonly ReadyLine _ready = new();
    private readonly Dictionary<SessionId, Lease> _leases = [];
    private readonly PriorityQueue<Lease, DateTimeOffset> _ends = new();
    private readonly ReturnedOffers _returned = new(terms.DeclinedFor, terms.Remembered);
    private readonly PassedCall _passed = new(terms.CallPassed);
    private readonly List<WaitingSession> _aside = [];
    private int _offers;

    /// <summary>All who wait, in order.</summary>
    public WaitingLine Line { get; } = new();

    /// <summary>The specialists.</summary>
    public DutyBoard Board { get; } = new(terms.UsualHandling);

    /// <summary>A session began to wait, or its mode, its priority or the patient's presence changed.</summary>
    /// <returns>The lease to withdraw: it holds out what is no longer so.</returns>
    public Lease? Enqueue(WaitingSession waiting, DateTimeOffset now)
    {
        var before = Line.Find(waiting.SessionId);
        if (!Line.Add(waiting))
            return null;
        if (before is not null)
            _ready.Remove(before);
        if (!_leases.TryGetValue(waiting.SessionId, out var lease))
        {
            MakeReady(waiting.SessionId, now);
            return null;
        }
        // Held out under an earlier ticket: when that is over.
        if (lease.Waiting.Ticket != waiting.Ticket || StillHolds(lease, Line.Find(waiting.SessionId)!))
            return null;
        End(lease, now);
        return lease;
    }

    /// <summary>A wait is over.</summary>
    /// <returns>The lease to withdraw, if the session was held out.</returns>
    public Lease? Remove(SessionId session, long ticket, bool isAdmitted, DateTimeOffset now)
    {
        if (Line.Find(session) is { } known && Line.Remove(session, ticket))
            _ready.Remove(known);
        if (!_leases.TryGetValue(session, out var lease) || lease.Waiting.Ticket > ticket)
            return null;
        var left = Math.Max(0, lease.FreeUnits - lease.UnitsNeeded);
        if (isAdmitted)
            Board.Took(lease.Staff, left, lease.Exceeds, now);
        End(lease, now, isAdmitted ? left : null);
        return lease;
    }

    /// <summary>A specialist's word.</summary>
    public void Renew(Availability availability, DateTimeOffset now)
    {
        Board.Renew(availability, now);
        HearOfLent(availability, now);
        _ready.Reconsider(availability.Staff, Board);
    }

    /// <summary>An offer came back.</summary>
    public void Return(OfferId offer, StaffId staff, OfferReturn how, DateTimeOffset now)
    {
        if (OfferIds.SessionOf(offer) is not { } session || !_leases.TryGetValue(session, out var lease) || lease.Offer != offer)
            return;
        _returned.Add(session, staff, how, now);
        End(lease, now);
    }

    /// <summary>Forgets silent specialists and returned offers of long ago.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var staff in Board.Forget(now))
            _ready.Reconsider(staff, Board);
        _returned.Forget(now);
        elsewhere?.Forget(now);
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
        EndLoans(now);
        _ready.EndPreferences(Board, now);
        LendToOwn(now);
        KeepForCall(now);
        List<Lease> made = [];
        while (_ready.First(Board) is { } waiting)
        {
            if (Choose(waiting, now) is { } staff)
            {
                if (GoesElsewhere(waiting, staff, now))
                    continue;
                made.Add(HoldOut(waiting, staff, now));
                continue;
            }
            _ready.SetAside(waiting);
            _aside.Add(waiting);
        }
        foreach (var waiting in _aside)
            _ready.Return(waiting, Board);
        _aside.Clear();
        LendIdle(now);
        return made;
    }

    /// <summary>Without a closure where no call waits, as nearly always.</summary>
    private void KeepForCall(DateTimeOffset now)
    {
        if (_ready.FirstCall is not null || Board.Kept is not null)
            LookAtPassedCall(now);
    }

    private void LookAtPassedCall(DateTimeOffset now) => _passed.Look(
        _ready.FirstCall, _ready.IsCallFirst && elsewhere?.HasChatBefore(_ready.FirstCall!, now) != true, _leases.ContainsKey, Board,
        (call, staff) => staff == AvoidedIn(call) || _returned.Rests(call.SessionId, staff, now), now);

    private Availability? Choose(WaitingSession waiting, DateTimeOffset now)
    {
        var (session, wait, avoided) = (waiting.SessionId, waiting.Wait, AvoidedIn(waiting));
        bool IsOut(StaffId staff) => staff == avoided || _returned.Rests(session, staff, now);
        // A returning patient's own consultant comes first, even beyond the capacity by one.
        if (wait.Preferred is { } preferred && wait.PreferredUntil > now)
            return Board.MayAskOwn(preferred, waiting.Mode) && !IsOut(preferred) ? Board.Find(preferred) : null;
        if (!_returned.Any)
            return Board.First(waiting.Mode, IsOut);
        // From whom the offer came back is asked again only where nobody else is free.
        return Board.First(waiting.Mode, staff => staff == avoided || _returned.Has(session, staff)) ?? Board.First(waiting.Mode, IsOut);
    }

    private StaffId? AvoidedIn(WaitingSession waiting) => waiting.Wait.Avoided is { } avoided && IsOnDutyBut(avoided) ? avoided : null;

    private bool IsOnDutyBut(StaffId staff) => Board.IsOnDutyBut(staff) || elsewhere is { } others && others.Outlook.OnDuty > (others.Here.Has(staff) ? 0 : 1);

    private Lease HoldOut(WaitingSession waiting, Availability staff, DateTimeOffset now)
    {
        var units = Capacity.Needed(waiting.Mode, staff.Units);
        var lease = new Lease(OfferIds.Make(waiting.SessionId, waiting.Ticket, ++_offers), waiting, staff.Staff, now + terms.Asking, staff.FreeUnits, units);
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

    private void End(Lease lease, DateTimeOffset now, int? freeUnits = null)
    {
        _leases.Remove(lease.Waiting.SessionId);
        Board.Release(lease.Staff);
        EndLoan(lease.Staff, wasAsked: true, freeUnits);
        _ready.Reconsider(lease.Staff, Board);
        MakeReady(lease.Waiting.SessionId, now);
    }

    /// <summary>A patient who puts the page aside, or looks at it again, may be answered as before, and a place in the line is nothing to whoever is asked already.</summary>
    private static bool StillHolds(Lease lease, WaitingSession waiting) => waiting.MayBeAnswered
        && lease.Waiting with { Presence = waiting.Presence, Wait = lease.Waiting.Wait with { Priority = waiting.Wait.Priority } } == waiting;

    /// <summary>Only who is there, or comes when called, is held out; the others keep their places in the line.</summary>
    private void MakeReady(SessionId session, DateTimeOffset now)
    {
        if (Line.Find(session) is { MayBeAnswered: true } waiting)
            _ready.Add(waiting, Board, now);
    }
}
