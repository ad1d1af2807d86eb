using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The work that all specialists have in common: duty, offers, the desk. Awaited calls go hub → specialist → session only.</summary>
internal abstract partial class SpecialistGrain(
    Desk desk, IPersistentState<DutyState> stored, StaffStores stores, IOptions<LimitOptions> options, TimeProvider clock) : Grain, ISpecialist
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RowsEvery = TimeSpan.FromSeconds(10);

    private readonly LimitOptions _limits = options.Value;
    private readonly StaffTabs _tabs = new();
    private HeldSessions _held = null!;
    private Standing? _standing;
    private DateTimeOffset _idleSince;
    private DateTimeOffset _renewedAt;
    private DateTimeOffset _rowsReadAt;
    private (bool OnDuty, bool IsWrappingUp, int FreeUnits, bool IsBeyondTaken) _toldQueue;
    private IGrainTimer? _nextEnd;

    /// <summary>The limits and capacities in force.</summary>
    protected LimitOptions Limits => _limits;

    /// <summary>The staff member.</summary>
    protected StaffId Id => new(this.GetPrimaryKeyString());

    /// <summary>How many units of capacity this kind of specialist has.</summary>
    protected abstract int Units { get; }

    /// <summary>Whether time is given after a session.</summary>
    protected abstract bool WrapsUp { get; }

    /// <summary>The storage they use.</summary>
    protected StaffStores Stores => stores;

    /// <summary>The name shown to patients.</summary>
    protected string Name => _standing!.Name;

    /// <summary>The platform's clock.</summary>
    protected DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Whether there is such a specialist, at this desk.</summary>
    protected bool IsKnown => _standing?.WorksAt(desk) == true;

    /// <summary>The post in which they work at this desk, the first of several.</summary>
    protected Post Post => Posts.InOrder(_standing?.Posts ?? []).FirstOrDefault(post => Posts.Of(post).Desk == desk);

    /// <summary>The queue whose patients are offered here; null when nothing is.</summary>
    private QueueKind? Queue => Posts.QueueAt(desk, _standing!.Posts);

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellation)
    {
        _held = new HeldSessions(desk, Units);
        _standing = (await stores.Staff.FindAsync(Id))?.Standing;
        _idleSince = Now;
        if (IsKnown)
            await Begin();
    }

    /// <inheritdoc />
    public async Task<Reply<DeskView>> Desk()
    {
        if (!IsKnown)
            return Refusal.NotFound;
        await ReadRows();
        var awaiting = WrapsUp ? await stores.Rows.AwaitingSignatureAsync(Id) : [];
        return new DeskView(_standing!.View, DutyNow(), [.. _offers.Values.Select(offer => offer.Lease.Offer with { Now = Now })], [.. _held.Sessions], [.. awaiting], Now, Booked(), Rings);
    }

    /// <inheritdoc />
    public Task Attach(ConnectionRef connection, IGatewayObserver gateway)
    {
        if (!IsKnown)
            return Task.CompletedTask;
        DelayDeactivation(StaffTabs.Forgotten * 4);
        if (_tabs.Attach(connection, gateway, Now))
        {
            // News told while this tab was not known, here or by an activation before this one, is lost: the tab hears how it stands.
            gateway.ToStaff(new StaffPush([connection.Connection], Duty: new DutyNotice(DutyNow(), DutyChangeReason.Switched))).Ignore();
            foreach (var offer in _offers.Values)
                gateway.ToStaff(new StaffPush([connection.Connection], Offer: offer.Lease.Offer with { Now = Now })).Ignore();
            Renew();
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Detach(ConnectionRef connection)
    {
        _tabs.Detach(connection);
        if (IsKnown)
            Renew();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<Reply<DutyView>> SetDuty(CommandId command, Duty duty)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        if (command.Value == Guid.Empty || duty is not (Duty.Available or Duty.Away or Duty.Off))
            return Refusal.Invalid;
        var order = RecordCommand.Of(Caller.Of(Id), command, nameof(SetDuty), Now, Words.Of(desk), Words.Of(duty));
        if (stored.State.FirstAnswer(command) is { } known)
            return known.Duty == duty ? await Remembered(order, new DutyView(duty, null, Now)) : Refusal.CommandReused;
        if (await stores.Commands.FirstAnswerAsync<DutyView>(order) is { } first)
            return first.Value is null ? first : new DutyView(duty, null, Now);
        if (duty == Duty.Off)
            await LeaveDuty();
        stored.State.Generation = _standing!.Generation;
        await Switch(duty, wrapUpUntil: null, missed: 0, DutyChangeReason.Switched, new DutyCommand(command, Now, duty, null));
        if (duty != Duty.Available)
            PassOnAllOffers();
        else
            foreach (var other in Posts.DesksOf(_standing.Posts).Where(other => other != desk))
                GrainFactory.SpecialistAt(other, Id).StepAside().Ignore();
        return await Remembered(order, DutyNow());
    }

    /// <inheritdoc />
    public async Task SessionMoved(SessionId session, bool legEnded, bool conclusionSigned, LegMode? mode)
    {
        if (!IsKnown)
            return;
        if (mode is { } changed)
        {
            _held.Change(session, changed);
            PassOnWhatDoesNotFit();
        }
        if (legEnded && _held.Remove(session))
            await LegOver(leavesWork: !conclusionSigned);
        if (conclusionSigned && stored.State.WrapUpUntil is not null)
            await EndWrapUp();
        RingBooked();
        Renew();
    }

    private async Task OnTick()
    {
        _tabs.Forget(Now);
        if (stored.State.WrapUpUntil <= Now)
            await EndWrapUp();
        await ExpireOffers();
        Arm();
        if (Now - _rowsReadAt >= RowsEvery && (stored.State.Duty != Duty.Off || _tabs.Any))
            await ReadRows();
        if (Now - _renewedAt >= RenewEvery || _toldQueue != Room)
            Renew();
        await LookAround();
    }

    /// <summary>Whoever said so first: the session, or its row, where the session's word was overtaken or lost.</summary>
    /// <param name="leavesWork">Whether there is a conclusion to finish: where it was signed during the talk, the specialist is free at once.</param>
    private async Task LegOver(bool leavesWork)
    {
        _idleSince = Now;
        if (leavesWork && WrapsUp && stored.State.Duty == Duty.Available)
            await Switch(Duty.Available, Now + _limits.WrapUp, stored.State.OffersMissed, DutyChangeReason.ConsultationEnded);
    }

    /// <summary>The call to a patient that rings, and meanwhile nothing is offered; null while none does.</summary>
    protected virtual RungCall? Rings => null;

    /// <summary>Whether any tab of the specialist is open.</summary>
    protected bool HasTabs => _tabs.Any;

    /// <summary>Looks at whatever the specialist's pages show and nobody tells.</summary>
    protected virtual Task LookAround() => Task.CompletedTask;

    /// <summary>Whether a session that began with the specialist goes on.</summary>
    protected bool IsOnPhone => _held.IsOnPhone;

    /// <summary>The units that a session claims which begins with the specialist.</summary>
    protected int[] SlotsBeside => [_held.UnitBeside];

    /// <summary>Writes to all tabs of the specialist.</summary>
    protected void Tell(Func<string[], StaffPush> push) => _tabs.Send(push);

    /// <summary>Ends whatever else ends when the specialist goes off duty.</summary>
    protected virtual Task LeaveDuty() => Task.CompletedTask;

    /// <summary>The answer, when the command is stored with the records: at both desks of a member, and after hundreds of others, it is known there.</summary>
    private async Task<Reply<T>> Remembered<T>(RecordCommand command, T answer) where T : class
    {
        var kept = await stores.Commands.AnswerAsync(command, answer);
        return kept.Value is null ? kept : answer;
    }

    /// <summary>Why a command of this specialist can't be stored with the records: the id was used for the duty; null when it can.</summary>
    protected Refusal? Refuse(CommandId command) =>
        command.Value == Guid.Empty ? Refusal.Invalid : stored.State.FirstAnswer(command) is null ? null : Refusal.CommandReused;

    private Task EndWrapUp() => Switch(stored.State.Duty, wrapUpUntil: null, stored.State.OffersMissed, DutyChangeReason.WrapUpOver);

    private async Task Switch(Duty wanted, DateTimeOffset? wrapUpUntil, int missed, DutyChangeReason why, DutyCommand? command = null)
    {
        var before = DutyNow();
        var next = stored.State with { Duty = wanted, WrapUpUntil = wrapUpUntil, OffersMissed = missed };
        if (ViewOf(next).Duty != before.Duty)
            next = next with { Why = why, Since = Now };
        // A switch that is not stored was not answered: its repeat is carried out, and told.
        await stored.StoreAsync(command is null ? next : next.With(command, Now));
        Arm();
        var after = DutyNow();
        if (before.Duty != after.Duty)
            _tabs.Send(connections => new StaffPush(connections, Duty: new DutyNotice(after, why)));
        Renew();
    }

    /// <summary>Has the next thing that ends end to the moment: the next regular tick may be a second later.</summary>
    /// <remarks>Each tick says it again: after a restart nobody has, and a timer may come some milliseconds early, because it goes by a coarser clock.</remarks>
    private void Arm()
    {
        if (_offers.Values.Select(held => held.Lease.Offer.ExpiresAt).Append(stored.State.WrapUpUntil).Min() is not { } end)
            return;
        // Timers count whole milliseconds.
        var wait = (end > Now ? end - Now : TimeSpan.Zero) + TimeSpan.FromMilliseconds(1);
        if (_nextEnd is null)
            _nextEnd = this.RegisterGrainTimer(OnTick, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan));
        else
            _nextEnd.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private DutyView DutyNow() => ViewOf(stored.State);

    private DutyView ViewOf(DutyState state) => state.WrapUpUntil is { } until && state.Duty == Duty.Available
        ? new DutyView(Duty.WrapUp, until, Now, state.Why)
        : new DutyView(state.Duty, null, Now, state.Why);

    /// <summary>On duty means present and available; who finishes a conclusion is, too.</summary>
    private bool IsOnDuty => stored.State.Duty == Duty.Available && _tabs.Any;

    /// <summary>Present, also during a break of one's own; whoever missed offers has a page open, and nobody before it.</summary>
    private bool IsHere => _tabs.Any && (stored.State.Duty == Duty.Available || stored.State is { Duty: Duty.Away, Why: not DutyChangeReason.OffersMissed });

    /// <summary>No offers meanwhile.</summary>
    private bool IsWrappingUp => stored.State.WrapUpUntil is not null;

    /// <summary>Whatever a queue is told at once when it changes.</summary>
    private (bool OnDuty, bool IsWrappingUp, int FreeUnits, bool IsBeyondTaken) Room => (IsOnDuty, IsWrappingUp, _held.FreeUnits, _held.IsBeyondTaken);

    protected void Renew()
    {
        _renewedAt = Now;
        _toldQueue = Room;
        if (!IsKnown)
            return;
        var free = _offers.Count > 0 || Rings is not null ? 0 : _held.FreeUnits;
        var availability = new Availability(
            Id, IsOnDuty, free, Units, _idleSince, IsWrappingUp, stored.State.WrapUpUntil, _held.IsOnPhone, KeptFreeFor, Name, IsHere, DutyNow().Duty, stored.State.Since, _tabs.Any, desk, _held.IsBeyondTaken);
        if (Queue is { } queue)
            stores.Queues.Of(GrainFactory, queue, Id).Renew(availability).Ignore();
        else
            GrainFactory.GrainOf<ISupervisionGrain>(ISupervisionGrain.Key).Renew(availability).Ignore();
    }

    /// <summary>A session came to this desk beside the offers: what there is no room for meanwhile is passed on.</summary>
    protected async Task TookBeside()
    {
        await ReadRows();
        PassOnWhatDoesNotFit();
        Renew();
    }

    private async Task ReadRows()
    {
        _rowsReadAt = Now;
        if (_held.Become(await stores.Rows.OfStaffAsync(Id)))
            await LegOver(leavesWork: WrapsUp && (await stores.Rows.AwaitingSignatureAsync(Id)).Count > 0);
        if (desk != Contracts.Desk.Doctor)
            return;
        await ReadBookings();
        await ReadAwaiting();
    }

    /// <summary>The specialist as sessions know them.</summary>
    protected StaffSnapshot Snapshot(QueueKind queue) => new(Id, Posts.RoleAt(desk), Name, queue, Units);
}
