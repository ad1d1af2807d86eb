using Medzdrav.Contracts;
using Medzdrav.Web;
using Medzdrav.Web.Pages.Staff;

namespace Medzdrav.Tests.Gateway;

/// <summary>Free slots as the page that books shows them: the patient's time and the doctor's side by side.</summary>
public sealed class SlotGridTests
{
    [Theory]
    [InlineData(AppointmentState.Held, "состоялась")]
    [InlineData(AppointmentState.NoConnection, "не было связи")]
    [InlineData(AppointmentState.NotHeld, "не состоялась")]
    public void A_doctor_reads_how_a_booking_ended(AppointmentState state, string words) => Assert.Equal(words, BookingWords.Ended(state));

    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    [Fact]
    public void Zones_are_named_where_their_times_differ()
    {
        Assert.Equal("14:00 Москва · 21:00 Владивосток", Times("2026-11-30T11:00Z", "Europe/Moscow", "Asia/Vladivostok").Text);
        Assert.Equal("14:00", Times("2026-11-30T11:00Z", "Europe/Moscow", "Europe/Moscow").Text);
        Assert.Equal("14:00", Times("2026-11-30T11:00Z", "Europe/Moscow", "Europe/Volgograd").Text);
        Assert.Equal("пн, 30 ноября 2026, 13:00 Калининград · 14:00 Москва", Times("2026-11-30T11:00Z", "Europe/Kaliningrad", "Europe/Moscow").Full);
    }

    [Fact]
    public void A_quarter_to_midnight_in_Moscow_is_the_next_day_in_Petropavlovsk()
    {
        var times = Times("2026-11-30T20:45Z", "Asia/Kamchatka", "Europe/Moscow");
        Assert.Equal("вт, 1 декабря 2026, 08:45 Петропавловск-Камчатский · 30 ноября, 23:45 Москва", times.Full);
        Assert.Equal(new DateOnly(2026, 12, 1), times.Day);
    }

    [Theory]
    [InlineData("Etc/GMT-10", "21:00 UTC+10 · 14:00 Москва")]
    [InlineData("Asia/Calcutta", "16:30 UTC+5:30 · 14:00 Москва")]
    [InlineData("Mars/Base", "14:00")]
    [InlineData("", "14:00")]
    public void Whatever_zone_a_browser_names_has_a_time(string zone, string text)
    {
        var grid = SlotGrid.Of(Found(zone, Slot("anna", "2026-11-30T11:00Z")), Moscow);
        Assert.Equal(text, grid.Doctors.Single().Days.Single().Times.Single().Text);
    }

    [Fact]
    public void A_place_outside_of_Russia_can_stay_chosen()
    {
        Assert.Equal(11, ZoneWords.Choices(Moscow, DateTimeOffset.UnixEpoch).Count);
        Assert.Equal(("Etc/GMT-10", "UTC+10"), ZoneWords.Choices(TimeZoneInfo.FindSystemTimeZoneById("Etc/GMT-10"), DateTimeOffset.UnixEpoch)[^1]);
    }

    [Fact]
    public void Slots_stand_by_doctor_the_soonest_first_and_by_the_patients_day()
    {
        var grid = SlotGrid.Of(Found("Asia/Vladivostok", Slot("boris", "2026-11-30T13:45Z"), Slot("anna", "2026-11-30T13:45Z"), Slot("boris", "2026-11-30T14:00Z")), Moscow);
        Assert.Equal(["boris", "anna"], grid.Doctors.Select(doctor => doctor.First.DoctorName));
        Assert.Equal([new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 1)], grid.Doctors[0].Days.Select(day => day.Day));
        Assert.Equal("00:00", grid.Doctors[0].Days[1].Times.Single().Time);
    }

    [Theory]
    [InlineData(TellBy.Chat, TellWhom.Patient, "Платформа сама сообщит пациенту дату и время консультации")]
    [InlineData(TellBy.Call, TellWhom.Patient, "Сообщите пациенту дату и время консультации по аудио- или видеосвязи")]
    [InlineData(TellBy.Phone, TellWhom.Representative, "Позвоните представителю на мобильный телефон")]
    public void Whoever_booked_reads_how_the_patient_is_told(TellBy way, TellWhom whom, string words)
    {
        var booked = new AppointmentView(
            new AppointmentId("a"), 1, AppointmentState.Booked, new PatientId("p"), "Иванова Анна", new StaffId("s"), "Сердечный Олег", "therapist", DateTimeOffset.UnixEpoch, "Europe/Moscow",
            new BookingTerms("Кашель", false, null, way, whom), false, null, DateTimeOffset.UnixEpoch);
        Assert.StartsWith(words, BookingWords.ToTell(booked), StringComparison.Ordinal);
        Assert.Contains("отмене", BookingWords.ToTell(booked with { State = AppointmentState.Cancelled }), StringComparison.Ordinal);
        Assert.Equal("Пациенту сообщили по телефону (Вежливая Анна)", BookingWords.Told(booked with { ToldBy = ToldBy.Phone, ToldByName = "Вежливая Анна" }));
    }

    private static BothTimes Times(string instant, string patient, string doctor) =>
        new(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(patient), TimeZoneInfo.FindSystemTimeZoneById(doctor));

    private static FoundSlots Found(string zone, params FreeSlot[] slots) => new(slots, false, zone, DateTimeOffset.UnixEpoch);

    private static FreeSlot Slot(string doctor, string instant) =>
        new(new StaffId(doctor), doctor, "therapist", DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), "Europe/Moscow");
}
