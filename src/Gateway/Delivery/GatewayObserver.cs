using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>What silos call. One sequential pump: every method only puts into channels and returns.</summary>
public sealed class GatewayObserver(IGrainFactory grains, Connections connections) : IGatewayObserver
{
    /// <summary>This process; a restarted one is another.</summary>
    public GatewayId Id { get; } = new(Guid.CreateVersion7().ToString("N"));

    /// <summary>The reference under which silos know it.</summary>
    public IGatewayObserver? Reference { get; set; }

    /// <inheritdoc />
    public Task Deliver(SessionPush push)
    {
        Send(push.SessionId, push.StaffConnections, push.Events);
        Send(push.SessionId, push.PatientConnections, push.PatientEvents);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Relay(RelayPush push)
    {
        foreach (var id in push.Connections)
            connections.Find(id)?.Send(new Outgoing(client => client.Typing(push.SessionId, push.From)));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Positions(PositionPush[] positions)
    {
        foreach (var push in positions)
        {
            connections.Remember(push.SessionId, push.Position);
            foreach (var connection in connections.Of(push.SessionId))
                if (connection.Caller.Kind != CallerKind.Staff)
                    connection.Send(new Outgoing(client => client.QueueUpdate(push.SessionId, push.Position)));
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Coverage(QueueCoverage coverage)
    {
        foreach (var connection in connections.All)
            if (connection.Caller.Kind == CallerKind.Staff)
                connection.Send(new Outgoing(client => client.CoverageChanged(coverage)));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task ToStaff(StaffPush push)
    {
        foreach (var id in push.Connections)
        {
            if (connections.Find(id) is not { } connection)
                continue;
            if (push.Offer is { } offer)
                connection.Send(new Outgoing(client => client.Offer(offer)));
            if (push.OfferGone is { } gone)
                connection.Send(new Outgoing(client => client.OfferGone(gone.OfferId, gone.Why)));
            if (push.Duty is { } changed)
                connection.Send(new Outgoing(client => client.DutyChanged(changed.Duty, changed.Why)));
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task WhoHas(SessionId session)
    {
        var joined = connections.Of(session)
            .Select(connection => new JoinedConnection(connection.Id, connection.Caller, connection.Written(session)))
            .ToArray();
        if (joined.Length > 0 && Reference is { } reference)
            grains.GetGrain<ISessionAttendance>(session.Value).Reattach(Id, reference, joined).Ignore();
        return Task.CompletedTask;
    }

    private void Send(SessionId session, string[] ids, SessionEventView[] events)
    {
        foreach (var id in ids)
            if (connections.Find(id) is { } connection)
                foreach (var happened in events)
                    connection.Send(new Outgoing(client => client.SessionEvent(session, happened), session, happened.Sequence));
    }
}
