using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Tests.Rules.Rosters;

namespace Medzdrav.Tests.Rules;

/// <summary>Slots where days, months and clocks change.</summary>
public sealed class SlotBorderTests
{
    private static readonly StaffId Anna = new("anna");

    [Theory]
    // 29 March 2026: 02:00 becomes 03:00; 25 October: 03:00 becomes 02:00.
    [InlineData("2026-03-29", "00:00 00:15 00:30 00:45 01:00 01:15 01:30 01:45")]
    [InlineData("2026-10-25", "23:00 23:15 23:30 23:45 00:00 00:15 00:30 00:45 01:00 01:15 01:30 01:45 02:00 02:15 02:30 02:45")]
    public void Where_clocks_change_there_is_a_slot_for_each_quarter_that_passes_and_none_that_does_not(string day, string slots) =>
        Assert.Equal(slots, Found(Of("Europe/Berlin", Booking("01:00", "04:00", Weekday.Sunday) with { FirstDay = Day("2026-01-01") }), Day(day), "Europe/Berlin"));

    [Fact]
    public void Hours_over_midnight_and_the_end_of_a_month_have_the_slots_of_both_days() =>
        Assert.Equal("20:30 20:45 21:00 21:15", Found(Of("Europe/Moscow", Booking("23:30", "00:30", Weekday.Monday)), Day("2026-11-30"), "Europe/Moscow"));

    [Fact]
    public void A_whole_day_has_the_quarter_after_midnight_and_the_last_one()
    {
        var whole = Of("Europe/Moscow", Booking("00:00", "24:00", Weekday.Tuesday));
        Assert.Equal(96, Found(whole, Day("2026-12-01"), "Europe/Moscow").Split(' ').Length);
        Assert.Equal("21:00", Found(whole, Day("2026-12-01"), "Europe/Moscow", notAfter: 5));
        Assert.Equal("20:45", Found(whole, Day("2026-12-01"), "Europe/Moscow", notBefore: 23 * 60 + 45));
    }

    [Fact]
    public void Five_minutes_past_midnight_is_no_slot_and_that_is_said()
    {
        var wanted = new AppointmentRecord
        {
            Id = new AppointmentId("a"),
            Patient = new PatientId("p"),
            Doctor = Anna,
            Specialty = "therapist",
            StartsAt = Utc("2026-11-30T21:05Z"),
            Zone = "",
            Wall = "",
            Terms = new BookingTerms("Кашель", Repeated: false, null, TellBy.Chat, TellWhom.Patient),
            ChangedBy = Anna,
            ChangedAt = Utc("2026-11-30T09:00Z"),
        };
        Assert.Equal("Приём начинается в 00, 15, 30 или 45 минут.", BookingRules.Place(wanted, new BookingFacts(null!, null!, null, null), Utc("2026-11-30T09:00Z"), new LimitOptions()).Refusal!.Message);
    }

    /// <summary>The slots of a roster on a day and in the hours beside it, in UTC.</summary>
    private static string Found(RosterPlan plan, DateOnly day, string zone, int? notBefore = null, int? notAfter = null)
    {
        var clock = Zones.ClockOf(zone);
        var (from, until) = (clock.At(day, 0), clock.At(day.AddDays(1), 8 * 60));
        var index = new SlotIndex(from, until);
        index.Plan(Anna, "Анна", plan, Specialties);
        return string.Join(' ', index.Find(new SlotWish("therapist", null, from, until, clock, notBefore, notAfter), 200).Select(slot => $"{slot.StartsAt:HH:mm}"));
    }
}
