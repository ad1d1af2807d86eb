using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The object that silos call; the silo of this process directly, so calls may come at the same time. Each only writes and returns.</summary>
internal sealed class GatewayObserver(GatewayNode node, Connections connections, Farewell farewell, GatewayMeter meter, IGrainFactory grains, TimeProvider clock) : IGatewayObserver
{
    /// <inheritdoc />
    public Task Deliver(SessionPush push)
    {
        using var span = Spans.StartPush(push.SessionId, push.StaffConnections.Length + push.PatientConnections.Length);
        meter.Pushed("events");
        // The place in a queue is of the wait before these.
        if (Array.Exists(push.Events, happened => happened.Kind is "queued" or "legStarted" or "closed"))
            connections.ForgetPosition(push.SessionId);
        var isClosed = Array.Exists(push.Events, happened => happened.Kind is "closed");
        var events = Frames.SessionEvents(push.SessionId, push.Events);
        Deliver(push.SessionId, push.StaffConnections, events, isClosed);
        if (push.PatientEvents != push.Events)
            events = Frames.SessionEvents(push.SessionId, push.PatientEvents);
        Deliver(push.SessionId, push.PatientConnections, events, isClosed);
        if (push.Events is [.., var last])
            meter.Delivered(clock.GetUtcNow() - last.At);
        // They came by a number that the person has no more: this is the last that they hear.
        if (Array.Exists(push.Events, happened => happened.Kind is "loginChanged"))
            foreach (var id in push.PatientConnections)
                if (connections.Find(id) is { } former)
                    connections.Leave(former, push.SessionId);
        return Task.CompletedTask;
    }

    private void Deliver(SessionId session, string[] ids, EventPush[] events, bool isClosed)
    {
        foreach (var id in ids)
        {
            if (connections.Find(id) is not { } connection)
                continue;
            connection.Deliver(session, events);
            if (isClosed)
                connections.Close(connection, session);
        }
    }

    /// <inheritdoc />
    public Task Relay(RelayPush push)
    {
        meter.Pushed("typing");
        var typing = Frames.Typing(push.SessionId, push.From);
        foreach (var id in push.Connections)
            connections.Find(id)?.Write(typing);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task ToCall(CallPush push)
    {
        meter.Pushed("call");
        var notice = push switch
        {
            { Signal: { } signal } => Frames.Signal(push.SessionId, signal),
            { Ready: { } ready } => Frames.CallReady(push.SessionId, ready),
            { Left: { } who } => Frames.CallLeft(push.SessionId, who),
            { Free: true } => Frames.CallFree(push.SessionId),
            _ => Frames.CallTaken(push.SessionId),
        };
        foreach (var id in push.Connections)
        {
            if (connections.Find(id) is not { } connection)
                continue;
            connection.FollowCall(push);
            connection.Write(notice, push.Signal?.Payload.Json.Length ?? Connection.NoticeBytes);
        }
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
            var update = Frames.QueueUpdate(session, position);
            foreach (var connection in joined)
                if (connection.IsPatients)
                    connection.Write(update);
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Coverage(QueueCoverage coverage)
    {
        meter.Pushed("coverage");
        var changed = Frames.CoverageChanged(coverage);
        foreach (var connection in connections.AtDesks)
            connection.Write(changed);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task ToStaff(StaffPush push)
    {
        meter.Pushed("staff");
        var notice = push switch
        {
            { Offer: { } offer } => Frames.Offer(offer),
            { OfferGone: { } gone } => Frames.OfferGone(gone),
            { CallGone: { } over } => Frames.IncomingCallGone(over),
            { Online: { } online } => Frames.OnlineChanged(online),
            _ => Frames.DutyChanged(push.Duty!),
        };
        foreach (var id in push.Connections)
            connections.Find(id)?.Write(notice);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task TasksChanged(int open)
    {
        meter.Pushed("tasks");
        var changed = Frames.TasksChanged(open);
        foreach (var connection in connections.AtDesks)
            if (connection.Standing!.Has(Right.Tasks))
                connection.Write(changed);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task RosterAlarmsChanged(int standing)
    {
        meter.Pushed("rosterAlarms");
        var changed = Frames.RosterAlarmsChanged(standing);
        foreach (var connection in connections.All)
            if (connection.Standing?.Has(Right.WatchDuty) == true)
                connection.Write(changed);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task SupervisionChanged(long revision)
    {
        meter.Pushed("supervision");
        var changed = Frames.SupervisionChanged(revision);
        foreach (var connection in connections.Watching)
            connection.Write(changed);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task AppointmentChanged(AppointmentPush push)
    {
        meter.Pushed("appointments");
        var changed = Frames.AppointmentChanged(push);
        foreach (var connection in connections.All)
            if (connection.Caller.Account is { } account && account == push.Account || connection.Caller.Staff is { } staff && push.Doctors.Contains(staff))
                connection.Write(changed);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task CallRings(RingPush push)
    {
        meter.Pushed("rings");
        var notice = push.Call is { } call ? Frames.IncomingCall(call) : Frames.IncomingCallGone(push.Gone!);
        foreach (var connection in connections.Of(push.Account))
            connection.Write(notice);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task CredentialEnded(string credential)
    {
        farewell.Say(credential);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StandingChanged(Standing standing)
    {
        farewell.Hear(standing);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task WhoHas(SessionId session)
    {
        List<JoinedConnection> joined = [];
        foreach (var connection in connections.Of(session))
            if (connection.WrittenThrough(session) is { } last)
                joined.Add(new JoinedConnection(connection.Id, connection.Caller, last, connection.Carries(session), connection.IsAside(session)));
        return joined.Count == 0
            ? Task.CompletedTask
            : grains.GrainOf<ISessionAttendance>(session.Value).Reattach(node.Id, node.Observer, [.. joined]);
    }

    /// <inheritdoc />
    public Task SessionOpened(OpenedPush push)
    {
        meter.Pushed("opened");
        var opened = Frames.SessionOpened(push);
        foreach (var connection in connections.Of(push.Account))
            connection.Write(opened);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<bool> Holds(AccountId account) => Task.FromResult(IsHere(account));

    /// <inheritdoc />
    public Task<AccountId[]> HeldOf(AccountId[] accounts) => Task.FromResult(Array.FindAll(accounts, IsHere));

    private bool IsHere(AccountId account) => !connections.Of(account).IsEmpty;
}
