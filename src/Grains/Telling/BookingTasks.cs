using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The tasks that follow from bookings (S4.2, S4.6): which, about what, and until when.</summary>
internal static class BookingTasks
{
    /// <summary>The task that follows from a booking, or its change: the patient is to be told, and nobody is told any more what held before.</summary>
    /// <param name="changed">The booking in its new version.</param>
    /// <param name="former">The version before; null for a new booking.</param>
    /// <param name="booked">The person it is for.</param>
    /// <param name="doctorName">The doctor's name.</param>
    /// <param name="origin">Where links in messages lead; null where that is not known.</param>
    /// <param name="limits">The options.</param>
    public static TaskAdded OfChange(AppointmentRecord changed, AppointmentRecord? former, BookedPerson booked, string doctorName, string? origin, LimitOptions limits)
    {
        var news = changed.State == AppointmentState.Cancelled ? AppointmentNews.Cancelled : former is null ? AppointmentNews.Booked : AppointmentNews.Moved;
        var about = About(changed, news, doctorName) with { FormerStartsAt = news == AppointmentNews.Moved ? former?.StartsAt : null, GivenName = booked.GivenName };
        return Of(TaskKind.Appointment, changed, booked.Person, DueAt(changed.ChangedAt, limits.TellWithin, FirstStart(about), limits), changed.ChangedAt, about, origin);
    }

    /// <summary>The task about a booking that the doctor does not keep: outside of the roster, or the doctor is gone.</summary>
    /// <param name="booked">The booking.</param>
    /// <param name="person">The person it is for, if there is one still.</param>
    /// <param name="doctor">The doctor.</param>
    /// <param name="news">Why the doctor does not keep it.</param>
    /// <param name="occasion">The version of the roster, or of the doctor's account: the same change makes the same task.</param>
    /// <param name="now">The instant.</param>
    /// <param name="limits">The options.</param>
    public static TaskAdded Unplanned(AppointmentRecord booked, PersonRecord? person, Standing doctor, AppointmentNews news, long occasion, DateTimeOffset now, LimitOptions limits) => Of(
        TaskKind.Unplanned, booked, person, DueAt(now, limits.ReplanWithin, booked.StartsAt, limits), now, About(booked, news, doctor.Name), origin: null,
        string.Create(CultureInfo.InvariantCulture, $"{news} {occasion}"));

    /// <summary>The patient's wish about a booking.</summary>
    /// <param name="booked">The booking.</param>
    /// <param name="whose">The person it is for.</param>
    /// <param name="doctorName">The doctor's name.</param>
    /// <param name="news">Moving or cancelling.</param>
    /// <param name="words">The patient's words, or null.</param>
    /// <param name="command">The tap.</param>
    /// <param name="limits">The options.</param>
    public static TaskAdded Wish(AppointmentRecord booked, BookedPerson whose, string doctorName, AppointmentNews news, string? words, RecordCommand command, LimitOptions limits)
    {
        var about = About(booked, news, doctorName) with { Words = words, GivenName = whose.GivenName };
        return Of(TaskKind.Wish, booked, whose.Person, DueAt(command.At, limits.TellWithin, booked.StartsAt, limits), command.At, about, origin: null, command.Id.ToString());
    }

    /// <summary>The task of telling the patient of a version of a booking.</summary>
    public static TaskId TellingOf(AppointmentRecord changed) => IdOf(TaskKind.Appointment, changed);

    /// <summary>The notice about a version of a booking.</summary>
    public static string NoticeOf(AppointmentId appointment, long version) => DerivedId.Of("appointment-news", appointment.Value, version.ToString(CultureInfo.InvariantCulture));

    /// <summary>When a task about a booking is over, done or not: at its start.</summary>
    public static DateTimeOffset OverAt(AppointmentTask about) => about.StartsAt;

    /// <summary>The earlier of a booking's start and the one before it was moved: by then nobody may set out for what is off.</summary>
    public static DateTimeOffset FirstStart(AppointmentTask about) => about.FormerStartsAt is { } former && former < about.StartsAt ? former : about.StartsAt;

    /// <summary>Soon after it was asked for, but so long before the start that the patient can go by it; never in the past.</summary>
    private static DateTimeOffset DueAt(DateTimeOffset now, TimeSpan within, DateTimeOffset startsAt, LimitOptions limits)
    {
        var latest = startsAt - limits.TellBefore;
        var due = now + within < latest ? now + within : latest;
        return due > now ? due : now;
    }

    private static TaskId IdOf(TaskKind kind, AppointmentRecord booked, string? tap = null) =>
        new(DerivedId.Of("booking-task", Words.Of(kind), booked.Id.Value, booked.Version.ToString(CultureInfo.InvariantCulture), tap ?? ""));

    private static AppointmentTask About(AppointmentRecord booked, AppointmentNews news, string doctorName) => new(
        booked.Id, booked.Version, news, booked.Patient, booked.StartsAt, FormerStartsAt: null, doctorName, booked.Specialty, booked.Zone, booked.Terms.TellBy, booked.Terms.TellWhom,
        PatientZone: booked.Terms.PatientZone, Documents: news == AppointmentNews.Cancelled ? null : booked.Terms.Documents);

    private static TaskAdded Of(TaskKind kind, AppointmentRecord booked, PersonRecord? person, DateTimeOffset dueAt, DateTimeOffset askedAt, AppointmentTask about, string? origin, string? tap = null) =>
        new(new StaffTask(IdOf(kind, booked, tap), kind, person?.Phone ?? "", person?.Name, booked.Session, askedAt, null, null, null, DueAt: dueAt, Appointment: about), origin);
}

/// <summary>The person of a booking, for telling of it.</summary>
/// <param name="Person">The person.</param>
/// <param name="IsOfSeveral">Whether the login has other persons, too: then the person is named.</param>
internal sealed record BookedPerson(PersonRecord Person, bool IsOfSeveral)
{
    /// <summary>The first name, where it says whose booking it is; else null.</summary>
    public string? GivenName => IsOfSeveral ? PersonNames.Given(Person.Name) : null;
}
