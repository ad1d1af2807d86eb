using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>Alarms of rosters as a page shows them.</summary>
/// <param name="Key">The ids of the alarms that it tells of, by spaces.</param>
/// <param name="Title">The fault.</param>
/// <param name="Hours">When.</param>
public sealed record AlarmLine(string Key, string Title, IReadOnlyList<string> Hours)
{
    /// <summary>The line as a notice.</summary>
    public string News => $"{Title}: {Hours[0]}";
}

/// <summary>Puts alarms into words: each who is missing, and the days without anybody by queue.</summary>
public static class AlarmLines
{
    /// <summary>The lines of the alarms that stand.</summary>
    /// <param name="list">The alarms.</param>
    /// <param name="daysAhead">Whether days without anybody are shown.</param>
    public static IReadOnlyList<AlarmLine> Of(RosterAlarmList list, bool daysAhead)
    {
        ArgumentNullException.ThrowIfNull(list);
        var zone = ZoneWords.Find(list.Zone) ?? TimeZoneInfo.Utc;
        var missing = list.Alarms.Where(alarm => alarm.Kind == RosterAlarmKind.Missing)
            .Select(alarm => new AlarmLine(alarm.AlarmId, $"Нет на смене: {alarm.StaffName ?? "сотрудник"}", [$"{Labels.Of(alarm.Queue)}, смена {Span(alarm.Hours[0], zone)}"]));
        var unplanned = list.Alarms.Where(alarm => daysAhead && alarm.Kind == RosterAlarmKind.Unplanned).GroupBy(alarm => alarm.Queue)
            .Select(queue => new AlarmLine(string.Join(' ', queue.Select(alarm => alarm.AlarmId)), $"Никто не запланирован: {Labels.Of(queue.Key)}", [.. Joined(queue.SelectMany(alarm => alarm.Hours)).Select(hours => Span(hours, zone))]));
        return [.. missing, .. unplanned];
    }

    /// <summary>Hours that follow each other without a break, as one.</summary>
    private static IEnumerable<DutyHours> Joined(IEnumerable<DutyHours> hours)
    {
        DutyHours? open = null;
        foreach (var one in hours.OrderBy(one => one.StartsAt))
        {
            if (open is { } before && before.EndsAt == one.StartsAt)
            {
                open = before with { EndsAt = one.EndsAt };
                continue;
            }
            if (open is { } whole)
                yield return whole;
            open = one;
        }
        if (open is { } last)
            yield return last;
    }

    /// <summary>вт, 1 декабря, 20:00–24:00; over several days: вт, 1 декабря, 00:00 – пт, 4 декабря, 24:00.</summary>
    private static string Span(DutyHours hours, TimeZoneInfo zone)
    {
        var (from, until) = (TimeZoneInfo.ConvertTime(hours.StartsAt, zone), TimeZoneInfo.ConvertTime(hours.EndsAt, zone));
        // The midnight at the end is the last day's 24:00.
        var lastDay = until.TimeOfDay == TimeSpan.Zero ? until.AddDays(-1) : until;
        var end = until.TimeOfDay == TimeSpan.Zero ? "24:00" : until.ToString("HH:mm", Dates.Russian);
        return from.Date == lastDay.Date ? $"{Day(from)}, {from.ToString("HH:mm", Dates.Russian)}–{end}" : $"{Day(from)}, {from.ToString("HH:mm", Dates.Russian)} – {Day(lastDay)}, {end}";
    }

    private static string Day(DateTimeOffset at) => at.ToString("ddd, d MMMM", Dates.Russian);
}
