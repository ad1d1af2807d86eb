using Medzdrav.Contracts;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>All who may have a roster, as the records have them.</summary>
[StatelessWorker]
internal sealed class RostersGrain(RosterStores stores, IOptions<LimitOptions> options, TimeProvider clock) : Grain, IRostersGrain
{
    /// <inheritdoc />
    public async Task<Reply<RosterList>> Members()
    {
        var versions = await stores.Rosters.VersionsAsync();
        return new RosterList([.. (await All()).Select(member => member with { Version = versions.GetValueOrDefault(member.StaffId) })], clock.GetUtcNow());
    }

    /// <inheritdoc />
    public async Task<Reply<RosterBoard>> Week(string? specialty, DateOnly? day)
    {
        var all = await All();
        string[] specialties = [.. all.SelectMany(member => member.Specialties).Distinct().OrderBy(one => Words.Find<QueueKind>(one) ?? QueueKind.Specialist).ThenBy(SpecialtyWords.Of, StringComparer.Ordinal)];
        if ((specialty ?? specialties.FirstOrDefault()) is not { } shown || !specialties.Contains(shown))
            return Refusal.NotFound;
        var now = clock.GetUtcNow();
        var today = options.Value.DateOf(now);
        var week = RosterCalendar.WeekOf(day ?? today);
        RosterMember[] members = [.. all.Where(member => member.Specialties.Contains(shown))];
        var rosters = (await stores.Rosters.ChangedSinceAsync(DateTimeOffset.UnixEpoch)).ToDictionary(roster => roster.Staff, roster => roster.Plan);
        var booked = (await stores.Appointments.WithDoctorsAsync([.. members.Select(member => member.StaffId)], Instant(week[0].AddDays(-1)), Instant(week[^1].AddDays(2))))
            .Where(one => one.State == AppointmentState.Booked && one.StartsAt > now && one.Specialty == shown).ToLookup(one => one.Doctor);
        var rows = members.Select(member => Row(member, rosters.GetValueOrDefault(member.StaffId) ?? RosterPlan.Empty(options.Value.TimeZone), shown, week, booked[member.StaffId]));
        return new RosterBoard(shown, week[0], [.. rows], [.. week.Where(Holidays.Include)], specialties, today, now);
    }

    private static RosterBoardRow Row(RosterMember member, RosterPlan plan, string specialty, DateOnly[] week, IEnumerable<AppointmentRecord> booked)
    {
        var wall = Zones.ClockOf(plan.Zone);
        var days = booked.Select(one => (Day: wall.DayAt(one.StartsAt), one.OutsideRoster)).ToArray();
        return new RosterBoardRow(
            member.StaffId, member.Name, plan.Zone, [.. RosterCalendar.DaysOf(plan, week[0], week[^1]).Where(shift => shift.Specialty == specialty)],
            [.. week.Select(day => days.Count(one => one.Day == day))], [.. week.Select(day => days.Count(one => one.Day == day && one.OutsideRoster))]);
    }

    /// <summary>All of them by name, without the versions of their rosters.</summary>
    private async Task<RosterMember[]> All() =>
        [.. from member in await stores.Staff.AllAsync()
            let specialties = RosterRules.SpecialtiesOf(member.Standing)
            where member.IsEnabled && specialties.Length > 0
            orderby Folding.Name(member.Name), member.Id.Value
            select new RosterMember(member.Id, member.Name, specialties, 0)];

    private static DateTimeOffset Instant(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
