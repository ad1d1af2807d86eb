using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The specialists of one queue as their last renewals said, and how long they lately took. Sums and orders are kept as words come: no question walks over everybody.</summary>
internal sealed class DutyBoard(TimeSpan usualHandling)
{
    /// <summary>A specialist who did not renew for this long is gone: three renewals.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(10);

    private const double Weight = 0.2;

    private static readonly Comparer<Availability> LongestIdle = Comparer<Availability>.Create(static (a, b) =>
    {
        var bySince = a.IdleSince.CompareTo(b.IdleSince);
        return bySince != 0 ? bySince : string.CompareOrdinal(a.Staff.Value, b.Staff.Value);
    });

    private static readonly Comparer<Availability> SoonestWritten = Comparer<Availability>.Create(static (a, b) =>
    {
        var byEnd = Nullable.Compare(a.WrapUpUntil, b.WrapUpUntil);
        return byEnd != 0 ? byEnd : string.CompareOrdinal(a.Staff.Value, b.Staff.Value);
    });

    private static readonly Comparer<Availability> SoonestBooked = Comparer<Availability>.Create(static (a, b) =>
    {
        var byStart = Nullable.Compare(a.KeptFreeFor, b.KeptFreeFor);
        return byStart != 0 ? byStart : string.CompareOrdinal(a.Staff.Value, b.Staff.Value);
    });

    private readonly Dictionary<StaffId, Known> _known = [];
    private readonly HashSet<StaffId> _asked = [];
    private readonly SortedSet<Availability> _idle = new(LongestIdle);
    private readonly SortedSet<Availability> _partlyFree = new(LongestIdle);
    private readonly SortedSet<Availability> _wrappingUp = new(SoonestWritten);
    private readonly SortedSet<Availability> _keptFree = new(SoonestBooked);
    private readonly SortedSet<(string Name, string Staff)> _names = new(Comparer<(string Name, string Staff)>.Create(static (a, b) =>
        string.CompareOrdinal(a.Name, b.Name) is var byName && byName != 0 ? byName : string.CompareOrdinal(a.Staff, b.Staff)));
    private Availability? _keptIdle;
    private TimeSpan _handling = usualHandling;
    private int _units;
    private int _free;
    private int _whole;

    /// <summary>A specialist's last word. A borrowed one is counted by another shard, and here for one offer only.</summary>
    private sealed record Known(Availability Availability, DateTimeOffset RenewedAt, DateTimeOffset? BusySince, bool IsBorrowed = false);

    /// <summary>How many are on duty and connected.</summary>
    public int OnDuty { get; private set; }

    /// <summary>All who are there, on duty or on a break.</summary>
    public StaffId[] Here => [.. _known.Values.Where(known => known.Availability.IsHere).Select(known => known.Availability.Staff)];

    /// <summary>All who were heard of lately and are not off duty, as they said last.</summary>
    public IEnumerable<SpecialistLook> Looks => _known.Values.Where(known => known.Availability.Duty != Duty.Off)
        .Select(known => new SpecialistLook(known.Availability, known.BusySince, _asked.Contains(known.Availability.Staff)));

    /// <summary>How many of them finish a conclusion.</summary>
    public int WrappingUp => _wrappingUp.Count;

    /// <summary>When the first of those is free at the latest; null when nobody finishes one.</summary>
    public DateTimeOffset? WrapUpEndsAt => _wrappingUp.Min?.WrapUpUntil;

    /// <summary>The names of those on duty, in order.</summary>
    public IEnumerable<string> Names => _names.Select(one => one.Name);

    /// <summary>How many of those on duty are kept free for booked patients.</summary>
    public int KeptFree => _keptFree.Count;

    /// <summary>When the first of those booked consultations begins; null when nobody is kept free.</summary>
    public DateTimeOffset? KeptFreeFor => _keptFree.Min?.KeptFreeFor;

    /// <summary>All that <see cref="Estimate"/> and coverage depend on: as long as it is the same, they are.</summary>
    public QueueOutlook Outlook => new(OnDuty, KeptFree, _units, _free, _whole, _handling);

    /// <summary>Whether anybody else is on duty.</summary>
    public bool IsOnDutyBut(StaffId staff) => OnDuty > (IsOnDuty(staff) ? 1 : 0);

