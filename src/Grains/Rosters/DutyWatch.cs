using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A shift of duty as instants.</summary>
/// <param name="Queue">As what.</param>
/// <param name="Staff">The member whose it is.</param>
/// <param name="Hours">When.</param>
internal sealed record DutyShift(QueueKind Queue, StaffId Staff, DutyHours Hours)
{
    /// <summary>The same as long as somebody is planned for it from the same instant on.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Words.Of(Queue)}/{Hours.StartsAt.ToUnixTimeSeconds()}/{Staff.Value}");

    /// <summary>Whether it runs at an instant.</summary>
    public bool RunsAt(DateTimeOffset instant) => Hours.StartsAt <= instant && instant < Hours.EndsAt;
}

/// <summary>The faults of the duty: pure rules over planned shifts and those who are there.</summary>
internal static class DutyWatch
{
    /// <summary>The shifts of duty that a roster comes to in a stretch of time.</summary>
    /// <param name="staff">The member whose it is.</param>
    /// <param name="plan">The roster.</param>
    /// <param name="specialties">As what the member may be planned now: hours for others are nobody's.</param>
    /// <param name="from">The stretch's begin.</param>
    /// <param name="until">The stretch's end.</param>
    public static IEnumerable<DutyShift> ShiftsOf(StaffId staff, RosterPlan plan, IReadOnlyCollection<string> specialties, DateTimeOffset from, DateTimeOffset until) =>
        RosterCalendar.Planned(plan, from, until).Where(hours => hours.Kind == RosterKind.Duty && specialties.Contains(hours.Specialty) && Words.Find<QueueKind>(hours.Specialty) is not null)
            .Select(hours => new DutyShift(Words.Find<QueueKind>(hours.Specialty)!.Value, staff, new DutyHours(hours.StartsAt, hours.EndsAt)));

    /// <summary>The days on which hours that are ahead have nobody planned, of each queue that needs somebody.</summary>
    /// <param name="needs">The hours that have to be planned.</param>
    /// <param name="planned">All shifts of those days.</param>
    /// <param name="wall">The clinic's clock.</param>
    /// <param name="now">The instant.</param>
    /// <param name="days">How many days are looked at, from today on.</param>
    public static IEnumerable<DutyMark> Unplanned(IEnumerable<DutyNeed> needs, IReadOnlyCollection<DutyShift> planned, ZoneClock wall, DateTimeOffset now, int days)
    {
        var today = wall.DayAt(now);
        foreach (var need in needs)
        {
            var covers = planned.Where(shift => shift.Queue == need.Queue).Select(shift => shift.Hours).OrderBy(hours => hours.StartsAt).ToArray();
            // Hours of yesterday may last into today.
            for (var day = today.AddDays(-1); day < today.AddDays(days); day = day.AddDays(1))
            {
                var gaps = Gaps(new DutyHours(wall.At(day, need.Hours.From), wall.At(day, need.Hours.Until)), covers).Where(gap => gap.EndsAt > now).ToArray();
                if (gaps.Length > 0)
                    yield return new DutyMark(string.Create(CultureInfo.InvariantCulture, $"{Words.Of(need.Queue)}/{day:yyyy-MM-dd}"), RosterAlarmKind.Unplanned, need.Queue, null, gaps, null, now);
            }
        }
    }

    /// <summary>How a shift that runs stands now.</summary>
    /// <param name="shift">The shift.</param>
    /// <param name="known">How it stood at the last look; null where it was not looked at yet.</param>
    /// <param name="isHere">Whether its specialist is there.</param>
    /// <param name="seenAwaySince">Since when each look of this silo found the specialist away: after a restart everybody seems to be, for a while.</param>
    /// <param name="now">The instant.</param>
    /// <param name="late">How long somebody may be away.</param>
    /// <param name="grace">How long looks have to agree before anybody is said to be missing.</param>
    public static DutyMark Watched(DutyShift shift, DutyMark? known, bool isHere, DateTimeOffset seenAwaySince, DateTimeOffset now, TimeSpan late, TimeSpan grace)
    {
        var mark = new DutyMark(shift.Id, RosterAlarmKind.Missing, shift.Queue, shift.Staff, [shift.Hours], null, null);
        if (isHere)
            return mark;
        // Whoever was there at the last look left since; nobody was looked for before that shift began.
        var away = known is null ? shift.Hours.StartsAt : known.AwaySince ?? now;
        var isMissing = now - away >= late && now - seenAwaySince >= grace;
        return mark with { AwaySince = away, RaisedAt = known?.RaisedAt ?? (isMissing ? now : null) };
    }

    /// <summary>The parts of some hours that nothing covers.</summary>
    private static IEnumerable<DutyHours> Gaps(DutyHours hours, IEnumerable<DutyHours> covers)
    {
        var open = hours.StartsAt;
        foreach (var cover in covers)
        {
            if (cover.EndsAt <= open)
                continue;
            if (cover.StartsAt >= hours.EndsAt)
                break;
            if (cover.StartsAt > open)
                yield return new DutyHours(open, cover.StartsAt);
            open = cover.EndsAt;
        }
        if (open < hours.EndsAt)
            yield return new DutyHours(open, hours.EndsAt);
    }
}
