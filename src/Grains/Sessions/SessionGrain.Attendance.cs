using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public async Task Reattach(GatewayId gateway, IGatewayObserver observer, JoinedConnection[] connections)
    {
        foreach (var joined in connections)
        {
            if (SessionRules.Participant(State, joined.Caller) is not { } participant)
                continue;
            await Attach(new ConnectionRef(gateway, joined.Connection), participant, observer);
            if (participant == ParticipantId.Patient)
                await Look(new ConnectionRef(gateway, joined.Connection), joined.IsAside);
            if (joined.Carries is { } calls)
                Restore(joined.Caller, participant, new ConnectionRef(gateway, joined.Connection), calls);
            // Where it missed more than a page, it sees so by the next number that it hears, and joins again.
            var missed = await _journal.EventsAfterAsync(joined.Sequence, EventPages.FirstBytes);
            if (missed.Count == 0)
                continue;
            var isPatient = participant == ParticipantId.Patient;
            observer.Deliver(Push([.. missed], isPatient ? [] : [joined.Connection], isPatient ? [joined.Connection] : [])).Ignore();
        }
    }

    /// <inheritdoc />
    public Task Detach(ConnectionRef connection, DateTimeOffset lastHeardAt)
    {
        var before = PresenceIn(State);
        _connections.Detach(connection, lastHeardAt);
        TellPresence(before);
        if (_carriers?.Detach(connection) is { } participant)
            Free(participant, connection);
        if (!_connections.Gateways.Contains(connection.Gateway))
            gateways.Unwatch(connection.Gateway, Id);
        Arm();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task GatewayLost(GatewayId gateway, DateTimeOffset lastHeardAt)
    {
        var before = PresenceIn(State);
        _connections.Lose(gateway, lastHeardAt);
        TellPresence(before);
        foreach (var participant in _carriers?.Lose(gateway) ?? [])
            Free(participant);
        Arm();
        return Task.CompletedTask;
    }

    private async Task Attach(ConnectionRef connection, ParticipantId participant, IGatewayObserver gateway)
    {
        var before = PresenceIn(State);
        _connections.Attach(connection, participant, gateways.Nearest(connection.Gateway, gateway));
        gateways.Watch(connection.Gateway, Id);
        // The first page of a patient is no event: the queue alone is told, and asks where it was not.
        if (!await Happen(state => SessionRules.Rejoin(state, participant)))
            TellPresence(before);
    }

    /// <summary>No event says that somebody is there, or put the page aside: the queue alone is told.</summary>
    private void TellPresence(Presence before)
    {
        if (PresenceIn(State) != before)
            TellAwaited();
    }

    /// <inheritdoc />
    public Presence PresenceIn(SessionState state) => SessionRules.PresenceOf(state, _connections.HasPatientJoined, _connections.IsPatientLooking);
}
