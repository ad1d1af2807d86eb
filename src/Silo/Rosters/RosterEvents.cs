using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Calendar = Ical.Net.Calendar;

namespace Medzdrav.Silo;

/// <summary>A calendar (RFC 5545) of hours: each event, and each of its recurrences, is hours of a single day. Recurrences are reckoned on the wall of the event's zone; which instants these are, the platform's own zones say.</summary>
/// <param name="found">Where the hours go.</param>
/// <param name="today">Days before are left out.</param>
internal sealed class RosterEvents(FoundHours found, DateOnly today)
{
    private const int MonthsWithoutEnd = 6;

    /// <summary>How many events may come again. Each is reckoned through from its begin, and a file waits for all of them.</summary>
    private const int MaxRecurring = 100;

    /// <summary>The parts of a rule, and the times of day that it comes to: a rule of some characters may mean each second of a year.</summary>
    private const int MaxParts = 60;
    private const int MaxTimesOfDay = 8;
    private static readonly EvaluationOptions Bounds = new() { MaxUnmatchedIncrementsLimit = 1_000 };

    private readonly ZoneClock _place = Zones.ClockOf(found.Zone);

    /// <summary>Reads all events.</summary>
    /// <returns>False where it is no calendar.</returns>
    public bool Read(string text)
    {
        if (Load(text) is not { } calendar)
            return false;
        var events = calendar.Events.ToArray();
        var recurring = events.Count(one => one.RecurrenceRule is not null);
        if (recurring > MaxRecurring)
        {
            found.Refuse(1, $"Повторяющихся событий слишком много: {recurring}, а читается не больше {MaxRecurring}");
            return true;
        }
        for (var index = 0; index < events.Length; index++)
            try
            {
                if (Take(events[index], events, index + 1) is { } fault)
                    found.Refuse(index + 1, fault);
            }
            catch (Exception why) when (why is EvaluationException or FormatException or ArgumentException or InvalidOperationException or OverflowException)
            {
                found.Refuse(index + 1, "Повторение этого события не читается");
            }
        return true;
    }

