using System.Collections.Concurrent;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>A gateway without connections: keeps what it was told, and answers as a gateway does.</summary>
internal sealed class FakeGateway : IGatewayObserver
{
    private readonly ConcurrentDictionary<(SessionId, string), JoinedConnection> _joined = new();
    private readonly ConcurrentDictionary<string, List<SessionEventView>> _events = new();
    private readonly ConcurrentQueue<StaffPush> _staff = new();
    private readonly ConcurrentQueue<RelayPush> _relayed = new();
    private readonly ConcurrentQueue<CallPush> _calls = new();
    private readonly ConcurrentDictionary<SessionId, QueuePositionView> _positions = new();
    private readonly ConcurrentDictionary<QueueKind, QueueCoverage> _coverage = new();
    private readonly ConcurrentQueue<string> _ended = new();
    private readonly ConcurrentQueue<int> _rosterAlarms = new();
    private readonly IGrainFactory _grains;
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;

    public FakeGateway(IGrainFactory grains)
    {
        _grains = grains;
        Reference = grains.CreateObjectReference<IGatewayObserver>(this);
    }

    public GatewayId Id { get; } = new(Guid.NewGuid().ToString("N"));

    public IGatewayObserver Reference { get; }

    public IReadOnlyCollection<StaffPush> StaffPushes => _staff;

    public IReadOnlyCollection<RelayPush> Relayed => _relayed;

    /// <summary>The news of its calls that a connection was told.</summary>
    public CallPush[] Calls(ConnectionRef connection) => [.. _calls.Where(push => push.Connections.Contains(connection.Connection))];

    /// <summary>Credentials that it was told are over.</summary>
    public IReadOnlyCollection<string> Ended => _ended;

    /// <summary>How many tasks it was told are open; -1 before.</summary>
    public int OpenTasks { get; private set; } = -1;

    /// <summary>Until this gateway is told something, or the time is over.</summary>
    public async Task Told(TimeSpan atMost)
    {
        try
        {
            await _told.Task.WaitAsync(atMost);
        }
        catch (TimeoutException)
        {
            // Nothing came: the caller looks again.
        }
    }

    public Task<GatewayNews> Renew() => _grains.GetGrain<IGatewaysGrain>(0).Renew(Id, Reference);

    public ConnectionRef NewConnection() => new(Id, $"c{Interlocked.Increment(ref _connections)}");

    /// <summary>Joins as a hub does: what comes afterwards is in <see cref="Received"/>.</summary>
    public async Task<ConnectionRef> Join(Caller caller, SessionId session, ConnectionRef? connection = null)
    {
        var joining = connection ?? NewConnection();
        var answer = (await _grains.GetGrain<ISession>(session.Value).Join(caller, joining, Reference, 0)).Value!;
        _joined[(session, joining.Connection)] = new JoinedConnection(joining.Connection, caller, answer.View.Sequence);
        lock (_events)
            _events.GetOrAdd(joining.Connection, _ => []).AddRange(answer.Events);
        return joining;
    }

    /// <summary>The connection of a page is gone, as where a phone froze it.</summary>
    public Task Leave(SessionId session, ConnectionRef connection, DateTimeOffset lastHeardAt)
    {
        _joined.TryRemove((session, connection.Connection), out _);
        return _grains.GetGrain<ISessionAttendance>(session.Value).Detach(connection, lastHeardAt);
    }

    /// <summary>Forgets a connection as a power cut does: nobody is told.</summary>
    public void Forget(SessionId session, ConnectionRef connection) => _joined.TryRemove((session, connection.Connection), out _);

    /// <summary>The events that a connection got, in the session's order: that of arrival is not promised.</summary>
    public SessionEventView[] Received(ConnectionRef connection)
    {
        lock (_events)
            return [.. _events.GetOrAdd(connection.Connection, _ => []).OrderBy(happened => happened.Sequence)];
    }

    public string[] Texts(ConnectionRef connection) =>
        [.. Received(connection).Where(happened => happened.Kind == "message").Select(happened => JsonDocument.Parse(happened.Data).RootElement.GetProperty("text").GetString()!)];

    public QueuePositionView? Position(SessionId session) => _positions.GetValueOrDefault(session);

    public QueueCoverage? CoverageOf(QueueKind queue) => _coverage.GetValueOrDefault(queue);

