using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Booked patients who wait for this specialist and nobody else: their offers ring until they are answered or withdrawn, whatever the duty is, as long as a tab is open and there is room.</summary>
internal abstract partial class SpecialistGrain
{
    /// <summary>The one offer of a wait: its id follows from the wait, so that a repeated answer finds it.</summary>
    private const int OnlyOffer = 0;

    private readonly Dictionary<SessionId, WaitingSession> _awaitedBy = [];

    /// <summary>The bookings of a day ahead that stand, with those that have just begun, the soonest first.</summary>
    private IReadOnlyList<AppointmentRecord> _ahead = [];

    /// <summary>The waits that this specialist declined.</summary>
    private readonly HashSet<(SessionId Session, long Ticket)> _declined = [];

    /// <inheritdoc />
    public Task Await(WaitingSession waiting)
    {
        if (!IsKnown || (_awaitedBy.TryGetValue(waiting.SessionId, out var known) && known.Ticket > waiting.Ticket))
            return Task.CompletedTask;
        _awaitedBy[waiting.SessionId] = waiting;
        RingBooked();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task AwaitNoMore(SessionId session, long ticket)
    {
        if (_awaitedBy.TryGetValue(session, out var known) && known.Ticket <= ticket)
            _awaitedBy.Remove(session);
        _declined.Remove((session, ticket));
        RingBooked();
        return Task.CompletedTask;
    }

    /// <summary>The bookings as a doctor's desk shows them.</summary>
    private DeskBooking[] Booked() => [.. _ahead.Select(booked => new DeskBooking(booked.Id, booked.StartsAt, booked.Specialty, booked.Terms.Repeated, BookedSoon.KeptFrom(booked.StartsAt, _limits)))];

    /// <summary>The booking for which this specialist is kept free now.</summary>
    private DateTimeOffset? KeptFreeFor => BookedSoon.For(_ahead.Select(booked => booked.StartsAt), Now, _limits);

    private async Task ReadBookings() =>
        _ahead = [.. (await stores.Appointments.WithDoctorAsync(Id, Now - _limits.ConnectWithin, Now.AddDays(1))).Where(booked => booked.State == AppointmentState.Booked)];

    /// <summary>Reads the rows: a hint may be lost. A row keeps who was there at the last commit; whether the patient is there now, the session says when asked.</summary>
    private async Task ReadAwaiting()
    {
        var rows = await stores.Rows.AwaitingAsync(Id);
        foreach (var gone in _awaitedBy.Keys.Except(rows.Select(row => row.SessionId)).ToArray())
            _awaitedBy.Remove(gone);
        foreach (var row in rows)
        {
            if (!_awaitedBy.TryGetValue(row.SessionId, out var known) || known.Ticket < row.Ticket)
                _awaitedBy[row.SessionId] = row.Presence == Presence.Here ? row with { Presence = Presence.Awaited } : row;
            if (_awaitedBy[row.SessionId].Presence == Presence.Awaited)
                GrainFactory.GrainOf<ISessionMatching>(row.SessionId.Value).IsAnybodyThere(row.Ticket).Ignore();
        }
        RingBooked();
    }

    /// <summary>Rings for those who can be taken now, and falls silent for all others.</summary>
    private void RingBooked()
    {
        var wanted = _awaitedBy.Values.Where(MayRing).ToDictionary(waiting => OfferIds.Make(waiting.SessionId, waiting.Ticket, OnlyOffer));
        foreach (var (offer, held) in _offers.Where(pair => pair.Value.Lease.IsPersonal).ToArray())
            if (!wanted.TryGetValue(offer, out var waiting) || waiting.Mode != held.Lease.Offer.Mode)
            {
                _offers.Remove(offer);
                TellGone(offer, OfferGoneReason.Withdrawn);
            }
        foreach (var (offer, waiting) in wanted)
        {
            if (_offers.ContainsKey(offer) || _beingTaken.ContainsKey(offer))
                continue;
            var view = new OfferView(
                offer, waiting.SessionId, waiting.Mode, waiting.Wait.Next, ExpiresAt: null, waiting.Patient, waiting.Reason, waiting.Wait.Since, Now, waiting.Insurer, waiting.SignedIn, waiting.Wait.Booked);
            _offers[offer] = new HeldOffer(new OfferLease(view, waiting.Ticket, Posts.BookedAs(_standing!.Posts), Exceeding: false, IsPersonal: true), WasShown: true);
            _tabs.Send(connections => new StaffPush(connections, Offer: view));
        }
    }

    private bool MayRing(WaitingSession waiting) =>
        IsKnown && waiting.MayBeAnswered && _held.Choose(waiting.Mode, exceeding: false) is not null && !_declined.Contains((waiting.SessionId, waiting.Ticket));

    /// <summary>The specialist does not take a booked patient now: nobody else is asked, and the session is told.</summary>
    private void DeclineBooked(OfferLease lease)
    {
        _declined.Add((lease.Offer.SessionId, lease.Ticket));
        TellGone(lease.Offer.OfferId, OfferGoneReason.Withdrawn);
        GrainFactory.GrainOf<ISessionBooking>(lease.Offer.SessionId.Value).Declined(lease.Ticket, Id).Ignore();
    }
}
