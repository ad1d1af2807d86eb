using Medzdrav.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

/// <summary>This process as a gateway: its observer, its lease, and what it repeats every few seconds so that nothing depends on a single call having arrived.</summary>
public sealed partial class GatewayNode(IGrainFactory grains, Connections connections, TimeProvider clock, ILogger<GatewayNode> logger)
    : BackgroundService
{
    private const int HeadsAtOnce = 1_000;
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromSeconds(5);

    // Orleans holds observers weakly: this reference keeps it alive.
    private readonly GatewayObserver _observer = new(grains, connections);
    private readonly TaskCompletionSource _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IGatewayObserver? _reference;

    /// <summary>This process.</summary>
    public GatewayId Id => _observer.Id;

    /// <summary>How silos call this process; there only after the lease was taken.</summary>
    public IGatewayObserver Reference => _reference ?? throw new InvalidOperationException("The gateway has not started yet.");

    /// <summary>Whether silos know this gateway.</summary>
    public bool IsRegistered => _registered.Task.IsCompletedSuccessfully;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _reference = grains.CreateObjectReference<IGatewayObserver>(_observer);
        _observer.Reference = _reference;
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Try(() => grains.GetGrain<IGatewaysGrain>(0).Leave(Id));
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Every(RenewEvery, Renew, stoppingToken),
        Every(RepeatEvery, Repeat, stoppingToken));

    private async Task Renew()
    {
        await grains.GetGrain<IGatewaysGrain>(0).Renew(Id, Reference);
        _registered.TrySetResult();
    }

    private async Task Repeat()
    {
        foreach (var connection in connections.All)
            if (Specialists.Of(grains, connection) is { } specialist)
                await specialist.Attach(new ConnectionRef(Id, connection.Id), Reference);
        foreach (var batch in connections.Sessions.Chunk(HeadsAtOnce))
            foreach (var head in await grains.GetGrain<IJournalHeadsGrain>(0).Heads(batch))
                Check(head);
    }

    /// <summary>Closes the last hole of a best-effort push: who is behind what is stored is told so.</summary>
    private void Check(JournalHead head)
    {
        foreach (var connection in connections.Of(head.SessionId))
            if (connection.Written(head.SessionId) < head.Sequence)
                connection.Send(new Outgoing(client => client.SequenceCheck(head.SessionId, head.Sequence)));
    }

    private async Task Every(TimeSpan period, Func<Task> work, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(period, clock);
        try
        {
            do
                await Try(work);
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task Try(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (GrainCalls.IsPassing(failure))
        {
            // The next round comes in seconds.
            LogRoundFailed(_logger, failure);
        }
    }
}