    /// <summary>The offers that ring at a tab now.</summary>
    public OfferView? OfferTo(ConnectionRef tab)
    {
        var gone = _staff.Select(push => push.OfferGone?.OfferId).ToHashSet();
        return _staff.LastOrDefault(push => push.Offer is { } offer && push.Connections.Contains(tab.Connection) && !gone.Contains(offer.OfferId))?.Offer;
    }

    public Task Deliver(SessionPush push)
    {
        foreach (var connection in push.StaffConnections)
            Keep(push.SessionId, connection, push.Events);
        foreach (var connection in push.PatientConnections)
            Keep(push.SessionId, connection, push.PatientEvents);
        return Tell();
    }

    public Task Relay(RelayPush push)
    {
        _relayed.Enqueue(push);
        return Tell();
    }

    public Task ToCall(CallPush push)
    {
        _calls.Enqueue(push);
        return Tell();
    }

    public Task Positions(PositionPush[] positions)
    {
        foreach (var push in positions)
            _positions[push.SessionId] = push.Position;
        return Tell();
    }

    public Task Coverage(QueueCoverage coverage)
    {
        _coverage[coverage.Queue] = coverage;
        return Tell();
    }

    public Task TasksChanged(int open)
    {
        OpenTasks = open;
        return Tell();
    }

    /// <summary>How many alarms of rosters it was told stand, each time.</summary>
    public int[] RosterAlarms => [.. _rosterAlarms];

    public Task RosterAlarmsChanged(int standing)
    {
        _rosterAlarms.Enqueue(standing);
        return Tell();
    }

    /// <summary>The revisions of the view of the service that it was told of.</summary>
    public ConcurrentQueue<long> Supervision { get; } = new();

    public Task SupervisionChanged(long revision)
    {
        Supervision.Enqueue(revision);
        return Tell();
    }

    /// <summary>The changed bookings that it was told of.</summary>
    public ConcurrentQueue<AppointmentPush> Appointments { get; } = new();

    public Task AppointmentChanged(AppointmentPush push)
    {
        Appointments.Enqueue(push);
        return Tell();
    }

    public Task CredentialEnded(string credential)
    {
        _ended.Enqueue(credential);
        return Tell();
    }

    /// <summary>Standings that it was told.</summary>
    public ConcurrentQueue<Standing> Standings { get; } = new();

    public Task StandingChanged(Standing standing)
    {
        Standings.Enqueue(standing);
        return Tell();
    }

    public Task ToStaff(StaffPush push)
    {
        _staff.Enqueue(push);
        return Tell();
    }

    public Task WhoHas(SessionId session)
    {
        var joined = _joined.Where(pair => pair.Key.Item1 == session).Select(pair => pair.Value).ToArray();
        return joined.Length == 0 ? Task.CompletedTask : _grains.GetGrain<ISessionAttendance>(session.Value).Reattach(Id, Reference, joined);
    }

    /// <summary>Accounts with a page that is in no session.</summary>
    public ConcurrentDictionary<AccountId, bool> Online { get; } = new();

    /// <summary>Sessions that the platform opened by itself, as it told.</summary>
    public ConcurrentQueue<OpenedPush> Opened { get; } = new();

    public Task SessionOpened(OpenedPush push)
    {
        Opened.Enqueue(push);
        return Tell();
    }

    public Task<bool> Holds(AccountId account) => Task.FromResult(Online.ContainsKey(account));

    public Task<AccountId[]> HeldOf(AccountId[] accounts) => Task.FromResult(Array.FindAll(accounts, Online.ContainsKey));

    /// <summary>Calls that it was told ring, and their ends.</summary>
    public ConcurrentQueue<RingPush> Rings { get; } = new();

    public Task CallRings(RingPush push)
    {
        Rings.Enqueue(push);
        return Tell();
    }

    private void Keep(SessionId session, string connection, SessionEventView[] events)
    {
        lock (_events)
        {
            var kept = _events.GetOrAdd(connection, _ => []);
            kept.AddRange(events.Where(happened => kept.TrueForAll(known => known.Sequence != happened.Sequence)));
            if (_joined.TryGetValue((session, connection), out var joined) && kept.Count > 0)
                _joined[(session, connection)] = joined with { Sequence = kept.Max(known => known.Sequence) };
        }
    }

    private Task Tell()
    {
        Interlocked.Exchange(ref _told, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        return Task.CompletedTask;
    }
}
