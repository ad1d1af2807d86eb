using Medzdrav.Contracts;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Puts hours of figures together, and remembers for a while what it told.</summary>
[StatelessWorker]
internal sealed class HistoryGrain(ITallies tallies, IStaffRecords staff, IOptions<SupervisionOptions> options, IOptions<LimitOptions> limits, TimeProvider clock) : Grain, IHistoryGrain
{
    private const int MostDays = 92;
    private const int UsualDays = 7;
    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RememberUsualFor = TimeSpan.FromMinutes(5);

    private readonly Dictionary<int, HistoryView> _told = [];
    private readonly Dictionary<int, WorkHistory> _work = [];
    private (UsualWait[] Waits, DateTimeOffset At)? _usual;

    /// <inheritdoc />
    public async Task<Reply<HistoryView>> Read(int days)
    {
        var now = clock.GetUtcNow();
        if (days is < 1 or > MostDays)
            return Refusal.Invalid;
        if (_told.TryGetValue(days, out var told) && now - told.Now < RememberFor)
            return told;
        var (zone, first) = (Zone, FirstOf(days, now));
        var hours = await tallies.ReadAsync(first, now.AddHours(1));
        HistoryView view = new(
            [.. HistoryRules.Rows(hours, _ => first, options.Value)],
            [.. HistoryRules.Rows(hours, hour => days == 1 ? hour : Dates.Begin(Dates.DayOf(hour, zone), zone), options.Value)],
            first, days, limits.Value.TimeZone, Posts.Queues.ToDictionary(queue => Words.Of(queue), queue => (int)options.Value.TargetOf(queue).TotalSeconds), now);
        return _told[days] = view;
    }

    /// <inheritdoc />
    public async Task<Reply<WorkHistory>> Work(int days)
    {
        var now = clock.GetUtcNow();
        if (days is < 1 or > MostDays)
            return Refusal.Invalid;
        if (_work.TryGetValue(days, out var told) && now - told.Now < RememberFor)
            return told;
        var first = FirstOf(days, now);
        var done = await tallies.WorkAsync(first, now.AddHours(1));
        return _work[days] = new WorkHistory(HistoryRules.Members(done, await staff.NamesAsync([.. done.Select(one => one.Staff)])), first, days, now);
    }

    /// <inheritdoc />
    public async Task<UsualWait[]> UsualWaits()
    {
        var now = clock.GetUtcNow();
        if (_usual is not var (waits, at) || now - at >= RememberUsualFor)
            _usual = (waits = HistoryRules.Usual(await tallies.ReadAsync(now.AddDays(-UsualDays), now.AddHours(1))), now);
        return waits;
    }

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(limits.Value.TimeZone);

    private DateTimeOffset FirstOf(int days, DateTimeOffset now) => Dates.Begin(Dates.DayOf(now, Zone).AddDays(1 - days), Zone);
}
