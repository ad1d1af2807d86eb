using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>Words of booked consultations for their patients.</summary>
public static class OwnBookingWords
{
    /// <summary>How long before the start a patient is asked to call (S4.4).</summary>
    public static readonly TimeSpan CallBefore = TimeSpan.FromMinutes(15);

    /// <summary>Whether it is time to call for a booking: from some time before its start until it is over.</summary>
    public static bool IsTimeToCall(OwnAppointment booked, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(booked);
        return booked.StartsAt - now <= CallBefore && booked.EndsAt > now;
    }

    /// <summary>Сегодня в 14:00 по Москве; завтра likewise, and later days by their date.</summary>
    /// <param name="startsAt">When it begins.</param>
    /// <param name="now">The platform's clock.</param>
    /// <param name="zone">In whose time.</param>
    public static string Soon(DateTimeOffset startsAt, DateTimeOffset now, TimeZoneInfo zone) => (Dates.DayOf(startsAt, zone).DayNumber - Dates.DayOf(now, zone).DayNumber) switch
    {
        0 => $"Сегодня в {TimeZoneInfo.ConvertTime(startsAt, zone).ToString("HH:mm", Dates.Russian)} {ZoneWords.Told(startsAt, zone)}",
        1 => $"Завтра в {TimeZoneInfo.ConvertTime(startsAt, zone).ToString("HH:mm", Dates.Russian)} {ZoneWords.Told(startsAt, zone)}",
        _ => Dates.Told(startsAt, zone),
    };

    /// <summary>Терапевт, первичная консультация.</summary>
    public static string Title(string specialty, bool repeated)
    {
        var name = RosterWords.Specialty(specialty);
        return $"{name[..1].ToUpper(Dates.Russian)}{name[1..]}, {(repeated ? "повторная" : "первичная")} консультация";
    }

    /// <summary>Вы просили перенести запись.</summary>
    public static string Wished(OwnWish wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        return wish.News == AppointmentNews.CancelWished ? "Вы просили отменить запись" : "Вы просили перенести запись";
    }

    /// <summary>The fate of a wish that left the booking as it is.</summary>
    public static string Answered(OwnWish wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        return wish.Answer == WishAnswer.Declined ? $"Медконсультант ответил: {wish.Words}" : "Медконсультант не успел ответить до начала консультации: запись осталась в силе.";
    }

    /// <summary>The words on the button of a wish: where another wish stands, the button must not be taken for one that takes it back.</summary>
    /// <param name="standing">The wish that consultants have before them, or null.</param>
    /// <param name="news">The wish that the button is for.</param>
    public static string Asking(OwnWish? standing, AppointmentNews news) => (standing?.News == news, news) switch
    {
        (true, _) => "Изменить просьбу",
        (_, AppointmentNews.CancelWished) => standing is null ? "Отменить" : "Отменить запись",
        _ => standing is null ? "Перенести" : "Перенести запись",
    };

    /// <summary>Where the doctor is: a city, or UTC+7 for zones without one.</summary>
    /// <param name="zone">The doctor's zone.</param>
    /// <param name="instant">When.</param>
    public static string Place(string zone, DateTimeOffset instant) =>
        ZoneWords.Find(zone) is { } known ? ZoneWords.Name(instant, known) : zone;

    /// <summary>The time on the wall at the doctor's place, for scripts: 2026-12-01T09:00; null where this machine does not know the zone.</summary>
    /// <param name="zone">The doctor's zone.</param>
    /// <param name="instant">When.</param>
    public static string? Wall(string zone, DateTimeOffset instant) =>
        ZoneWords.Find(zone) is { } known ? TimeZoneInfo.ConvertTime(instant, known).ToString(Dates.WallFormat, CultureInfo.InvariantCulture) : null;

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
