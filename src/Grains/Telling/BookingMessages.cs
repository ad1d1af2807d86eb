using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The SMS about bookings. They say when, in the time of the patient's place as it was asked, else the clinic's, with its name, of several persons of a login for whom by the first name, and neither with whom nor why: a phone lies about.</summary>
internal static class BookingMessages
{
    private const string Calendar = "/calendar";

    /// <summary>The message that tells of a booking or its change; it is not sent after the start.</summary>
    /// <param name="added">The task that is done by it.</param>
    /// <param name="phone">Where it goes.</param>
    /// <param name="insurer">In whose name.</param>
    /// <param name="zone">The clinic's zone.</param>
    /// <param name="now">The instant.</param>
    public static Notice Of(TaskAdded added, string phone, InsurerRecord insurer, TimeZoneInfo zone, DateTimeOffset now)
    {
        var about = added.Task.Appointment!;
        return Message(BookingTasks.NoticeOf(about.AppointmentId, about.Version), about, phone, insurer.LinkMessage(News(about, zone), added.Origin, Calendar), now);
    }

    /// <summary>The message that a wish is declined, with the consultant's words.</summary>
    public static Notice Declined(TaskAdded added, string phone, InsurerRecord insurer, TimeZoneInfo zone, string words, DateTimeOffset now)
    {
        var about = added.Task.Appointment!;
        var news = $"запись {Dates.Told(about.StartsAt, ZoneOf(about, zone))} остаётся. Медконсультант: {words.TrimEnd('.')}";
        return Message(DerivedId.Of("appointment-declined", added.Task.TaskId.Value), about, phone, $"{insurer.Logo}: {news}.", now);
    }

    /// <summary>запись (Миша) перенесена с 1 декабря в 14:00 на 2 декабря в 10:00 по Москве, нужны документы: посмотрите в Календаре.</summary>
    /// <param name="about">The booking.</param>
    /// <param name="clinic">The clinic's zone.</param>
    public static string News(AppointmentTask about, TimeZoneInfo clinic)
    {
        var (zone, whose) = (ZoneOf(about, clinic), about.GivenName is { } name ? $" ({name})" : "");
        var documents = about.Documents is null ? "" : ", нужны документы: посмотрите в Календаре";
        return about switch
        {
            { News: AppointmentNews.Moved, FormerStartsAt: { } former } => $"запись{whose} перенесена с {Dates.ToldShort(former, zone)} на {Dates.Told(about.StartsAt, zone)}{documents}",
            { News: AppointmentNews.Cancelled } => $"запись{whose} {Dates.Told(about.StartsAt, zone)} отменена",
            _ => $"вы записаны на консультацию{whose} {Dates.Told(about.StartsAt, zone)}{documents}",
        };
    }

    private static TimeZoneInfo ZoneOf(AppointmentTask about, TimeZoneInfo clinic) => about.PatientZone is { } known && TimeZoneInfo.TryFindSystemTimeZoneById(known, out var zone) ? zone : clinic;

    private static Notice Message(string id, AppointmentTask about, string phone, string text, DateTimeOffset now) => new(id, phone, text, now, BookingTasks.OverAt(about), IsRepeatable: true);
}