    /// <summary>Whether the specialist gets offers and is not asked already; free units or not.</summary>
    public bool MayAsk(StaffId staff) => Askable(staff) is not null;

    /// <summary>Whether their own returning patient may be held out to them, beyond the capacity if need be: there is one such place.</summary>
    public bool MayAskOwn(StaffId staff, SessionMode mode) =>
        Askable(staff) is { } word && (!word.IsBeyondTaken || word.FreeUnits >= Capacity.Needed(mode, word.Units));

    /// <summary>The specialist who is kept for a call and gets no chats; null for nobody.</summary>
    public StaffId? Kept { get; private set; }

    /// <summary>Whether anybody may be asked to take such a session.</summary>
    public bool HasFreeFor(SessionMode mode) => _idle.Count > 0 || (mode == SessionMode.Chat ? _partlyFree.Count > 0 : _keptIdle is not null);

    /// <summary>The last word of a specialist; null when unknown.</summary>
    public Availability? Find(StaffId staff) => _known.GetValueOrDefault(staff)?.Availability;

    /// <summary>A specialist's word.</summary>
    public void Renew(Availability availability, DateTimeOffset now)
    {
        var busySince = _known.GetValueOrDefault(availability.Staff)?.BusySince;
        // While something is held out to them nothing is free, but they are not busy with it yet.
        var isBusy = _asked.Contains(availability.Staff) ? busySince is not null : availability.FreeUnits < availability.Units;
        if (!isBusy && busySince is { } since)
            _handling += (now - since - _handling) * Weight;
        Put(new Known(availability, now, isBusy ? busySince ?? now : null));
    }

    /// <summary>A specialist of another shard may be asked here until <see cref="Part"/>: counted there.</summary>
    public void Borrow(Availability availability, DateTimeOffset now) => Put(new Known(availability, now, BusySince: null, IsBorrowed: true));

    /// <summary>Whether something is held out to them.</summary>
    public bool IsAsked(StaffId staff) => _asked.Contains(staff);

    /// <summary>A borrowed specialist is here no more; an offer that rings at their desk stands.</summary>
    public void Part(StaffId staff)
    {
        if (_known.TryGetValue(staff, out var known) && known.IsBorrowed)
            Drop(staff);
    }

    /// <summary>A specialist took something that their last word may not know yet.</summary>
    public void Took(StaffId staff, int freeUnits, bool exceeds, DateTimeOffset now)
    {
        if (_known.TryGetValue(staff, out var known) && (known.Availability.FreeUnits > freeUnits || exceeds))
            Put(known with { Availability = known.Availability with { FreeUnits = freeUnits, IsBeyondTaken = known.Availability.IsBeyondTaken || exceeds }, BusySince = known.BusySince ?? now });
    }

    /// <summary>Something is held out to them: nothing else is until <see cref="Release"/>.</summary>
    public void Ask(StaffId staff)
    {
        Unlist(staff);
        SetAsked(staff, isAsked: true);
    }

    /// <summary>Nothing is held out to them any more.</summary>
    public void Release(StaffId staff)
    {
        SetAsked(staff, isAsked: false);
        if (_known.TryGetValue(staff, out var known))
            List(known.Availability);
    }

    /// <summary>Keeps a specialist for a call, instead of whom was kept before; null for nobody.</summary>
    public void Keep(StaffId? staff)
    {
        if (Kept == staff)
            return;
        var before = Kept;
        Kept = staff;
        foreach (var changed in new[] { before, staff })
            if (changed is { } one && _known.TryGetValue(one, out var known))
            {
                Unlist(one);
                if (!_asked.Contains(one))
                    List(known.Availability);
            }
    }

    /// <summary>Of those who are partly free and not asked already the one with the fewest units taken; null when there is none.</summary>
    /// <param name="isOut">Tells whether a specialist may not be kept.</param>
    public StaffId? SoonestFree(Func<StaffId, bool> isOut) =>
        _partlyFree.Where(availability => !isOut(availability.Staff)).MaxBy(availability => availability.FreeUnits)?.Staff;

    /// <summary>Forgets who is silent.</summary>
    /// <returns>The specialist whose lease it was.</returns>
    public IReadOnlyList<StaffId> Forget(DateTimeOffset now)
    {
        List<StaffId> silent = [];
        foreach (var (staff, known) in _known)
            if (now - known.RenewedAt > Forgotten)
            {
                silent.Add(staff);
                Drop(staff);
                if (staff == Kept)
                    Kept = null;
            }
        return silent;
    }

