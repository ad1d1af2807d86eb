using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The roster of a member of the staff («график дежурств», «график приёма»), whole: what holds each week, single days beside it, and absences. Times are those on the wall at <paramref name="Zone"/>.</summary>
/// <param name="Zone">An IANA time zone: the member's place.</param>
/// <param name="Hours">Hours that come again each week or each few weeks; at most 60.</param>
/// <param name="Days">Hours of single days, beside the weekly ones and also on days of absence; at most 800.</param>
/// <param name="Absences">Days on which the weekly hours do not begin: holidays, illness, leave; at most 100.</param>
[GenerateSerializer, Immutable, Alias("RosterPlan")]
public sealed record RosterPlan(
    [property: Id(0)] string Zone,
    [property: Id(1)] RosterHours[] Hours,
    [property: Id(2)] RosterDay[] Days,
    [property: Id(3)] RosterAbsence[] Absences)
{
    /// <summary>The roster of somebody who has none yet.</summary>
    /// <param name="zone">The clinic's zone.</param>
    public static RosterPlan Empty(string zone) => new(zone, [], [], []);

    /// <summary>Whether a plan that was sent has all that it needs to be looked at.</summary>
    /// <param name="plan">As it was read; null where there was none.</param>
    public static bool IsWhole([NotNullWhen(true)] RosterPlan? plan) => plan is { Zone: not null, Hours: not null, Days: not null, Absences: not null }
        && Array.TrueForAll(plan.Hours, hours => hours is { Specialty: not null, Days: not null, From: not null, Until: not null } && Enum.IsDefined(hours.Kind) && Array.TrueForAll(hours.Days, Enum.IsDefined))
        && Array.TrueForAll(plan.Days, day => day is { Specialty: not null, From: not null, Until: not null } && Enum.IsDefined(day.Kind))
        && Array.TrueForAll(plan.Absences, absence => absence is { Reason: not null });
}

/// <summary>Hours that come again each week, or each few weeks. They belong to the day on which they begin: a night from Monday 20:00 to 08:00 is Monday's.</summary>
/// <param name="Kind">Duty, or seeing booked patients.</param>
/// <param name="Specialty">As what: <c>consultant</c>, <c>therapist</c>, <c>paediatrician</c>, or a specialist's specialty in Russian; one that the member has.</param>
/// <param name="Days">The days of the week, at least one.</param>
/// <param name="From">When they begin: <c>00:00</c> to <c>23:45</c>, in quarters of an hour.</param>
/// <param name="Until">When they end: <c>00:00</c> to <c>24:00</c>. An end that is not later than the beginning lies on the next day; so <c>08:00</c> to <c>08:00</c> lasts a day.</param>
/// <param name="FirstDay">The first day. Its week is the first of those that count where <paramref name="EveryWeeks"/> is above 1.</param>
/// <param name="LastDay">The last day; null without an end.</param>
/// <param name="EveryWeeks">1 for each week, up to 4.</param>
/// <param name="BufferMinutes">How long the doctor is kept free after each booked consultation: 0 (default), 15, 30 or 45.</param>
/// <param name="OnHolidays">Whether they hold on public holidays, too. Default false.</param>
/// <param name="Except">Single days on which these hours do not begin, though others do; at most 100, null for none.</param>
[GenerateSerializer, Immutable, Alias("RosterHours")]
public sealed record RosterHours(
    [property: Id(0)] RosterKind Kind,
    [property: Id(1)] string Specialty,
    [property: Id(2)] Weekday[] Days,
    [property: Id(3)] string From,
    [property: Id(4)] string Until,
    [property: Id(5)] DateOnly FirstDay,
    [property: Id(6)] DateOnly? LastDay = null,
    [property: Id(7)] int EveryWeeks = 1,
    [property: Id(8)] int BufferMinutes = 0,
    [property: Id(9)] bool OnHolidays = false,
    [property: Id(10)] DateOnly[]? Except = null);

/// <summary>Hours of a single day.</summary>
/// <param name="Kind">Duty, or seeing booked patients.</param>
/// <param name="Specialty">As in <see cref="RosterHours"/>.</param>
/// <param name="Day">The day on which they begin.</param>
/// <param name="From">As in <see cref="RosterHours"/>.</param>
/// <param name="Until">As in <see cref="RosterHours"/>.</param>
/// <param name="BufferMinutes">As in <see cref="RosterHours"/>.</param>
[GenerateSerializer, Immutable, Alias("RosterDay")]
public sealed record RosterDay(
    [property: Id(0)] RosterKind Kind,
    [property: Id(1)] string Specialty,
    [property: Id(2)] DateOnly Day,
    [property: Id(3)] string From,
    [property: Id(4)] string Until,
    [property: Id(5)] int BufferMinutes = 0);

/// <summary>Days on which the weekly hours do not begin.</summary>
/// <param name="FirstDay">The first day.</param>
/// <param name="LastDay">The last day, possibly the same.</param>
/// <param name="Reason">Why, for other staff; at most 200 characters, may be empty.</param>
[GenerateSerializer, Immutable, Alias("RosterAbsence")]
public sealed record RosterAbsence([property: Id(0)] DateOnly FirstDay, [property: Id(1)] DateOnly LastDay, [property: Id(2)] string Reason);

/// <summary>The kinds of hours in a roster.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RosterKind>))]
public enum RosterKind
{
    /// <summary>«Дежурство»: urgent cases. The roster only raises alarms; on duty means present and available (S3.3).</summary>
    Duty,

    /// <summary>«Приём»: booked consultations (S4).</summary>
    Booking,
}

/// <summary>The days of the week.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Weekday>))]
public enum Weekday
{
    /// <summary>Понедельник.</summary>
    Monday,

    /// <summary>Вторник.</summary>
    Tuesday,

    /// <summary>Среда.</summary>
    Wednesday,

    /// <summary>Четверг.</summary>
    Thursday,

    /// <summary>Пятница.</summary>
    Friday,

    /// <summary>Суббота.</summary>
    Saturday,

    /// <summary>Воскресенье.</summary>
    Sunday,
}
