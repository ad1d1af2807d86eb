using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The shifts of duty of all members in the coming days, read anew only where rosters or members changed.</summary>
internal sealed class PlannedDuty(IStaffRecords staff, IRosters rosters, IOptions<LimitOptions> limits, IOptions<DutyOptions> options)
{
    private readonly Dictionary<StaffId, RosterRecord> _rosters = [];
    private readonly Dictionary<StaffId, (string Name, string Specialties)> _members = [];
    private readonly Dictionary<StaffId, DutyShift[]> _shifts = [];
    private DateTimeOffset _readAt = DateTimeOffset.UnixEpoch;
    private DateOnly _day;

    /// <summary>All shifts from yesterday on.</summary>
    public IReadOnlyCollection<DutyShift> Shifts => [.. _shifts.Values.SelectMany(shifts => shifts)];

    /// <summary>A member's full name; null for nobody who may be planned.</summary>
    public string? NameOf(StaffId member) => _members.TryGetValue(member, out var known) ? known.Name : null;

    /// <summary>Reads what changed.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer within 3 s.</exception>
    public async Task ReadAsync(DateTimeOffset now)
    {
        var saved = await rosters.ChangedSinceAsync(_readAt);
        var members = (await staff.AllAsync()).Where(member => member.IsEnabled).ToDictionary(member => member.Id, member => (member.Name, string.Join(',', RosterRules.SpecialtiesOf(member.Standing))));
        var wall = Zones.ClockOf(limits.Value.TimeZone);
        var changed = members.Keys.Union(_members.Keys).Where(member => members.GetValueOrDefault(member) != _members.GetValueOrDefault(member)).ToHashSet();
        foreach (var roster in saved.Where(roster => _rosters.GetValueOrDefault(roster.Staff)?.Version != roster.Version))
        {
            _rosters[roster.Staff] = roster;
            changed.Add(roster.Staff);
        }
        if (wall.DayAt(now) != _day)
            changed.UnionWith(_rosters.Keys);
        _members.Clear();
        foreach (var (member, known) in members)
            _members[member] = known;
        _day = wall.DayAt(now);
        var (from, until) = (wall.At(_day.AddDays(-1), 0), wall.At(_day.AddDays(options.Value.DaysAhead + 1), 0));
        foreach (var member in changed)
            _shifts[member] = _rosters.TryGetValue(member, out var roster) && _members.TryGetValue(member, out var known)
                ? [.. DutyWatch.ShiftsOf(member, roster.Plan, known.Specialties.Split(','), from, until)]
                : [];
        _readAt = now;
    }
}
