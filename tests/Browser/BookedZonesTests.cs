using System.Globalization;
using Medzdrav.Tests.Support;
using Microsoft.Playwright;
using static Medzdrav.Tests.Browser.Pushing;

namespace Medzdrav.Tests.Browser;

/// <summary>A patient in Vladivostok, a doctor in Kaliningrad and a consultant in Moscow: each reads one and the same instant by their own clock, and whose time it is.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class BookedZonesTests
{
    private const string Specialty = "кардиология";

    [Fact]
    public Task One_instant_is_told_to_everybody_by_their_own_clock() => MovedHouse.VisitAsync(async (clinic, clock) =>
    {
        await using var service = new PushService().Open();
        using var browser = new PushedBrowser(service);
        clinic.InitScript = SubscribingAt(browser);
        await using var reception = await Reception.OpenAsync(clinic);
        await reception.PlanAsync("Кардиограммова", "Europe/Kaliningrad", Specialty);
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        clinic.Zone = "Europe/Kaliningrad";
        var doctor = await clinic.SpecialistAsync();
        clinic.Zone = "Asia/Vladivostok";
        var patient = await clinic.PatientWithNoticesAsync();
        await patient.SignInAsync();
        await patient.CallAsync("chat");
        await consultant.AnswerAsync();
        await consultant.SendConsentAsync();
        await patient.ConfirmConsentAsync();
        var at = clock.QuarterIn(TimeSpan.FromMinutes(14));
        var (vladivostok, moscow, kaliningrad) = (Wall(at, 10), Wall(at, 3), Wall(at, 2));

        // The screen of the consultant, who books by the patient's clock and reads the doctor's below.
        var booking = await Booking.OpenedAsync(consultant, () => consultant.TestId("book-here").ClickAsync());
        await booking.TestId("booking-specialty").SelectOptionAsync(Specialty);
        await booking.TestId("booking-zone").SelectOptionAsync("Asia/Vladivostok");
        await booking.Expect("slots").ToContainTextAsync("время пациента (Владивосток), ниже — врача (Калининград)");
        await Booking.ChooseAsync(booking, at);
        await booking.Expect("chosen").ToContainTextAsync($"{vladivostok} Владивосток");
        await booking.Expect("chosen").ToContainTextAsync($"{kaliningrad} Калининград");
        await booking.TestId("booking-reason").FillAsync("Боли в груди");
        await booking.TestId("tell-phone").CheckAsync();
        await booking.TestId("book").ClickAsync();
        await booking.Expect("booking-done").ToContainTextAsync("Записано");
        await booking.Page.CloseAsync();

        // The task, and the SMS of whoever could not be reached.
        await consultant.Expect("task-visit").ToContainTextAsync($"{moscow} по вашему времени");
        await consultant.Expect("task-patient-time").ToContainTextAsync($"{vladivostok} (Владивосток)");
        await consultant.TestId("task-claim").ClickAsync();
        await consultant.FinishTaskAsync("Не дозвонились");
        await clinic.ExpectSmsAsync(patient, $"вы записаны на консультацию {Told(at)}");

        // The calendar and its file.
        await consultant.CloseAsync();
        await patient.Page.GotoAsync("/calendar");
        await patient.Expect("booking").ToContainTextAsync(vladivostok);
        await patient.Expect("booking").ToContainTextAsync("ваше время (Владивосток); у врача");
        await patient.Expect("booking").ToContainTextAsync($"{kaliningrad}, Калининград");
        var (_, file) = await patient.DownloadAsync("booking-file");
        Assert.Contains($"DTSTART:{at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}", file, StringComparison.Ordinal);
        await patient.TestId("push-allow").ClickAsync();
        await patient.Expect("push-words").ToContainTextAsync("включены");

        // The doctor's day.
        await doctor.Page.GotoAsync($"/staff/calendar?day={at.ToOffset(TimeSpan.FromHours(2)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        await Assertions.Expect(doctor.Page.Locator($"[data-testid=booked][data-starts='{at.UtcDateTime.ToString("s", CultureInfo.InvariantCulture)}Z']")).ToContainTextAsync(kaliningrad);
        await Assertions.Expect(doctor.Page.Locator("main")).ToContainTextAsync("Время в вашем графике: Калининград.");
        await doctor.Page.GotoAsync("/staff/doctor");

        await clock.PassToAsync(at - TimeSpan.FromMinutes(10));
        var pushed = await ComeAsync(service, browser);
        Assert.Contains(Told(at), pushed.GetProperty("body").GetString(), StringComparison.Ordinal);

        // The day itself: the offers of the consultant and of the doctor.
        await patient.Page.GotoAsync("/");
        await patient.Expect("coming-booking").ToContainTextAsync(vladivostok);
        await patient.CallAsync("chat");
        await consultant.Expect("offer-booked").ToContainTextAsync($"{moscow} по вашему времени");
        await consultant.AnswerAsync();
        await consultant.ActAsync("transfer-booked");
        await consultant.TestId("transfer-confirm").ClickAsync();
        await Assertions.Expect(patient.Page.Locator(".chat-note").Filter(new() { HasTextString = "Запись" })).ToContainTextAsync($"{vladivostok} по вашему времени");
        await doctor.Expect("offer-booked").ToContainTextAsync(kaliningrad);
        await doctor.AnswerAsync();
        await doctor.EndAsync();
    });

    private static string Wall(DateTimeOffset at, int hours) => at.ToOffset(TimeSpan.FromHours(hours)).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The instant as the patient is told it in messages.</summary>
    private static string Told(DateTimeOffset at) => $"{at.ToOffset(TimeSpan.FromHours(10)).ToString("d MMMM 'в' HH:mm", CultureInfo.GetCultureInfo("ru-RU"))} по Владивостоку";
}
