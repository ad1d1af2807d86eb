using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>Words of booked consultations for their patients.</summary>
public static class OwnBookingWords
{
    /// <summary>How long before the start a patient is asked to call (S4.4).</summary>
    public static readonly TimeSpan CallBefore = TimeSpan.FromMinutes(15);

    /// <summary>Терапевт, первичная консультация.</summary>
    public static string Title(string specialty, bool repeated)
    {
        var name = RosterWords.Specialty(specialty);
        return $"{name[..1].ToUpper(Dates.Russian)}{name[1..]}, {(repeated ? "повторная" : "первичная")} консультация";
    }

    /// <summary>Where the doctor is: a city, or UTC+7 for zones without one.</summary>
    /// <param name="zone">The doctor's zone.</param>
    /// <param name="instant">When.</param>
    public static string Place(string zone, DateTimeOffset instant) =>
        ZoneWords.Find(zone) is { } known ? ZoneWords.Name(instant, known) : zone;

    /// <summary>The time on the wall at the doctor's place, for scripts: 2026-12-01T09:00; null where this machine does not know the zone.</summary>
    /// <param name="zone">The doctor's zone.</param>
    /// <param name="instant">When.</param>
    public static string? Wall(string zone, DateTimeOffset instant) =>
        ZoneWords.Find(zone) is { } known ? TimeZoneInfo.ConvertTime(instant, known).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : null;

    /// <summary>How a booking of the past ended, for its patient.</summary>
    public static string Of(OwnAppointment booked)
    {
        ArgumentNullException.ThrowIfNull(booked);
        return booked.State switch
        {
            AppointmentState.Cancelled => "Отменена",
            AppointmentState.Held => "Состоялась",
            AppointmentState.NoConnection => "Закрыта: не было связи",
            AppointmentState.NotHeld => "Не состоялась",
            _ => "Время прошло",
        };
    }
}
