using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal abstract partial class SpecialistGrain
{
    private bool _hasBegun;

    /// <inheritdoc />
    public async Task StandingChanged(Standing standing)
    {
        var wasKnown = IsKnown;
        var queue = wasKnown ? Queue : null;
        if (!standing.WorksAt(desk) || stored.State.Generation != standing.Generation)
            await Leave(standing);
        _standing = standing;
        if (!IsKnown)
            _awaitedBy.Clear();
        if (queue is { } left && (!IsKnown || Queue != left))
            stores.Queues.Of(GrainFactory, left, Id).Renew(new Availability(Id, false, 0, Units, _idleSince)).Ignore();
        if (!IsKnown)
            return;
        RingBooked();
        // A therapist who became a paediatrician takes no patients of the former queue.
        PassOnOffers(lease => lease.Queue != Queue);
        await Begin();
        Renew();
    }

    /// <inheritdoc />
    public Task StepAside() => IsKnown && stored.State.Duty != Duty.Off ? GoOff(DutyChangeReason.Switched) : Task.CompletedTask;

    /// <inheritdoc />
    public async Task<Reply<DutyView>> SendToBreak()
    {
        if (!IsKnown)
            return Refusal.NotFound;
        if (stored.State is { Duty: Duty.Away, Why: DutyChangeReason.SentToBreak })
            return DutyNow();
        if (stored.State.Duty != Duty.Available)
            return Refusal.WrongPhase;
        await Switch(Duty.Away, wrapUpUntil: null, missed: 0, DutyChangeReason.SentToBreak);
        PassOnAllOffers();
        return DutyNow();
    }

    /// <summary>The member may not go on here: off duty, and whoever is with them goes on with somebody else; those whom they stayed with beside another go on without them.</summary>
    private async Task Leave(Standing standing)
    {
        if (stored.State.Duty != Duty.Off || _offers.Count > 0)
            await GoOff(DutyChangeReason.StandingChanged);
        else
            await LeaveDuty();
        _held.Become(await stores.Rows.OfStaffAsync(Id));
        var sessions = _held.Sessions.Select(session => session.SessionId).ToArray();
        SessionId[] accompanied = desk == Contracts.Desk.Consultant ? [.. await stores.Rows.AccompaniedByAsync(Id)] : [];
        await Task.WhenAll(sessions.Concat(accompanied).Select(session => GrainFactory.GrainOf<ISessionMatching>(session.Value).Dismiss(Id)));
        foreach (var session in sessions)
            _held.Remove(session);
        if (stored.State.Generation == standing.Generation)
            return;
        // Last, so that a repeat after a failure does all of it again.
        stored.State.Generation = standing.Generation;
        if (stored.RecordExists)
            await stored.WriteStateAsync();
    }

    private async Task GoOff(DutyChangeReason why)
    {
        await LeaveDuty();
        await Switch(Duty.Off, wrapUpUntil: null, missed: 0, why);
        PassOnAllOffers();
    }

    /// <summary>From the first moment on that the member works here.</summary>
    private async Task Begin()
    {
        if (_hasBegun)
            return;
        _hasBegun = true;
        await ReadRows();
        this.RegisterGrainTimer(OnTick, new GrainTimerCreationOptions(Tick, Tick));
    }
}
