using System.Globalization;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Bookings as an iCalendar file (RFC 5545, RFC 7986) for the phone's own calendar. Whoever looks at that phone reads neither a name nor a specialty in it.</summary>
internal static class CalendarText
{
    private const string Title = "Консультация, Медздрав";
    private const string HowToJoin = "Позвоните за 15 минут до начала: выберите видеосвязь, аудиосвязь или чат. Медконсультант соединит вас с врачом.";

    /// <summary>How often programs are asked to read a link again.</summary>
    private const string Refresh = "PT1H";

    /// <summary>The file of some bookings. The same bookings are the same file, octet by octet.</summary>
    /// <param name="bookings">The bookings, in any order.</param>
    /// <param name="origin">The scheme, host and port of the platform's pages, or null.</param>
    public static string Of(IEnumerable<OwnAppointment> bookings, string? origin)
    {
        var file = new StringBuilder();
        string[] head =
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Medzdrav//Calendar//RU", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "NAME:Медздрав", "X-WR-CALNAME:Медздрав",
            $"REFRESH-INTERVAL;VALUE=DURATION:{Refresh}", $"X-PUBLISHED-TTL:{Refresh}",
        ];
        foreach (var line in head.Concat(bookings.OrderBy(one => one.StartsAt).ThenBy(one => one.AppointmentId.Value, StringComparer.Ordinal).SelectMany(one => Event(one, origin))).Append("END:VCALENDAR"))
            CalendarLines.Append(file, line);
        return file.ToString();
    }

    /// <summary>The UID stays for as long as the booking does, and SEQUENCE grows with each change: so programs know the next version for the same thing.</summary>
    private static IEnumerable<string> Event(OwnAppointment booked, string? origin)
    {
        var isCancelled = booked.State is not (AppointmentState.Booked or AppointmentState.Held);
        var changedAt = CalendarLines.Instant(booked.ChangedAt);
        yield return "BEGIN:VEVENT";
        yield return $"UID:{booked.AppointmentId}@medzdrav";
        yield return $"SEQUENCE:{(booked.Version - 1).ToString(CultureInfo.InvariantCulture)}";
        yield return $"DTSTAMP:{changedAt}";
        yield return $"LAST-MODIFIED:{changedAt}";
        yield return $"DTSTART:{CalendarLines.Instant(booked.StartsAt)}";
        yield return $"DTEND:{CalendarLines.Instant(booked.EndsAt)}";
        yield return $"SUMMARY:{CalendarLines.Text(Title)}";
        yield return $"DESCRIPTION:{CalendarLines.Text(isCancelled ? "Запись отменена." : HowToJoin)}";
        if (origin is not null)
            yield return $"URL:{origin}/calendar";
        yield return $"STATUS:{(isCancelled ? "CANCELLED" : "CONFIRMED")}";
        yield return $"TRANSP:{(isCancelled ? "TRANSPARENT" : "OPAQUE")}";
        yield return "CLASS:PRIVATE";
        yield return "END:VEVENT";
    }
}
