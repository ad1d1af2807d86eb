using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Watches the duty: the rosters of the coming days, and who is there of those whose shift runs. What it knows is stored before it is told.</summary>
internal sealed partial class RosterAlarmsGrain(
    RosterAlarmStores stores, IOptions<DutyOptions> options, IOptions<LimitOptions> limits, TimeProvider clock, ILogger<RosterAlarmsGrain> logger) : Grain, IRosterAlarmsGrain
{
    /// <summary>The longest time between two looks.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    /// <summary>While somebody is away they are looked for so often: who comes is seen soon.</summary>
    private static readonly TimeSpan LookForAway = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, DateTimeOffset> _seenAwaySince = [];
    private Dictionary<string, DutyMark> _marks = [];
    private bool _hasLooked;

    private DateTimeOffset Now => clock.GetUtcNow();

    private IEnumerable<DutyMark> Standing => _marks.Values.Where(mark => mark.RaisedAt is not null);

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellation) =>
        _marks = (await stores.Alarms.ReadAsync()).ToDictionary(mark => mark.Id);

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellation)
    {
        stores.Meter.Stand([]);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        var now = Now;
        await stores.Duty.ReadAsync(now);
        var running = stores.Duty.Shifts.Where(shift => shift.RunsAt(now)).DistinctBy(shift => shift.Id).ToArray();
        var here = await Here(running);
        var seen = DutyWatch.Unplanned(options.Value.Needs, stores.Duty.Shifts, Zones.ClockOf(limits.Value.TimeZone), now, options.Value.DaysAhead)
            .Select(mark => _marks.TryGetValue(mark.Id, out var known) ? mark with { RaisedAt = known.RaisedAt } : mark)
            .Concat(here is null ? _marks.Values.Where(mark => mark.Kind == RosterAlarmKind.Missing) : running.Select(shift => Watched(shift, here.Contains((shift.Queue, shift.Staff)), now)))
            .ToDictionary(mark => mark.Id);
        await Store(seen);
        _hasLooked = true;
        return NextLook(now, here is not null);
    }

    /// <inheritdoc />
    public async Task<Reply<RosterAlarmList>> Read()
    {
        if (!_hasLooked)
            await Wake();
        var alarms = Standing.OrderBy(mark => mark.Kind).ThenBy(mark => mark.Hours[0].StartsAt).ThenBy(mark => mark.Queue).ThenBy(mark => mark.Id, StringComparer.Ordinal)
            .Select(mark => new RosterAlarm(mark.Id, mark.Kind, mark.Queue, [.. mark.Hours], mark.Staff, mark.Staff is { } staff ? stores.Duty.NameOf(staff) : null, mark.RaisedAt!.Value));
        return new RosterAlarmList([.. alarms], limits.Value.TimeZone, Now);
    }

    /// <summary>All who are there of those queues whose shifts run; null where that can't be told now.</summary>
    private async Task<HashSet<(QueueKind Queue, StaffId Staff)>?> Here(IEnumerable<DutyShift> running)
    {
        var here = new HashSet<(QueueKind, StaffId)>();
        foreach (var queue in running.Select(shift => shift.Queue).Distinct())
            try
            {
                foreach (var shard in stores.Queues.All(GrainFactory, queue))
                    here.UnionWith((await shard.Here()).Select(staff => (queue, staff)));
            }
            // A silo with the queue is going down, or is slow: nobody is judged by what is not known.
            catch (Exception why) when (GrainCalls.IsLost(why))
            {
                LogUnknown(queue, why);
                return null;
            }
        return here;
    }

    private DutyMark Watched(DutyShift shift, bool isHere, DateTimeOffset now)
    {
        if (isHere)
            _seenAwaySince.Remove(shift.Id);
        else
            _seenAwaySince.TryAdd(shift.Id, now);
        return DutyWatch.Watched(shift, _marks.GetValueOrDefault(shift.Id), isHere, _seenAwaySince.GetValueOrDefault(shift.Id, now), now, options.Value.Late, limits.Value.AbsenceGrace);
    }

    private async Task Store(Dictionary<string, DutyMark> seen)
    {
        DutyMark[] put = [.. seen.Values.Where(mark => !mark.Equals(_marks.GetValueOrDefault(mark.Id)))];
        DutyMark[] gone = [.. _marks.Values.Where(mark => !seen.ContainsKey(mark.Id))];
        if (put.Length == 0 && gone.Length == 0)
        {
            stores.Meter.Stand(Standing);
            return;
        }
        DutyMark[] over = [.. gone.Concat(put.Select(mark => _marks.GetValueOrDefault(mark.Id)).OfType<DutyMark>()).Where(mark => mark.RaisedAt is not null && seen.GetValueOrDefault(mark.Id)?.RaisedAt is null)];
        var isNews = put.Any(mark => mark.RaisedAt is not null) || over.Length > 0;
        IReadOnlySet<string> raised;
        try
        {
            raised = await stores.Alarms.StoreAsync(put, [.. gone.Select(mark => mark.Id)]);
        }
        catch (StorageUnavailableException)
        {
            // Stored or not: it is read anew before anything else is decided.
            DeactivateOnIdle();
            throw;
        }
        _marks = seen;
        foreach (var shift in _seenAwaySince.Keys.Where(shift => !seen.ContainsKey(shift)).ToArray())
            _seenAwaySince.Remove(shift);
        Log([.. put.Where(mark => raised.Contains(mark.Id))], over);
        stores.Meter.Stand(Standing);
        if (!isNews)
            return;
        var standing = Standing.Count();
        await GrainFactory.TellEveryGateway(gateway => gateway.RosterAlarmsChanged(standing));
    }

    private void Log(DutyMark[] raised, DutyMark[] over)
    {
        foreach (var alarm in raised)
            stores.Meter.Raised(alarm);
        foreach (var missing in raised.Where(alarm => alarm.Staff is not null))
        {
            var startsAt = missing.Hours[0].StartsAt;
            LogMissing(missing.Staff!.Value, missing.Queue, startsAt);
        }
        foreach (var unplanned in raised.Where(alarm => alarm.Staff is null).GroupBy(alarm => alarm.Queue))
        {
            var (days, startsAt) = (unplanned.Count(), unplanned.Min(alarm => alarm.Hours[0].StartsAt));
            LogUnplanned(unplanned.Key, days, startsAt);
        }
        foreach (var there in over.Where(alarm => alarm.Staff is not null))
            LogOver(there.Staff!.Value, there.Queue);
        foreach (var planned in over.Where(alarm => alarm.Staff is null).GroupBy(alarm => alarm.Queue))
        {
            var days = planned.Count();
            LogPlanned(planned.Key, days);
        }
    }

    /// <summary>When something may be otherwise: a shift begins or ends, somebody is away for too long, a day begins.</summary>
    private DateTimeOffset NextLook(DateTimeOffset now, bool isKnown)
    {
        var next = stores.Duty.Shifts.SelectMany(shift => new[] { shift.Hours.StartsAt, shift.Hours.EndsAt })
            .Concat(_marks.Values.Where(mark => mark is { AwaySince: not null, RaisedAt: null }).Select(mark => mark.AwaySince!.Value + options.Value.Late))
            .Append(now + (isKnown && _marks.Values.All(mark => mark.AwaySince is null) ? Look : LookForAway));
        return next.Where(instant => instant > now).Min();
    }
}

/// <summary>The stores and meters of the watch over the duty.</summary>
/// <param name="Alarms">All that is known of shifts and days.</param>
/// <param name="Duty">The planned shifts.</param>
/// <param name="Meter">The measurements.</param>
/// <param name="Queues">The queues, which know who is there.</param>
internal sealed record RosterAlarmStores(IRosterAlarms Alarms, PlannedDuty Duty, RosterMeter Meter, QueueShards Queues);
