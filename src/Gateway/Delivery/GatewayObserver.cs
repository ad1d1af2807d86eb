using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>What silos call. One call at a time, so each only queues and returns.</summary>
internal sealed class GatewayObserver(GatewayNode node, Connections connections, Farewell farewell, GatewayMeter meter, IGrainFactory grains) : IGatewayObserver
{
    /// <inheritdoc />
    public Task Deliver(SessionPush push)
    {
        using var span = Spans.StartPush(push.SessionId, push.StaffConnections.Length + push.PatientConnections.Length);
        meter.Pushed("events");
        // The place in a queue is of the wait before these.
        if (Array.Exists(push.Events, happened => happened.Kind is "queued" or "legStarted" or "closed"))
            connections.ForgetPosition(push.SessionId);
        foreach (var id in push.StaffConnections)
            connections.Find(id)?.Deliver(push.SessionId, push.Events);
        foreach (var id in push.PatientConnections)
            connections.Find(id)?.Deliver(push.SessionId, push.PatientEvents);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Relay(RelayPush push)
    {
        meter.Pushed("typing");
        foreach (var id in push.Connections)
            connections.Find(id)?.Write(client => client.Typing(push.SessionId, push.From));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Positions(PositionPush[] positions)
    {
        meter.Pushed("positions");
        foreach (var (session, position) in positions)
        {
            var joined = connections.Of(session);
            if (joined.IsEmpty)
                continue;
            connections.Remember(session, position);
            foreach (var connection in joined)
                if (connection.Role is null)
                    connection.Write(client => client.QueueUpdate(session, position));
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Coverage(QueueCoverage coverage)
    {
        meter.Pushed("coverage");
        foreach (var connection in connections.Staff)
            connection.Write(client => client.CoverageChanged(coverage));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task ToStaff(StaffPush push)
    {
        meter.Pushed("staff");
        foreach (var connection in push.Connections.Select(connections.Find).OfType<Connection>())
        {
            if (push.Offer is { } offer)
                connection.Write(client => client.Offer(offer));
            if (push.OfferGone is { } gone)
                connection.Write(client => client.OfferGone(gone.OfferId, gone.Why));
            if (push.Duty is { } duty)
                connection.Write(client => client.DutyChanged(duty.Duty, duty.Why));
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task TasksChanged(int open)
    {
        meter.Pushed("tasks");
        foreach (var connection in connections.Staff)
            if (connection.Role == StaffRole.Consultant)
                connection.Write(client => client.TasksChanged(open));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task CredentialEnded(string credential)
    {
        farewell.Say(credential);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task WhoHas(SessionId session)
    {
        List<JoinedConnection> joined = [];
        foreach (var connection in connections.Of(session))
            if (connection.WrittenThrough(session) is { } last)
                joined.Add(new JoinedConnection(connection.Id, connection.Caller, last));
        return joined.Count == 0
            ? Task.CompletedTask
            : grains.GetGrain<ISessionAttendance>(session.Value).Reattach(node.Id, node.Observer, [.. joined]);
    }
}