    private static Calendar? Load(string text)
    {
        try
        {
            return Calendar.Load(text);
        }
        catch (Exception why) when (why is System.Runtime.Serialization.SerializationException or FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Takes an event.</summary>
    /// <returns>Why it can't be; null when it was.</returns>
    private string? Take(CalendarEvent entry, CalendarEvent[] all, int number)
    {
        if (string.Equals(entry.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase))
            return null;
        if (entry.DtStart is not { HasTime: true } start)
            return "У события нет времени начала";
        if (ClockOf(start) is not { } clock)
            return $"Неизвестный часовой пояс «{start.TzId}»";
        if (LengthOf(entry, clock) is not { } length)
            return "У события нет конца: нужны DTEND или DURATION";
        if (length <= TimeSpan.Zero || length > TimeSpan.FromDays(1))
            return "Событие длится больше суток или заканчивается раньше, чем начинается";
        if (found.SpecialtyIn(Named(entry)) is not { } specialty)
            return $"Специальность «{Named(entry)}» у сотрудника не указана";
        if (entry.Properties.Count(property => property.Name == "RRULE") > 1)
            return "У события несколько правил повторения: поддерживается одно";
        if (entry.RecurrenceRule is { } rule && FaultOf(rule, start) is { } fault)
            return fault;
        var kind = $"{entry.Summary} {string.Join(' ', entry.Categories)}".Contains("дежур", StringComparison.OrdinalIgnoreCase) ? RosterKind.Duty : RosterKind.Booking;
        var skipped = SkippedBy(entry, all, clock);
        foreach (var begin in Begins(entry, clock, number))
        {
            var at = clock.At(DateOnly.FromDateTime(begin), MinuteOf(begin));
            if (_place.DayAt(at) < today || skipped(begin, at))
                continue;
            var (from, until) = (_place.WallAt(at), _place.WallAt(at + length));
            var day = new RosterDay(kind, specialty, DateOnly.FromDateTime(from), WallHours.Text(MinuteOf(from)), WallHours.Text(MinuteOf(until)));
            if (!WallHours.TryRead(day.From, day.Until, out _))
                return $"Время {day.From}–{day.Until} не кратно {Quarters.Minutes} минутам";
            found.Add(day);
            if (found.IsFull)
                break;
        }
        return null;
    }

    /// <summary>Why a rule is not reckoned: it would take as much time and memory as whoever wrote it wants.</summary>
    private string? FaultOf(RecurrenceRule rule, CalDateTime start) =>
        rule.Frequency < FrequencyType.Daily || Times(rule.ByHour) * Times(rule.ByMinute) * Times(rule.BySecond) > MaxTimesOfDay ? "Событие повторяется слишком часто: читаются повторения по дням, неделям, месяцам и годам"
            : rule.ByDay.Count + rule.ByMonthDay.Count + rule.ByYearDay.Count + rule.ByWeekNo.Count + rule.ByMonth.Count + rule.BySetPosition.Count > MaxParts ? "Повторение этого события не читается"
            : start.Date < today.AddYears(-RosterRules.YearsBack) ? $"Событие повторяется с {Dates.Day(start.Date)}: это слишком давно"
            : null;

    private static long Times(List<int> parts) => Math.Max(1, parts.Count);

    /// <summary>When an event begins on the wall of its zone, again and again: at most for half a year where it has no end.</summary>
    private IEnumerable<DateTime> Begins(CalendarEvent entry, ZoneClock clock, int number)
    {
        var first = entry.DtStart!.Value;
        foreach (var more in entry.RecurrenceDates.GetAllDates().Where(date => date.HasTime))
            yield return ClockOf(more) is { } its ? clock.WallAt(Instant(more, its)) : more.Value;
        if (entry.RecurrenceRule is not { } rule)
        {
            yield return first;
            yield break;
        }
        var isEndless = rule.Until is null && rule.Count is null;
        var last = isEndless ? today.AddMonths(MonthsWithoutEnd) : today.AddYears(RosterRules.YearsAhead);
        if (isEndless)
            found.Note(number, $"Повторение без конца: внесено по {Dates.Day(last)}");
        if (rule.Until is { IsUtc: true } until)
            rule.Until = new CalDateTime(clock.WallAt(Instant(until, Zones.ClockOf("UTC"))), hasTime: true);
        var onWall = new CalendarEvent { DtStart = new CalDateTime(first, hasTime: true), DtEnd = new CalDateTime(first.AddMinutes(Quarters.Minutes), hasTime: true) };
        onWall.RecurrenceRule = rule;
        foreach (var occurrence in onWall.GetOccurrences(null, Bounds))
        {
            var begin = occurrence.Period.StartTime.Value;
            if (DateOnly.FromDateTime(begin) > last)
                yield break;
            yield return begin;
        }
    }

    /// <summary>Whether a recurrence is left out: by its instant in whatever zone it is written, by its day, or because another event of the same name stands in its place.</summary>
    private static Func<DateTime, DateTimeOffset, bool> SkippedBy(CalendarEvent entry, CalendarEvent[] all, ZoneClock clock)
    {
        // An event that stands in the place of a recurrence is itself never left out.
        if (entry.RecurrenceIdentifier is not null)
            return static (_, _) => false;
        CalDateTime[] dates = [.. entry.ExceptionDates.GetAllDates(), .. all.Where(other => other.Uid == entry.Uid && !ReferenceEquals(other, entry)).Select(other => other.RecurrenceIdentifier?.StartTime).OfType<CalDateTime>()];
        var days = dates.Where(date => !date.HasTime).Select(date => date.Date).ToHashSet();
        var instants = dates.Where(date => date.HasTime).Select(date => Instant(date, ClockOf(date, clock) ?? clock)).ToHashSet();
        return (begin, at) => days.Contains(DateOnly.FromDateTime(begin)) || instants.Contains(at);
    }

    private static TimeSpan? LengthOf(CalendarEvent entry, ZoneClock clock) =>
        entry.DtEnd is { HasTime: true } end ? Instant(end, ClockOf(end, clock) ?? clock) - Instant(entry.DtStart!, clock)
            : entry.Duration is { } duration ? new TimeSpan((duration.Weeks ?? 0) * 7 + (duration.Days ?? 0), duration.Hours ?? 0, duration.Minutes ?? 0, duration.Seconds ?? 0) : null;

    /// <summary>The specialty that an event names: its first category, if it has any.</summary>
    private static string? Named(CalendarEvent entry) => entry.Categories.FirstOrDefault(category => !category.Contains("дежур", StringComparison.OrdinalIgnoreCase) && !category.Contains("при", StringComparison.OrdinalIgnoreCase));

    private ZoneClock? ClockOf(CalDateTime time) => ClockOf(time, _place);

    private static ZoneClock? ClockOf(CalDateTime time, ZoneClock floating) =>
        time.TzId is not { } name ? floating : Zones.Find(name) is { } zone ? Zones.ClockOf(zone.Id) : null;

    private static DateTimeOffset Instant(CalDateTime time, ZoneClock clock) => clock.At(time.Date, MinuteOf(time.Value));

    private static int MinuteOf(DateTime wall) => (int)wall.TimeOfDay.TotalMinutes;
}
