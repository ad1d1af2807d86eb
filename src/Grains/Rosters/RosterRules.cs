using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Which rosters can be kept: each entry for itself, and all of them beside each other. What is refused is said in words.</summary>
internal static class RosterRules
{
    internal const int MaxHours = 60;
    internal const int MaxDays = 800;
    internal const int MaxAbsences = 100;
    private const int MaxExcept = 100;
    private const int MaxReasonCharacters = 200;
    private const int MaxEveryWeeks = 4;
    private const int MaxBufferMinutes = 45;
    internal const int YearsAhead = 3;
    internal const int YearsBack = 20;

    // 1, 2, 3 and 4 weeks come together again after twelve; a night and a day more.
    private const int CycleDays = 12 * 7 + 2;

    /// <summary>The roster as it is kept, or why it can't be.</summary>
    /// <param name="plan">As it was sent.</param>
    /// <param name="specialties">As what the member may be planned.</param>
    /// <param name="today">The day from which on hours must not overlap.</param>
    public static Reply<RosterPlan> Of(RosterPlan plan, IReadOnlyCollection<string> specialties, DateOnly today)
    {
        if (Zones.Find(plan.Zone) is not { } zone)
            return Refusal.InvalidFor("Такого часового пояса нет. Выберите город из списка.");
        if (plan.Hours.Length > MaxHours || plan.Days.Length > MaxDays || plan.Absences.Length > MaxAbsences)
            return Refusal.InvalidFor($"В графике слишком много строк: не больше {MaxHours} еженедельных, {MaxDays} отдельных дней и {MaxAbsences} отсутствий.");
        var fault = plan.Hours.Select(hours => FaultOf(hours, specialties, today)).Concat(plan.Days.Select(day => FaultOf(day, specialties, today))).Concat(plan.Absences.Select(absence => FaultOf(absence, today)))
            .FirstOrDefault(found => found is not null);
        if (fault is not null)
            return Refusal.InvalidFor(fault);
        var kept = plan with { Zone = zone.Id, Absences = [.. plan.Absences.Select(absence => absence with { Reason = Folding.Kept(absence.Reason) })] };
        return Overlap(kept, today) is { } overlap ? overlap : kept;
    }

    /// <summary>As what somebody may be planned: the queues of the posts, and a specialist's specialties.</summary>
    public static string[] SpecialtiesOf(Standing standing) =>
        [.. standing.Posts.Select(post => Posts.Of(post).Queue).OfType<QueueKind>().Distinct().Select(queue => Words.Of(queue)), .. standing.Posts.Contains(Post.Specialist) ? standing.Specialties : []];

    /// <summary>The bookings that a roster does not plan, the soonest first.</summary>
    /// <param name="plan">The roster as it is to be.</param>
    /// <param name="booked">The doctor's bookings ahead.</param>
    public static IReadOnlyList<TouchedBooking> Touched(RosterPlan plan, IEnumerable<TouchedBooking> booked) =>
        [.. booked.Where(one => RosterCalendar.BookingAt(plan, one.Specialty, one.StartsAt) is null).OrderBy(one => one.StartsAt).ThenBy(one => one.AppointmentId.Value, StringComparer.Ordinal)];

    private static string? FaultOf(RosterHours hours, IReadOnlyCollection<string> specialties, DateOnly today) =>
        hours.Days.Length == 0 ? "Выберите хотя бы один день недели."
            : hours.LastDay < hours.FirstDay ? $"Последний день {Dates.Day(hours.LastDay!.Value)} раньше первого {Dates.Day(hours.FirstDay)}."
            : hours.Except?.Length > MaxExcept ? $"Исключений слишком много: не больше {MaxExcept} дней на одну строку. Разделите её на две."
            : hours.EveryWeeks is < 1 or > MaxEveryWeeks ? $"График повторяется не реже чем раз в {RussianCount.Of(MaxEveryWeeks, "неделю", "недели", "недель")}."
            : FaultOfDay(hours.FirstDay, today) ?? FaultOf(hours.Kind, hours.Specialty, hours.From, hours.Until, hours.BufferMinutes, specialties);

    private static string? FaultOf(RosterDay day, IReadOnlyCollection<string> specialties, DateOnly today) =>
        FaultOfDay(day.Day, today) ?? FaultOf(day.Kind, day.Specialty, day.From, day.Until, day.BufferMinutes, specialties);

    private static string? FaultOf(RosterAbsence absence, DateOnly today) =>
        absence.LastDay < absence.FirstDay ? $"Последний день отсутствия {Dates.Day(absence.LastDay)} раньше первого {Dates.Day(absence.FirstDay)}."
            : absence.Reason.Length > MaxReasonCharacters ? $"Причина отсутствия слишком длинная: не больше {RussianCount.Of(MaxReasonCharacters, "знака", "знаков", "знаков")}."
            : FaultOfDay(absence.LastDay, today);

    private static string? FaultOfDay(DateOnly day, DateOnly today) =>
        day < today.AddYears(-YearsBack) ? $"{Dates.Day(day)} слишком давно: график ведётся не больше чем за {RussianCount.Of(YearsBack, "год", "года", "лет")}."
            : day > today.AddYears(YearsAhead) ? $"{Dates.Day(day)} слишком далеко: график ведётся не больше чем на {RussianCount.Of(YearsAhead, "год", "года", "лет")} вперёд." : null;

    private static string? FaultOf(RosterKind kind, string specialty, string from, string until, int bufferMinutes, IReadOnlyCollection<string> specialties) =>
        !specialties.Contains(specialty) ? $"У сотрудника нет специальности «{SpecialtyWords.Of(specialty)}»."
            : kind == RosterKind.Booking && specialty == Words.Of(QueueKind.Consultant) ? "Медконсультант дежурит, по записи принимают врачи."
            : kind == RosterKind.Duty && Words.Find<QueueKind>(specialty) is null ? "Дежурят медконсультанты, терапевты и педиатры; врач-специалист принимает по записи."
            : !WallHours.TryRead(from, until, out _) ? $"Время «{from}–{until}» не подходит: нужны часы и минуты, кратные {Quarters.Minutes}, например 09:00–13:15."
            : bufferMinutes is < 0 or > MaxBufferMinutes || bufferMinutes % Quarters.Minutes != 0 ? $"Перерыв после приёма — 0, 15, 30 или {MaxBufferMinutes} минут."
            : null;

    /// <summary>The first two hours that overlap, in words; null where none do.</summary>
    private static Refusal? Overlap(RosterPlan plan, DateOnly today)
    {
        var last = plan.Hours.Select(hours => hours.FirstDay).Concat(plan.Days.Select(day => day.Day)).Concat(plan.Absences.Select(absence => absence.LastDay)).Append(today).Max();
        RosterShift? before = null;
        foreach (var shift in RosterCalendar.Shifts(plan, today.AddDays(-1), last.AddDays(CycleDays)).OrderBy(shift => shift.BeginsAtMinute).ThenBy(shift => shift.EndsAtMinute))
        {
            if (before is not null && shift.BeginsAtMinute < before.EndsAtMinute)
                return Refusal.RosterConflictFor($"Пересекаются {TextOf(before)} и {TextOf(shift)}.");
            before = shift;
        }
        return null;
    }

    /// <summary>дежурство 30.11.2026 20:00–08:00 (терапевт).</summary>
    private static string TextOf(RosterShift shift) => $"{(shift.Kind == RosterKind.Duty ? "дежурство" : "приём")} {Dates.Day(shift.Day)} {shift.Hours} ({SpecialtyWords.Of(shift.Specialty)})";
}
