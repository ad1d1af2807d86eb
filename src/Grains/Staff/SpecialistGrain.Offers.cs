using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal abstract partial class SpecialistGrain
{
    private readonly Dictionary<OfferId, HeldOffer> _offers = [];

    // Accepted offers whose sessions have not answered yet, and why they were withdrawn meanwhile.
    private readonly Dictionary<OfferId, OfferGoneReason?> _beingTaken = [];

    private sealed record HeldOffer(OfferLease Lease, bool WasShown);

    /// <inheritdoc />
    public Task Offer(OfferLease lease)
    {
        if (!IsKnown || !IsOnDuty || IsWrappingUp || _held.IsOnPhone || KeptFreeFor is not null || Queue != lease.Queue)
        {
            GiveBack(lease, OfferReturn.TakenBack);
            return Task.CompletedTask;
        }
        // The queue may hear only now of a patient who was taken a moment ago, and believe that there is room still. It does not ask again at once: what it believes may stay wrong for a while.
        if (_held.Choose(lease.Offer.Mode, lease.Exceeding) is null)
        {
            GiveBack(lease, OfferReturn.Declined);
            return Task.CompletedTask;
        }
        _offers[lease.Offer.OfferId] = new HeldOffer(lease, WasShown: false);
        Arm();
        _tabs.Send(connections => new StaffPush(connections, Offer: lease.Offer));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task OfferShown(OfferId offer)
    {
        if (_offers.TryGetValue(offer, out var held))
            _offers[offer] = held with { WasShown = true };
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Withdraw(OfferId offer, OfferGoneReason why)
    {
        // The session that was just taken here leaves its queue, and the queue takes its offer back.
        if (_beingTaken.ContainsKey(offer))
            _beingTaken[offer] = why;
        else if (_offers.Remove(offer))
            TellGone(offer, why);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<Reply<OfferAnswer>> AnswerOffer(CommandId command, OfferId offer, bool accept)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        if (command.Value == Guid.Empty)
            return Refusal.Invalid;
        if (stored.State.FirstAnswer(command) is { } first)
            return !accept && first.Declined == offer ? await Remembered(Declining(command, offer), new OfferAnswer(null)) : Refusal.CommandReused;
        if (!_offers.TryGetValue(offer, out var held))
            return await Repeated(command, offer, accept);
        if (!accept)
            return await Decline(command, held.Lease);
        return await Take(command, held);
    }

    /// <summary>Takes the patient. Where the session can't answer now, the offer stays, and the repeat that the caller was told to send finds it.</summary>
    private async Task<Reply<OfferAnswer>> Take(CommandId command, HeldOffer held)
    {
        var offer = held.Lease.Offer.OfferId;
        _offers.Remove(offer);
        _beingTaken[offer] = null;
        var isAnswered = false;
        try
        {
            var reply = await Accept(command, held.Lease);
            isAnswered = true;
            RingBooked();
            return reply;
        }
        finally
        {
            _beingTaken.Remove(offer, out var withdrawn);
            if (!isAnswered && withdrawn is { } why)
                TellGone(offer, why);
            else if (!isAnswered)
                _offers[offer] = held;
        }
    }

    private async Task<Reply<OfferAnswer>> Decline(CommandId command, OfferLease lease)
    {
        var offer = lease.Offer.OfferId;
        var order = Declining(command, offer);
        if (await stores.Commands.FirstAnswerAsync<OfferAnswer>(order) is { } first)
            return first;
        await Switch(stored.State.Duty, stored.State.WrapUpUntil, missed: 0, DutyChangeReason.Switched, new DutyCommand(command, Now, null, offer));
        _offers.Remove(offer);
        if (lease.IsPersonal)
            DeclineBooked(lease);
        else
            PassOn(lease, OfferGoneReason.Withdrawn, OfferReturn.Declined);
        return await Remembered(order, new OfferAnswer(null));
    }

    private RecordCommand Declining(CommandId command, OfferId offer) => RecordCommand.Of(Caller.Of(Id), command, nameof(Decline), Now, Words.Of(desk), offer.Value);

    private async Task<Reply<OfferAnswer>> Accept(CommandId command, OfferLease lease)
    {
        var session = lease.Offer.SessionId;
        if (_held.Choose(lease.Offer.Mode, lease.Exceeding) is not { } slots)
        {
            PassOn(lease, OfferGoneReason.Withdrawn, OfferReturn.Declined);
            return Refusal.Busy;
        }
        var reply = await GrainFactory.GrainOf<ISessionMatching>(session.Value).Admit(command, lease.Ticket, Snapshot(lease.Queue), slots);
        if (reply.Refusal is { } refusal)
        {
            if (refusal == Refusal.Busy)
                await ReadRows();
            PassOn(
                lease,
                refusal == Refusal.AlreadyTaken ? OfferGoneReason.AcceptedElsewhere : OfferGoneReason.Withdrawn,
                refusal == Refusal.Busy ? OfferReturn.Declined : OfferReturn.TakenBack);
            return refusal;
        }
        var view = reply.Value!;
        _held.Add(new DeskSessionRow(new DeskSession(session, view.Patient?.Name, view.Mode, view.Phase, Now, view.Insurer), slots));
        TellGone(lease.Offer.OfferId, OfferGoneReason.Accepted);
        if (lease.IsPersonal)
            _awaitedBy.Remove(session);
        // Other offers that ring meanwhile go on to others, or wait.
        PassOnWhatDoesNotFit();
        RingBooked();
        await ForgiveMissed();
        Renew();
        return new OfferAnswer(view);
    }

    /// <summary>An offer that is not here: either this very command took it, then the session knows the first answer, or it is gone.</summary>
    private async Task<Reply<OfferAnswer>> Repeated(CommandId command, OfferId offer, bool accept)
    {
        if (OfferIds.WaitOf(offer) is not var (session, ticket))
            return Refusal.OfferGone;
        if (await stores.Commands.FirstAnswerAsync<OfferAnswer>(Declining(command, offer)) is { } declined)
            return accept ? Refusal.CommandReused : declined;
        var first = await GrainFactory.GrainOf<ISessionMatching>(session.Value).AnswerTo(command, Id, ticket);
        return first.Value is not { } view ? first.Refusal! : accept ? new OfferAnswer(view) : Refusal.CommandReused;
    }

    private async Task ExpireOffers()
    {
        var missed = stored.State.OffersMissed;
        foreach (var held in _offers.Values.Where(held => held.Lease.Offer.ExpiresAt <= Now).ToArray())
        {
            _offers.Remove(held.Lease.Offer.OfferId);
            PassOn(held.Lease, OfferGoneReason.Expired, held.WasShown ? OfferReturn.Missed : OfferReturn.TakenBack);
            if (held.WasShown)
                missed++;
        }
        if (missed == stored.State.OffersMissed)
            return;
        var isAway = missed >= Limits.OffersMissed;
        await Switch(isAway ? Duty.Away : stored.State.Duty, stored.State.WrapUpUntil, isAway ? 0 : missed, DutyChangeReason.OffersMissed);
    }

    private void PassOnAllOffers() => PassOnOffers(_ => true);

    /// <summary>Somebody else may take what there is no room for any more: a call that began here, or sessions of another desk, took it.</summary>
    private void PassOnWhatDoesNotFit() => PassOnOffers(lease => _held.Choose(lease.Offer.Mode, lease.Exceeding) is null);

    private void PassOnOffers(Func<OfferLease, bool> which)
    {
        foreach (var held in _offers.Values.Where(held => !held.Lease.IsPersonal && which(held.Lease)).ToArray())
        {
            _offers.Remove(held.Lease.Offer.OfferId);
            PassOn(held.Lease, OfferGoneReason.Withdrawn, OfferReturn.TakenBack);
        }
    }

    private void PassOn(OfferLease lease, OfferGoneReason why, OfferReturn how)
    {
        TellGone(lease.Offer.OfferId, why);
        // No queue asks for a booked patient; it rings again when it can be taken.
        if (!lease.IsPersonal)
            GiveBack(lease, how);
    }

    /// <summary>The queue hears first how it stands with this specialist: what is taken back may be held out again at once.</summary>
    private void GiveBack(OfferLease lease, OfferReturn how)
    {
        if (IsKnown)
            Renew();
        // A queue that is not answered here any more would hold it out again and again until it forgets this specialist.
        if (!IsKnown || Queue != lease.Queue)
            stores.Queues.Of(GrainFactory, lease.Queue, Id).Renew(new Availability(Id, OnDuty: false, FreeUnits: 0, Units, _idleSince)).Ignore();
        stores.Queues.Of(GrainFactory, lease.Queue, lease.Offer.OfferId).Returned(lease.Offer.OfferId, Id, how).Ignore();
    }

    private Task ForgiveMissed() =>
        stored.State.OffersMissed == 0 ? Task.CompletedTask : Switch(stored.State.Duty, stored.State.WrapUpUntil, missed: 0, DutyChangeReason.Switched);

    private void TellGone(OfferId offer, OfferGoneReason why) =>
        _tabs.Send(connections => new StaffPush(connections, OfferGone: new OfferGoneNotice(offer, why)));
}
