using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    private const int MaxEventsAtOnce = 500;

    /// <inheritdoc />
    public async Task<Reply<JoinAnswer>> Join(Caller caller, ConnectionRef connection, IGatewayObserver gateway, long afterSequence)
    {
        // A connection that joins is shown what is stored, even where another activation stored it.
        await _journal.CatchUpAsync();
        if (SessionRules.Participant(State, caller) is not { } participant)
            return Refusal.NotFound;
        if (afterSequence < 0 || afterSequence > State.Sequence)
            return Refusal.Invalid;
        await Attach(connection, participant, gateway);
        if (participant == ParticipantId.Patient && State.Waiting?.For.Queue is { } queue)
            GrainFactory.QueueOf(queue).Refresh(Id).Ignore();
        // Events that come while the journal is read have higher numbers: the client sees no hole.
        var view = SessionViews.View(State, Now);
        var events = await _journal.EventsAfterAsync(afterSequence, MaxEventsAtOnce);
        var isPatient = participant == ParticipantId.Patient;
        return new JoinAnswer(
            view,
            [.. events.Take(MaxEventsAtOnce).Select(happened => isPatient ? EventViews.ForPatient(happened) : EventViews.ForStaff(happened))],
            events.Count > MaxEventsAtOnce);
    }

    /// <inheritdoc />
    public async Task Reattach(GatewayId gateway, IGatewayObserver observer, JoinedConnection[] connections)
    {
        foreach (var joined in connections)
        {
            if (SessionRules.Participant(State, joined.Caller) is not { } participant)
                continue;
            await Attach(new ConnectionRef(gateway, joined.Connection), participant, observer);
            if (joined.Carries is { } calls)
                Restore(joined.Caller, participant, new ConnectionRef(gateway, joined.Connection), calls);
            var missed = await _journal.EventsAfterAsync(joined.Sequence, MaxEventsAtOnce);
            if (missed.Count == 0)
                continue;
            var isPatient = participant == ParticipantId.Patient;
            observer.Deliver(Push([.. missed.Take(MaxEventsAtOnce)], isPatient ? [] : [joined.Connection], isPatient ? [joined.Connection] : [])).Ignore();
        }
    }

    /// <inheritdoc />
    public Task Detach(ConnectionRef connection, DateTimeOffset lastHeardAt)
    {
        _connections.Detach(connection, lastHeardAt);
        _carriers?.Detach(connection);
        if (!_connections.Gateways.Contains(connection.Gateway))
            gateways.Unwatch(connection.Gateway, Id);
        Arm();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task GatewayLost(GatewayId gateway, DateTimeOffset lastHeardAt)
    {
        _connections.Lose(gateway, lastHeardAt);
        _carriers?.Lose(gateway);
        Arm();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Typing(Caller caller)
    {
        if (SessionRules.Participant(State, caller) is { } participant && State.IsOpen)
            foreach (var (gateway, connections) in _connections.Others(participant))
                gateway.Relay(new RelayPush(Id, participant, connections)).Ignore();
        return Task.CompletedTask;
    }

    private async Task Attach(ConnectionRef connection, ParticipantId participant, IGatewayObserver gateway)
    {
        var before = PresenceIn(State);
        _connections.Attach(connection, participant, gateways.Nearest(connection.Gateway, gateway));
        gateways.Watch(connection.Gateway, Id);
        // The first page of a patient is no event: the queue alone is told, and asks where it was not.
        if (!await Happen(state => SessionRules.Rejoin(state, participant)) && PresenceIn(State) != before)
            TellQueue();
    }

    /// <inheritdoc />
    public Presence PresenceIn(SessionState state) => SessionRules.PresenceOf(state, _connections.HasPatientJoined);

    private void TellQueue()
    {
        if (SessionViews.WaitingOf(State, PresenceIn(State)) is { Wait.For.Queue: { } queue } waiting)
            GrainFactory.QueueOf(queue).Enqueue(waiting).Ignore();
    }

    /// <inheritdoc />
    void IJournalOwner.Loaded()
    {
        if (State.IsOpen)
            _connections.Follow(State, Now);
    }

    /// <inheritdoc />
    void IJournalOwner.Drop() => DeactivateOnIdle();

    /// <inheritdoc />
    void IJournalOwner.Stored(SessionState before, SessionEvent[] events)
    {
        Publish(events);
        // A message moves nobody, and brings no deadline nearer.
        if (events is [{ Fact: Message }])
            return;
        var after = State;
        if (SessionMoves.OfPeople(before, after))
        {
            _connections.Follow(after, Now);
            _carriers?.Keep(SessionRules.Present(after));
        }
        if (SessionMoves.OutOfCall(before, after))
            _carriers?.Keep([]);
        Announce(before, after);
        Arm();
    }

    /// <summary>Each gateway gets a single one-way call; the edge is never waited for.</summary>
    private void Publish(SessionEvent[] events)
    {
        foreach (var audience in _connections.Audiences)
            audience.Gateway.Deliver(Push(events, audience.Staff, audience.Patient)).Ignore();
    }

    private SessionPush Push(SessionEvent[] events, string[] staff, string[] patient)
    {
        var full = Array.ConvertAll(events, EventViews.ForStaff);
        var filtered = Array.Exists(events, happened => EventViews.IsForStaffOnly(happened.Fact)) ? Array.ConvertAll(events, EventViews.ForPatient) : full;
        return new SessionPush(Id, full, filtered, staff, patient);
    }

    /// <summary>Tells queues and specialists what moved: hints, repaired by the rows.</summary>
    private void Announce(SessionState before, SessionState after)
    {
        if (SessionMoves.OutOfQueue(before, after) is { } left)
            GrainFactory.QueueOf(left).Remove(Id, before.Ticket, isAdmitted: after.Leg is not null).Ignore();
        if (SessionMoves.OfWaiting(before, after))
            TellQueue();
        foreach (var (staff, legEnded, conclusionSigned, mode) in SessionMoves.OfSpecialists(before, after))
            Specialist(staff).SessionMoved(Id, legEnded, conclusionSigned, mode).Ignore();
    }

    private ISpecialist Specialist(StaffSnapshot staff) => GrainFactory.SpecialistAt(Posts.DeskOf(staff.Queue), staff.StaffId);
}
