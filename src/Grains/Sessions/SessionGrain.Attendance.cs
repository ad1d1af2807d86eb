using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    private const int MaxEventsAtOnce = 500;

    private readonly SessionConnections _connections = new();
    private DateTimeOffset _declareFrom;

    /// <inheritdoc />
    public async Task<Reply<JoinAnswer>> Join(Caller caller, ConnectionRef connection, IGatewayObserver gateway, long afterSequence)
    {
        await CatchUp();
        if (SessionRules.Participant(_state, caller) is not { } participant)
            return Refusal.NotFound;
        if (afterSequence < 0 || afterSequence > _state.Sequence)
            return Refusal.Invalid;
        await Attach(connection, participant, gateway);
        if (participant == ParticipantId.Patient && _state.Waiting?.For.Queue is { } queue)
            GrainFactory.QueueOf(queue).Refresh(Id).Ignore();
        // Events that come while the journal is read have higher numbers: the client sees no hole.
        var view = SessionViews.View(_state, Now);
        var events = await EventsAfter(afterSequence);
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
            if (SessionRules.Participant(_state, joined.Caller) is not { } participant)
                continue;
            await Attach(new ConnectionRef(gateway, joined.Connection), participant, observer);
            if (joined.Carries is { } calls)
                Restore(joined.Caller, participant, new ConnectionRef(gateway, joined.Connection), calls);
            var missed = await EventsAfter(joined.Sequence);
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
        if (SessionRules.Participant(_state, caller) is { } participant && _state.IsOpen)
            foreach (var (gateway, connections) in _connections.Others(participant))
                gateway.Relay(new RelayPush(Id, participant, connections)).Ignore();
        return Task.CompletedTask;
    }

    /// <summary>A connection that joins is shown what is stored, even where another activation stored it.</summary>
    private async Task CatchUp()
    {
        var heads = await stores.Journal.HeadsAsync([Id]);
        if (heads is not [var head] || head.Sequence <= _state.Sequence)
            return;
        await Load();
        DeactivateOnIdle();
    }

    private async Task Attach(ConnectionRef connection, ParticipantId participant, IGatewayObserver gateway)
    {
        var before = PresenceIn(_state);
        _connections.Attach(connection, participant, gateways.Nearest(connection.Gateway, gateway));
        gateways.Watch(connection.Gateway, Id);
        // The first page of a patient is no event: the queue alone is told, and asks where it was not.
        if (!await Happen(state => SessionRules.Rejoin(state, participant)) && PresenceIn(_state) != before)
            TellQueue();
    }

    private Presence PresenceIn(SessionState state) => SessionRules.PresenceOf(state, _connections.HasPatientJoined);

    private void TellQueue()
    {
        if (SessionViews.WaitingOf(_state, PresenceIn(_state)) is { Wait.For.Queue: { } queue } waiting)
            GrainFactory.QueueOf(queue).Enqueue(waiting).Ignore();
    }

    private async Task<IReadOnlyList<SessionEvent>> EventsAfter(long sequence)
    {
        if (sequence >= _state.Sequence - _tail.Count)
            return [.. _tail.Where(happened => happened.Sequence > sequence)];
        var commits = await stores.Journal.ReadAsync(Id, sequence + 1);
        return [.. commits.SelectMany(JournalCodec.Decode).Where(happened => happened.Sequence > sequence).Take(MaxEventsAtOnce + 1)];
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
        if (before.Ticket != after.Ticket && before.Waiting?.For.Queue is { } left)
            GrainFactory.QueueOf(left).Remove(Id, before.Ticket, isAdmitted: after.Leg is not null).Ignore();
        if (before.Ticket != after.Ticket || before.Mode != after.Mode || before.Participants != after.Participants)
            TellQueue();
        if (ReferenceEquals(before.Leg, after.Leg) && before.Consultations == after.Consultations && before.Mode == after.Mode)
            return;
        if (before.Leg is { } leg && after.Leg?.Ticket != leg.Ticket)
            Specialist(leg.Staff).SessionMoved(Id, legEnded: true, conclusionSigned: false).Ignore();
        else if (before.Mode != after.Mode && after.Leg is { } goesOn)
            Specialist(goesOn.Staff).SessionMoved(Id, legEnded: false, conclusionSigned: false, new LegMode(after.Mode, [.. goesOn.Slots])).Ignore();
        for (var i = 0; i < before.Consultations.Length; i++)
            if (after.Consultations[i].Signed && !before.Consultations[i].Signed)
                Specialist(after.Consultations[i].Doctor).SessionMoved(Id, legEnded: false, conclusionSigned: true).Ignore();
    }

    private ISpecialist Specialist(StaffSnapshot staff) => GrainFactory.SpecialistAt(Posts.DeskOf(staff.Queue), staff.StaffId);
}
