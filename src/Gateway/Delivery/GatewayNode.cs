using Medzdrav.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

/// <summary>This process as the cluster knows it: its observer, its lease, and its rounds over the connections.</summary>
public sealed partial class GatewayNode : BackgroundService
{
    private const int MaxSessionsAtOnce = 1_000;
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RoundEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);

    private readonly IGrainFactory _grains;
    private readonly Connections _connections;
    private readonly Farewell _farewell;
    private readonly TimeProvider _clock;

    // Orleans holds observers weakly: without this field silos would call nobody.
    private readonly GatewayObserver _target;
    private IGatewayObserver? _observer;
    private DateTimeOffset _renewedAt;

    /// <summary>Called by the container.</summary>
    public GatewayNode(
        IGrainFactory grains, Connections connections, Farewell farewell, GatewayMeter meter, LocalGateway local, TimeProvider clock, ILogger<GatewayNode> logger)
    {
        (_grains, _connections, _farewell, _clock, _logger) = (grains, connections, farewell, clock, logger);
        _target = new GatewayObserver(this, connections, farewell, meter, grains, clock);
        local.Open(Id, _target);
    }

    /// <summary>New at each start.</summary>
    public GatewayId Id { get; } = new(Guid.CreateVersion7().ToString("N"));

    /// <summary>How silos call this process.</summary>
    internal IGatewayObserver Observer => _observer ?? throw new InvalidOperationException("The gateway has not started yet.");

    /// <summary>Whether silos know this process now.</summary>
    internal bool HasLease => _clock.GetUtcNow() - _renewedAt < LeaseTime;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellation)
    {
        _observer = _grains.CreateObjectReference<IGatewayObserver>(_target);
        await Try(Renew);
        await base.StartAsync(cancellation);
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellation)
    {
        await base.StopAsync(cancellation);
        await Try(() => _grains.GetGrain<IGatewaysGrain>(0).Leave(Id));
    }

    /// <summary>Somebody looks at the whole service here.</summary>
    internal Task Watch() => _grains.GrainOf<ISupervisionGrain>(ISupervisionGrain.Key).Watch(Id, Observer);

    internal ConnectionRef RefOf(Connection connection) => new(Id, connection.Id);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken cancellation) =>
        Task.WhenAll(Repeat(RenewEvery, Renew, cancellation), Repeat(RoundEvery, Round, cancellation));

    private async Task Renew()
    {
        var askedAt = _clock.GetUtcNow();
        var news = await _grains.GetGrain<IGatewaysGrain>(0).Renew(Id, Observer);
        _renewedAt = askedAt;
        foreach (var credential in news.EndedCredentials)
            _farewell.Say(credential);
        foreach (var account in news.EndedAccounts ?? [])
            _farewell.Say(account);
        foreach (var standing in news.Standings)
            _farewell.Hear(standing);
    }

    private async Task Round()
    {
        foreach (var connection in _connections.AtDesks)
            await connection.Specialist(_grains)!.Attach(RefOf(connection), Observer);
        if (_connections.Watching.Any())
            await Watch();
        foreach (var sessions in _connections.Sessions.Chunk(MaxSessionsAtOnce))
            foreach (var head in await _grains.GetGrain<IJournalHeadsGrain>(0).Heads(sessions))
                Check(head);
        await _farewell.AskAgainAsync();
    }

    /// <summary>Closes the last hole of a best-effort push: who is behind is told where to be.</summary>
    private void Check(JournalHead head)
    {
        foreach (var connection in _connections.Of(head.SessionId))
            if (connection.WrittenThrough(head.SessionId) < head.Sequence)
                connection.Write(Frames.SequenceCheck(head.SessionId, head.Sequence));
    }

    private async Task Repeat(TimeSpan every, Func<Task> round, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(every, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
                await Try(round);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task Try(Func<Task> round)
    {
        try
        {
            await round();
        }
        catch (Exception failure) when (GrainCalls.IsUnavailable(failure))
        {
            // The next round tries again.
            LogMissed(Id, failure.GetType().Name);
        }
    }
}
