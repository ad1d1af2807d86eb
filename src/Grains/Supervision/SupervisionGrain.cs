using System.Text.Json;
using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Looks at queues and rows for all supervisors at once. Nothing of it is durable.</summary>
internal sealed partial class SupervisionGrain(
    SupervisionStores stores, IOptions<SupervisionOptions> options, TimeProvider clock, ILogger<SupervisionGrain> logger) : Grain, ISupervisionGrain
{
    private const int MostSessions = 500;
    private const int MostTasks = 100;

    /// <summary>A gateway repeats every 5 s that somebody looks: three of those.</summary>
    private static readonly TimeSpan WatchedFor = TimeSpan.FromSeconds(16);

    private static readonly TimeSpan NamesKept = TimeSpan.FromMinutes(1);

    private readonly Dictionary<GatewayId, (IGatewayObserver Observer, DateTimeOffset Until)> _watchers = [];
    private readonly Dictionary<StaffId, string> _names = [];
    private readonly DutyBoard _beside = new(TimeSpan.Zero);
    private DateTimeOffset _namesReadAt = DateTimeOffset.MinValue;
    private SupervisionView? _last;
    private byte[] _lastContent = [];
    private long _told;

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellation)
    {
        this.RegisterGrainTimer(OnTick, new GrainTimerCreationOptions(options.Value.LookEvery, options.Value.LookEvery));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<Reply<SupervisionView>> Look()
    {
        // Many who look share one look.
        if (_last is null || Now - _last.Now >= options.Value.LookEvery)
            await LookAround();
        return _last!;
    }

    /// <inheritdoc />
    public async Task<Reply<SupervisedSession>> Find(SessionId session)
    {
        var read = await stores.Open.FindAsync(session);
        if (read.Value is not { } open)
            return read.Refusal!;
        await ReadNames(SupervisionRules.StaffOf(open) is { } staff ? [staff] : []);
        // Of the look only what the row does not know.
        var seen = (await Look()).Value!.Sessions.FirstOrDefault(one => one.SessionId == session && one.Queue == open.Wait?.For.Queue);
        return SupervisionRules.Session(open, seen?.Place, seen?.IsAway ?? false, _names, options.Value, Now);
    }

    /// <inheritdoc />
    public Task Watch(GatewayId gateway, IGatewayObserver observer)
    {
        _watchers[gateway] = (observer, Now + WatchedFor);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Renew(Availability availability)
    {
        _beside.Renew(availability, Now);
        return Task.CompletedTask;
    }

    private async Task OnTick()
    {
        foreach (var gone in _watchers.Where(watcher => watcher.Value.Until < Now).Select(watcher => watcher.Key).ToArray())
            _watchers.Remove(gone);
        _beside.Forget(Now);
        if (_watchers.Count == 0)
            return;
        try
        {
            await LookAround();
        }
        // A silo with a queue is going down, or the storage does not answer: what was seen last stands until the next look.
        catch (Exception why) when (GrainCalls.IsUnavailable(why))
        {
            LogBlind(why.GetType().Name);
            return;
        }
        if (_last!.Revision == _told)
            return;
        _told = _last.Revision;
        foreach (var (observer, _) in _watchers.Values)
            observer.SupervisionChanged(_last.Revision).Ignore();
    }

    private async Task LookAround()
    {
        var looks = Task.WhenAll(Posts.Queues.Select(LookAt));
        var sessions = await stores.Open.ReadAsync(MostSessions);
        await ReadNames(sessions.Oldest.Select(SupervisionRules.StaffOf).OfType<StaffId>());
        var view = SupervisionRules.View(await looks, _beside.Looks, sessions, await stores.Tasks.OpenAsync(Now, MostTasks), _names, options.Value, Now);
        var content = JsonSerializer.SerializeToUtf8Bytes(view with { Now = default }, WireJson.Options);
        _last = view with { Revision = (_last?.Revision ?? Now.ToUnixTimeMilliseconds()) + (content.AsSpan().SequenceEqual(_lastContent) ? 0 : 1) };
        _lastContent = content;
    }

    private async Task<QueueLook> LookAt(QueueKind queue) =>
        QueueLooks.Of(await Task.WhenAll(stores.Queues.All(GrainFactory, queue).Select(shard => shard.Look(options.Value.TargetOf(queue)))));

    /// <summary>Names are read once a minute, and those of newcomers when they come.</summary>
    private async Task ReadNames(IEnumerable<StaffId> wanted)
    {
        if (Now - _namesReadAt >= NamesKept)
        {
            _names.Clear();
            _namesReadAt = Now;
        }
        StaffId[] unknown = [.. wanted.Distinct().Where(member => !_names.ContainsKey(member))];
        if (unknown.Length == 0)
            return;
        foreach (var (member, name) in await stores.Staff.NamesAsync(unknown))
            _names[member] = name;
    }
}

/// <summary>All that supervisors see of the service.</summary>
/// <param name="Open">The open sessions.</param>
/// <param name="Tasks">The open tasks.</param>
/// <param name="Staff">The names of members.</param>
/// <param name="Queues">The queues.</param>
internal sealed record SupervisionStores(IOpenSessions Open, ISupervisedTasks Tasks, IStaffRecords Staff, QueueShards Queues);
