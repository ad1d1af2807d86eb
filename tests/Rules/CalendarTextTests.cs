using System.Text;
using CsCheck;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Bookings as an iCalendar file.</summary>
public sealed class CalendarTextTests
{
    private static readonly OwnAppointment Booked = new(
        new AppointmentId("a1"), 1, AppointmentState.Booked, new PatientId("p"), "Иванова Анна", "Сердцев Пётр", "кардиология", new(2026, 12, 1, 6, 0, 0, TimeSpan.Zero),
        new(2026, 12, 1, 6, 15, 0, TimeSpan.Zero), "Europe/Moscow", Repeated: false, "Кардиограмма", DocumentsAwaited: true, null, new(2026, 11, 30, 12, 30, 5, TimeSpan.FromHours(3)));

    // Letters of one to four octets, what ends lines, and what means something to calendars.
    private static readonly Gen<string> Line = Gen.OneOf("a", "Щ", "€", "🫀", " ", ";", ",", "\\", ":").Array[0, 200].Select(string.Concat);

    [Fact]
    public void A_booking_says_when_and_how_to_join_and_nothing_of_whom_and_why()
    {
        var file = CalendarText.Of([Booked], "https://rgs.example");
        var lines = Unfolded(file);
        Assert.Equal(
            ["UID:a1@medzdrav", "SEQUENCE:0", "DTSTAMP:20261130T093005Z", "LAST-MODIFIED:20261130T093005Z", "DTSTART:20261201T060000Z", "DTEND:20261201T061500Z", "SUMMARY:Консультация\\, Медздрав"],
            lines.SkipWhile(line => line != "BEGIN:VEVENT").Skip(1).Take(7));
        Assert.Contains("STATUS:CONFIRMED", lines);
        Assert.Contains("URL:https://rgs.example/calendar", lines);
        Assert.Contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H", lines);
        Assert.Contains("X-PUBLISHED-TTL:PT1H", lines);
        foreach (var secret in new[] { "Иванова", "Анна", "Сердцев", "кардио", "Кардио" })
            Assert.DoesNotContain(secret, string.Concat(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_version_is_the_same_thing_with_a_higher_number_and_a_cancelled_one_says_so()
    {
        var moved = Unfolded(CalendarText.Of([Booked with { Version = 2, StartsAt = Booked.StartsAt.AddDays(1), EndsAt = Booked.EndsAt.AddDays(1) }], null));
        Assert.Empty(new[] { "UID:a1@medzdrav", "SEQUENCE:1", "DTSTART:20261202T060000Z", "STATUS:CONFIRMED" }.Except(moved));
        foreach (var ended in new[] { AppointmentState.NoConnection, AppointmentState.NotHeld })
            Assert.Contains("STATUS:CANCELLED", Unfolded(CalendarText.Of([Booked with { State = ended }], null)));
        Assert.Contains("STATUS:CONFIRMED", Unfolded(CalendarText.Of([Booked with { State = AppointmentState.Held }], null)));
        var cancelled = Unfolded(CalendarText.Of([Booked with { Version = 3, State = AppointmentState.Cancelled, CancelReason = "Врач болен" }], null));
        Assert.Empty(new[] { "UID:a1@medzdrav", "SEQUENCE:2", "STATUS:CANCELLED", "TRANSP:TRANSPARENT" }.Except(cancelled));
        Assert.DoesNotContain(cancelled, line => line.Contains("болен", StringComparison.Ordinal) || line.StartsWith("URL", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_bookings_are_the_same_file_in_whatever_order_they_come()
    {
        var other = Booked with { AppointmentId = new AppointmentId("a0"), StartsAt = Booked.StartsAt.AddHours(1) };
        Assert.Equal(CalendarText.Of([Booked, other], null), CalendarText.Of([other, Booked], null));
        Assert.Equal(["BEGIN:VCALENDAR", "END:VCALENDAR"], Unfolded(CalendarText.Of([], null)).Where(line => line.StartsWith("BEGIN", StringComparison.Ordinal) || line.StartsWith("END", StringComparison.Ordinal)));
    }

    [Fact]
    public void Lines_have_75_octets_at_most_cut_no_character_and_come_together_again() => Line.Sample(line =>
    {
        var file = new StringBuilder();
        CalendarLines.Append(file, line);
        var written = file.ToString();
        Assert.EndsWith("\r\n", written, StringComparison.Ordinal);
        foreach (var one in written[..^2].Split("\r\n"))
        {
            var octets = Encoding.UTF8.GetBytes(one);
            Assert.True(octets.Length <= 75, $"{octets.Length} octets");
            Assert.Equal(one, Encoding.UTF8.GetString(octets));
            Assert.DoesNotContain('\uFFFD', one);
        }
        Assert.Equal(line, Unfolded(written).Single());
    });

    [Fact]
    public void A_text_is_the_same_once_it_was_read() => Gen.OneOf("a", "Щ", "\n", "\r\n", ";", ",", "\\", "n").Array[0, 40].Select(string.Concat).Sample(text =>
    {
        var value = CalendarLines.Text(text);
        Assert.DoesNotContain('\n', value);
        Assert.DoesNotContain('\r', value);
        Assert.Equal(text.ReplaceLineEndings("\n"), Read(value));
    });

    private static string[] Unfolded(string file) => file.Replace("\r\n ", "", StringComparison.Ordinal)[..^2].Split("\r\n");

    private static string Read(string value)
    {
        var text = new StringBuilder();
        for (var index = 0; index < value.Length; index++)
            text.Append(value[index] == '\\' ? value[++index] switch { 'n' => '\n', var other => other } : value[index]);
        return text.ToString();
    }
}