    /// <summary>The specialist who is asked first to take such a session: the idle before the partly free, the longest idle first.</summary>
    /// <param name="mode">A call takes an idle specialist whole.</param>
    /// <param name="isOut">Tells whether a specialist may not be asked for it.</param>
    public Availability? First(SessionMode mode, Func<StaffId, bool> isOut)
    {
        if (mode == SessionMode.Chat)
            return First(_idle, isOut) ?? First(_partlyFree, isOut);
        return _keptIdle is { } kept && !isOut(kept.Staff) ? kept : First(_idle, isOut);
    }

    /// <inheritdoc cref="Outlooks.Estimate" />
    public TimeSpan? Estimate(int position, SessionMode mode) => Outlook.Estimate(position, mode);

    private Availability? Askable(StaffId staff) => Find(staff) is { TakesOffers: true } word && !_asked.Contains(staff) ? word : null;

    private static Availability? First(SortedSet<Availability> free, Func<StaffId, bool> isOut)
    {
        if (free.Min is not { } first || !isOut(first.Staff))
            return free.Min;
        foreach (var next in free)
            if (!isOut(next.Staff))
                return next;
        return null;
    }

    private bool IsOnDuty(StaffId staff) => _known.TryGetValue(staff, out var known) && known.Availability.OnDuty;

    private void Put(Known known)
    {
        var staff = known.Availability.Staff;
        Drop(staff);
        if (staff == Kept && !known.Availability.TakesOffers)
            Kept = null;
        _known[staff] = known;
        if (!_asked.Contains(staff))
            List(known.Availability);
        if (known.IsBorrowed)
            return;
        Count(known.Availability, 1);
        if (known.Availability is { OnDuty: true, IsWrappingUp: true })
            _wrappingUp.Add(known.Availability);
        if (known.Availability is { OnDuty: true, KeptFreeFor: not null })
            _keptFree.Add(known.Availability);
        if (known.Availability is { OnDuty: true, Name.Length: > 0 })
            _names.Add((known.Availability.Name, staff.Value));
    }

    private void Drop(StaffId staff)
    {
        Unlist(staff);
        if (!_known.Remove(staff, out var known) || known.IsBorrowed)
            return;
        Count(known.Availability, -1);
        _wrappingUp.Remove(known.Availability);
        _keptFree.Remove(known.Availability);
        _names.Remove((known.Availability.Name, staff.Value));
    }

    private void Count(Availability availability, int sign)
    {
        if (!availability.OnDuty)
            return;
        OnDuty += sign;
        if (availability.KeptFreeFor is not null)
            return;
        _units += sign * availability.Units;
        // A ringing offer is about to be answered: it takes one place, whatever the specialist says of the others meanwhile.
        var isAsked = _asked.Contains(availability.Staff);
        _free += sign * (isAsked ? 1 : availability.IsWrappingUp ? 0 : Math.Max(0, availability.FreeUnits));
        _whole += sign * (isAsked || (!availability.IsWrappingUp && availability.FreeUnits >= availability.Units) ? 1 : 0);
    }

    private void SetAsked(StaffId staff, bool isAsked)
    {
        var counted = _known.GetValueOrDefault(staff) is { IsBorrowed: false } known ? known.Availability : null;
        if (counted is not null)
            Count(counted, -1);
        if (isAsked)
            _asked.Add(staff);
        else
            _asked.Remove(staff);
        if (counted is not null)
            Count(counted, 1);
    }

    private void List(Availability availability)
    {
        if (availability is not { TakesOffers: true, FreeUnits: > 0 })
            return;
        var isIdle = availability.FreeUnits >= availability.Units;
        if (availability.Staff != Kept)
            (isIdle ? _idle : _partlyFree).Add(availability);
        else if (isIdle)
            _keptIdle = availability;
    }

    private void Unlist(StaffId staff)
    {
        if (!_known.TryGetValue(staff, out var known))
            return;
        if (_keptIdle?.Staff == staff)
            _keptIdle = null;
        _idle.Remove(known.Availability);
        _partlyFree.Remove(known.Availability);
    }
}
