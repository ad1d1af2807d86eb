using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The SMS about bookings. They say when, in the time of the patient's place as it was asked, else the clinic's, with its name, of several persons of a login for whom by the first name, and neither with whom nor why: a phone lies about.</summary>
internal static class BookingMessages
{
    private const string Calendar = "/calendar";

    /// <summary>For so long after the start it is worth a message that a wish was not answered.</summary>
    public static readonly TimeSpan WorthKnowing = TimeSpan.FromDays(1);

    /// <summary>The message that tells of a booking or its change; it is not sent after the start. After a failed one it is another message.</summary>
    /// <param name="added">The task that is done by it.</param>
    /// <param name="phone">Where it goes.</param>
    /// <param name="insurer">In whose name.</param>
    /// <param name="zone">The clinic's zone.</param>
    /// <param name="now">The instant.</param>
    public static Notice Of(TaskAdded added, string phone, InsurerRecord insurer, TimeZoneInfo zone, DateTimeOffset now)
    {
        var about = added.Task.Appointment!;
        var id = added.Notice is { } failed ? DerivedId.Of("appointment-news-again", failed) : BookingTasks.NoticeOf(about.AppointmentId, about.Version);
        return Message(id, added, phone, insurer.LinkMessage(News(about, zone), added.Origin, Calendar), now);
    }

    /// <summary>The message that a wish is declined, with the consultant's words.</summary>
    public static Notice Declined(TaskAdded added, string phone, InsurerRecord insurer, TimeZoneInfo zone, string words, DateTimeOffset now)
    {
        var about = added.Task.Appointment!;
        var news = $"запись{WhoseOf(about)} {Dates.Told(about.StartsAt, ZoneOf(about, zone))} остаётся. Медконсультант: {words.TrimEnd('.')}";
        // A wish that was changed after it was declined is answered anew, and so is one whose answer failed.
        string?[] again = [added.Task.AskedAgainAt?.ToString("O", CultureInfo.InvariantCulture), added.Notice];
        return Message(DerivedId.Of("appointment-declined", [added.Task.TaskId.Value, .. again.OfType<string>()]), added, phone, $"{insurer.Logo}: {news}.", now);
    }

    /// <summary>The message that nobody answered a wish before the start.</summary>
    /// <param name="about">The wish.</param>
    /// <param name="id">The same for a repeat.</param>
    /// <param name="account">To whom.</param>
    /// <param name="insurer">In whose name.</param>
    /// <param name="zone">The clinic's zone.</param>
    /// <param name="now">The instant.</param>
    public static AccountNotice Unanswered(AppointmentTask about, string id, AccountId account, InsurerRecord insurer, TimeZoneInfo zone, DateTimeOffset now)
    {
        var wish = about.News == AppointmentNews.CancelWished ? "отменить" : "перенести";
        var news = $"медконсультант не успел ответить на просьбу {wish} запись{WhoseOf(about)} {Dates.Told(about.StartsAt, ZoneOf(about, zone))}. Запись осталась в силе";
        return new AccountNotice(
            id, account, new PushText($"{insurer.Logo}: просьба без ответа", $"{char.ToUpper(news[0], Dates.Russian)}{news[1..]}.", Calendar), $"{insurer.Logo}: {news}: если консультация нужна, войдите и позвоните.", now, about.StartsAt + WorthKnowing);
    }

    /// <summary>запись (Миша) перенесена с 1 декабря в 14:00 на 2 декабря в 10:00 по Москве, нужны документы: посмотрите в Календаре.</summary>
    /// <param name="about">The booking.</param>
    /// <param name="clinic">The clinic's zone.</param>
    public static string News(AppointmentTask about, TimeZoneInfo clinic)
    {
        var (zone, whose) = (ZoneOf(about, clinic), WhoseOf(about));
        var documents = about.Documents is null ? "" : ", нужны документы: посмотрите в Календаре";
        return about switch
        {
            { News: AppointmentNews.Moved, FormerStartsAt: { } same } when same == about.StartsAt => $"запись{whose} {Dates.Told(same, zone)} теперь к другому врачу{documents}",
            { News: AppointmentNews.Moved, FormerStartsAt: { } former } => $"запись{whose} перенесена с {Dates.ToldShort(former, zone)} на {Dates.Told(about.StartsAt, zone)}{documents}",
            { News: AppointmentNews.Cancelled } => $"запись{whose} {Dates.Told(about.StartsAt, zone)} отменена",
            _ => $"вы записаны на консультацию{whose} {Dates.Told(about.StartsAt, zone)}{documents}",
        };
    }

    private static TimeZoneInfo ZoneOf(AppointmentTask about, TimeZoneInfo clinic) => ZoneWords.Find(about.PatientZone) ?? clinic;

    private static string WhoseOf(AppointmentTask about) => about.GivenName is { } name ? $" ({name})" : "";

    private static Notice Message(string id, TaskAdded added, string phone, string text, DateTimeOffset now) =>
        new(id, phone, text, now, BookingTasks.OverAt(added.Task.Appointment!), IsRepeatable: true, added.Task.TaskId);
}
