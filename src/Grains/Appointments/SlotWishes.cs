using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Reads searches for slots.</summary>
internal static class SlotWishes
{
    /// <summary>The wish of a search, or why it can't be read.</summary>
    /// <param name="query">The search.</param>
    /// <param name="doctor">The doctor whom it comes to; null for any.</param>
    /// <param name="now">The instant: nothing before it is found.</param>
    /// <param name="limits">The options.</param>
    public static Reply<SlotWish> Of(SlotQuery query, StaffId? doctor, DateTimeOffset now, LimitOptions limits)
    {
        if (query.Specialty is null && doctor is null || query.Specialty?.Length > SpecialtyName.MaxCharacters)
            return Refusal.InvalidFor("Выберите специальность или врача.");
        if (query.LastDay < query.FirstDay)
            return Refusal.InvalidFor($"Последний день {Dates.Day(query.LastDay!.Value)} раньше первого {Dates.Day(query.FirstDay!.Value)}.");
        var (notBefore, notAfter) = (WallHours.TimeOfDay(query.NotBefore), WallHours.TimeOfDay(query.NotAfter));
        if (query.NotBefore is not null && notBefore is null || query.NotAfter is not null && notAfter is null)
            return Refusal.InvalidFor("Время суток пишется часами и минутами, например 08:00.");
        var clock = Zones.ClockOf(Zones.Find(query.Zone)?.Id ?? limits.TimeZone);
        var last = now + limits.BookingAhead;
        var from = query.FirstDay is { } first && first > clock.DayAt(now) ? clock.At(first < clock.DayAt(last) ? first : clock.DayAt(last).AddDays(1), 0) : now.AddTicks(1);
        var until = query.LastDay is { } day && day < clock.DayAt(last) ? clock.At(day.AddDays(1), 0) : last.AddTicks(1);
        return new SlotWish(query.Specialty, doctor, from, until, clock, notBefore, notAfter);
    }
}
