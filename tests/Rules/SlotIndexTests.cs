using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Tests.Rules.Rosters;

namespace Medzdrav.Tests.Rules;

/// <summary>Free slots, as they are searched.</summary>
public sealed class SlotIndexTests
{
    private static readonly StaffId Anna = new("anna");
    private static readonly StaffId Boris = new("boris");
    private readonly SlotIndex index = new(Utc("2026-11-30T00:00Z"), Utc("2027-02-28T00:00Z"));

    public SlotIndexTests()
    {
        index.Plan(Boris, "Борис", Of("Europe/Moscow", Booking("09:00", "10:00")), Specialties);
        index.Plan(Anna, "Анна", Of("Asia/Vladivostok", Booking("16:00", "16:30"), Booking("17:00", "18:00") with { Specialty = "Кардиолог", BufferMinutes = 15 }), Specialties);
    }

    [Fact]
    public void The_soonest_come_first_and_at_one_time_by_name()
    {
        Assert.Equal(
            ["Анна 11-30 06:00", "Борис 11-30 06:00", "Анна 11-30 06:15", "Борис 11-30 06:15", "Борис 11-30 06:30"],
            Found(new SlotWish("therapist", null, Utc("2026-11-30T00:00Z"), Utc("2026-12-10T00:00Z"), Moscow), 4));
    }

    [Fact]
    public void A_doctor_is_searched_for_alone_in_all_specialties_or_one()
    {
        var wish = new SlotWish(null, Anna, Utc("2026-11-30T07:00Z"), Utc("2026-12-01T00:00Z"), Moscow);
        Assert.Equal(["Анна 11-30 07:00", "Анна 11-30 07:15", "Анна 11-30 07:30", "Анна 11-30 07:45"], Found(wish));
        Assert.Empty(Found(wish with { Specialty = "therapist" }));
        Assert.Empty(Found(wish with { Doctor = new StaffId("nobody") }));
    }

    [Fact]
    public void All_who_have_booking_hours_are_named_once_for_each_specialty_and_nobody_else()
    {
        Assert.Equal(["Анна therapist", "Анна Кардиолог", "Борис therapist"], index.Doctors.Select(doctor => $"{doctor.Name} {doctor.Specialty}"));
        Assert.Equal("Asia/Vladivostok", index.Doctors[0].Zone);
        index.Plan(Boris, "Борис", null, Specialties);
        Assert.DoesNotContain(index.Doctors, doctor => doctor.DoctorId == Boris);
    }

    [Fact]
    public void Times_of_day_are_those_of_the_one_who_asks()
    {
        var wish = new SlotWish("therapist", Boris, Utc("2026-11-30T00:00Z"), Utc("2026-12-01T00:00Z"), Zones.ClockOf("Asia/Vladivostok"), NotBefore: 16 * 60 + 15, NotAfter: 16 * 60 + 30);
        Assert.Equal(["Борис 11-30 06:15", "Борис 11-30 06:30"], Found(wish));
    }

    [Fact]
    public void A_booked_slot_is_gone_and_a_freed_one_is_back()
    {
        var (booked, wish) = (new BookedTime(new AppointmentId("1"), Boris, Quarters.Of(Utc("2026-11-30T06:15Z")), 1), new SlotWish(null, Boris, Utc("2026-11-30T00:00Z"), Utc("2026-12-01T00:00Z"), Moscow));
        index.Book([booked]);
        Assert.Equal(["Борис 11-30 06:00", "Борис 11-30 06:30", "Борис 11-30 06:45"], Found(wish));
        index.Book([booked with { Quarters = 0 }]);
        Assert.Equal(4, Found(wish).Length);
    }

    [Fact]
    public void A_slot_goes_over_from_a_moved_booking_to_another_one()
    {
        var first = new BookedTime(new AppointmentId("1"), Boris, Quarters.Of(Utc("2026-11-30T06:15Z")), 1);
        index.Book([first]);
        index.Book([first with { Appointment = new AppointmentId("2") }, first with { FirstQuarter = first.FirstQuarter + 1 }]);
        Assert.Equal(["Борис 11-30 06:00", "Борис 11-30 06:45"], Found(new SlotWish(null, Boris, Utc("2026-11-30T00:00Z"), Utc("2026-12-01T00:00Z"), Moscow)));
    }

    [Fact]
    public void A_buffer_keeps_the_quarters_beside_a_booking_free()
    {
        index.Book([new BookedTime(new AppointmentId("1"), Anna, Quarters.Of(Utc("2026-11-30T07:30Z")), 2)]);
        Assert.Equal(["Анна 11-30 07:00"], Found(new SlotWish("Кардиолог", null, Utc("2026-11-30T00:00Z"), Utc("2026-12-01T00:00Z"), Moscow)));
    }

    [Fact]
    public void Another_roster_takes_the_place_of_the_former_and_bookings_stay()
    {
        index.Book([new BookedTime(new AppointmentId("1"), Boris, Quarters.Of(Utc("2026-11-30T11:00Z")), 1)]);
        var wish = new SlotWish("therapist", Boris, Utc("2026-11-30T00:00Z"), Utc("2026-12-01T00:00Z"), Moscow);
        index.Plan(Boris, "Борис", Of("Europe/Moscow", Booking("14:00", "14:30")), Specialties);
        Assert.Equal(["Борис 11-30 11:15"], Found(wish));
        index.Plan(Boris, "Борис", Of("Europe/Moscow", Booking("14:00", "14:30")), ["paediatrician"]);
        Assert.Empty(Found(wish));
        index.Plan(Boris, "Борис", null, []);
        Assert.Empty(Found(wish with { Specialty = null }));
    }

    private static ZoneClock Moscow => Zones.ClockOf("Europe/Moscow");

    private string[] Found(SlotWish wish, int limit = 100) => [.. index.Find(wish, limit).Select(slot => $"{slot.DoctorName} {slot.StartsAt:MM-dd HH:mm}")];
}
