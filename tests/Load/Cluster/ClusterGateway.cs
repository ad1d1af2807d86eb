using System.Collections.Concurrent;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>Plays a gateway towards the grains: a lease renewed, rounds, connections without sockets.</summary>
internal sealed class ClusterGateway : IGatewayObserver, IAsyncDisposable
{
    private const int MaxSessionsAtOnce = 1_000;
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RoundEvery = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, ClusterLine> _lines = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly IGrainFactory _grains;
    private Task _rounds = Task.CompletedTask;
    private int _connections;

    private ClusterGateway(IGrainFactory grains)
    {
        _grains = grains;
        Reference = grains.CreateObjectReference<IGatewayObserver>(this);
    }

    /// <summary>The gateway's id to silos.</summary>
    public GatewayId Id { get; } = new(Guid.CreateVersion7().ToString("N"));

    /// <summary>How silos call it.</summary>
    public IGatewayObserver Reference { get; }

    /// <summary>Joins the cluster.</summary>
    public static async Task<ClusterGateway> StartAsync(IGrainFactory grains)
    {
        var gateway = new ClusterGateway(grains);
        await gateway.Renew();
        gateway._rounds = Task.WhenAll(gateway.Repeat(RenewEvery, gateway.Renew), gateway.Repeat(RoundEvery, gateway.Round));
        return gateway;
    }

    /// <summary>A new connection.</summary>
    public async Task<ILine> ConnectAsync(Credential credential, IListener listener)
    {
        var connection = FormattableString.Invariant($"c{Interlocked.Increment(ref _connections)}");
        var line = new ClusterLine(this, _grains, credential, new ConnectionRef(Id, connection), listener);
        _lines[connection] = line;
        // As a gateway does: the connection is there, and the rounds attach it again.
        await Try(line.AttachAsync);
        return line;
    }

    /// <summary>A connection is gone.</summary>
    public void Remove(ClusterLine line) => _lines.TryRemove(line.Reference.Connection, out _);

    /// <inheritdoc />
    public Task Deliver(SessionPush push)
    {
        foreach (var line in LinesOf(push.StaffConnections))
            line.Hear(push.SessionId, push.Events);
        foreach (var line in LinesOf(push.PatientConnections))
            line.Hear(push.SessionId, push.PatientEvents);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task ToStaff(StaffPush push)
    {
        foreach (var line in LinesOf(push.Connections))
            line.Hear(push);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task SessionOpened(OpenedPush push) => Task.CompletedTask;

    public Task<bool> Holds(AccountId account) => Task.FromResult(false);

    public Task<AccountId[]> HeldOf(AccountId[] accounts) => Task.FromResult<AccountId[]>([]);

    /// <inheritdoc />
    public Task CallRings(RingPush push) => Task.CompletedTask;

    /// <inheritdoc />
    public Task WhoHas(SessionId session)
    {
        var joined = _lines.Values.Select(line => line.Joined(session)).OfType<JoinedConnection>().ToArray();
        return joined.Length == 0 ? Task.CompletedTask : _grains.GetGrain<ISessionAttendance>(session.Value).Reattach(Id, Reference, joined);
    }

    /// <inheritdoc />
    public Task Relay(RelayPush push) => Task.CompletedTask;

    /// <inheritdoc />
    public Task ToCall(CallPush push)
    {
        foreach (var line in LinesOf(push.Connections))
            line.Hear(push);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Positions(PositionPush[] positions) => Task.CompletedTask;

    /// <inheritdoc />
    public Task Coverage(QueueCoverage coverage) => Task.CompletedTask;

    /// <inheritdoc />
    public Task TasksChanged(int open) => Task.CompletedTask;

    /// <inheritdoc />
    public Task RosterAlarmsChanged(int standing) => Task.CompletedTask;

    public Task SupervisionChanged(long revision) => Task.CompletedTask;

    /// <inheritdoc />
    public Task AppointmentChanged(AppointmentPush push) => Task.CompletedTask;

    /// <inheritdoc />
    public Task CredentialEnded(string credential) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StandingChanged(Standing standing) => Task.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _rounds;
        _stopping.Dispose();
    }

    private IEnumerable<ClusterLine> LinesOf(string[] connections) => connections.Select(connection => _lines.GetValueOrDefault(connection)).OfType<ClusterLine>();

    private Task Renew() => _grains.GetGrain<IGatewaysGrain>(0).Renew(Id, Reference);

    private async Task Round()
    {
        foreach (var line in _lines.Values)
            await line.AttachAsync();
        var heads = new Dictionary<SessionId, long>();
        foreach (var some in _lines.Values.SelectMany(line => line.Sessions).Distinct().Chunk(MaxSessionsAtOnce))
            foreach (var head in await _grains.GetGrain<IJournalHeadsGrain>(0).Heads(some))
                heads[head.SessionId] = head.Sequence;
        foreach (var line in _lines.Values)
            line.Check(heads);
    }

    /// <summary>A call that fails is tried again in the next round, as gateways do.</summary>
    private static async Task Try(Func<Task> round)
    {
        try
        {
            await round();
        }
        catch (Exception failure) when (failure is StorageUnavailableException or OrleansException or TimeoutException)
        {
            // The next round is soon.
        }
    }

    private async Task Repeat(TimeSpan every, Func<Task> round)
    {
        using var timer = new PeriodicTimer(every, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
                await Try(round);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The run is over.
        }
    }
}
