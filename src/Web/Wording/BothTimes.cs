using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>An instant at the patient's place and at the doctor's, side by side: zones are named where their times differ.</summary>
/// <param name="Instant">The instant.</param>
/// <param name="Patient">The patient's zone.</param>
/// <param name="Doctor">The doctor's zone.</param>
public readonly record struct BothTimes(DateTimeOffset Instant, TimeZoneInfo Patient, TimeZoneInfo Doctor)
{
    private const string Clock = "HH:mm";

    /// <summary>The day at the patient's place.</summary>
    public DateOnly Day => Dates.DayOf(Instant, Patient);

    /// <summary>Whether the two places have different times then.</summary>
    public bool Differ => Patient.GetUtcOffset(Instant) != Doctor.GetUtcOffset(Instant);

    /// <summary>14:00, at the patient's place.</summary>
    public string Time => TimeZoneInfo.ConvertTime(Instant, Patient).ToString(Clock, Dates.Russian);

    /// <summary>21:00, at the doctor's place; with the day where it is another one: 1 декабря, 00:15.</summary>
    public string DoctorTime => TimeZoneInfo.ConvertTime(Instant, Doctor).ToString(Dates.DayOf(Instant, Doctor) == Day ? Clock : "d MMMM, HH:mm", Dates.Russian);

    /// <summary>14:00 Москва · 21:00 Владивосток; 14:00 where both have the same time.</summary>
    public string Text => Differ ? $"{Time} {ZoneWords.Name(Instant, Patient)} · {DoctorTime} {ZoneWords.Name(Instant, Doctor)}" : Time;

    /// <summary>пн, 30 ноября 2026, 14:00 Москва · 21:00 Владивосток.</summary>
    public string Full => $"{TimeZoneInfo.ConvertTime(Instant, Patient).ToString("ddd, d MMMM yyyy", Dates.Russian)}, {Text}";

    /// <summary>пн, 30 ноября.</summary>
    /// <param name="day">The day.</param>
    public static string Of(DateOnly day) => day.ToString("ddd, d MMMM", Dates.Russian);
}
