using System.Globalization;
using Medzdrav.Client;
using Medzdrav.Contracts;
using Medzdrav.Tests.Support;
using Microsoft.Playwright;
using static Medzdrav.Tests.Browser.Pushing;

namespace Medzdrav.Tests.Browser;

/// <summary>The day of a booking, from the desk where it is made to the conclusion in the calendar, with all limits as they are: the stories move the platform's clock.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class BookedDayTests
{
    private const string Specialty = "кардиология";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public Task A_patient_is_booked_told_reminded_and_led_to_the_doctor_whose_time_ends_by_itself_and_reads_the_conclusion() => MovedHouse.VisitAsync(async (clinic, clock) =>
    {
        await using var service = new PushService().Open();
        using var browser = new PushedBrowser(service);
        clinic.InitScript = SubscribingAt(browser);
        await using var reception = await Reception.OpenAsync(clinic);
        await reception.PlanAsync("Кардиограммова", "Asia/Vladivostok", Specialty);
        var (patient, consultant) = await ConsentedAsync(clinic, clinic.PatientWithNoticesAsync);
        var at = clock.QuarterIn(Minute * 17);

        await BookAsync(consultant, at);
        await Assertions.Expect(Note(patient, "Вы записаны на консультацию")).ToContainTextAsync(Moscow(at));
        await consultant.CloseAsync();
        await patient.Page.GotoAsync("/calendar");
        await patient.Expect("booking").ToContainTextAsync(Moscow(at));
        await patient.TestId("push-allow").ClickAsync();
        await patient.Expect("push-words").ToContainTextAsync("включены");

        await clock.PassToAsync(at - (Minute * 10) - TimeSpan.FromSeconds(5));
        Assert.Empty(service.To(browser));
        await clock.PassToAsync(at - (Minute * 10));
        var reminder = await ComeAsync(service, browser);
        Assert.Contains($"в {Moscow(at)} по Москве", reminder.GetProperty("body").GetString(), StringComparison.Ordinal);
        var worker = await PageWorker.OfAsync(patient);
        await worker.PushAsync(reminder.GetRawText());
        await worker.ExpectAsync(string.Join('|', new[] { "title", "body", "tag", "path" }.Select(part => reminder.GetProperty(part).GetString())));

        await patient.Page.GotoAsync(reminder.GetProperty("path").GetString()!);
        await patient.TestId("booking-call").ClickAsync();
        await patient.ArriveAsync("/");
        await patient.Expect("coming-booking").ToContainTextAsync("Кардиограммова");
        await Gallery.TakeAsync(patient, "home-booking");
        await patient.CallAsync("chat");
        await consultant.ExpectOfferAsync();
        await consultant.Expect("offer-booked").ToContainTextAsync("Кардиограммова");
        await consultant.AnswerAsync();
        await Gallery.TakeAsync(consultant, "desk-booked");
        await consultant.ActAsync("transfer-booked");
        await Gallery.TakeAsync(consultant, "transfer-booked");
        await consultant.TestId("transfer-confirm").ClickAsync();

        // The doctor's duty is off: the offer is for nobody else.
        var doctor = await clinic.SpecialistAsync();
        await doctor.ExpectOfferAsync();
        await doctor.Expect("offer-booked").ToBeVisibleAsync();
        await Gallery.TakeAsync(doctor, "desk-doctor-booked");
        await doctor.AnswerAsync();
        var ends = await doctor.LegEndsAsync(clock.Time);
        Assert.Equal(15, (ends - clock.Now).TotalMinutes, 0.2);

        await clock.PassToAsync(ends - (Minute * 5));
        await patient.SayAsync("Здравствуйте, доктор");
        await doctor.HearAsync("Здравствуйте, доктор");
        await Assertions.Expect(Note(patient, "До конца консультации 5 минут")).ToBeVisibleAsync();
        await doctor.WriteAsync("Здоров", "Прогулки");
        await clock.PassToAsync(ends - TimeSpan.FromSeconds(20));
        await doctor.SayAsync("Наше время подходит к концу");
        await patient.HearAsync("Наше время подходит к концу");
        await Assertions.Expect(Note(patient, "До конца консультации 1 минута")).ToBeVisibleAsync();
        await consultant.Expect("offer").ToBeHiddenAsync();

        await clock.PassToAsync(ends + TimeSpan.FromSeconds(2));
        await consultant.AnswerAsync();
        await doctor.SignAsync();
        await consultant.CloseAsync();
        await patient.Page.GotoAsync("/calendar");
        await patient.Expect("coming-booking").ToHaveCountAsync(0);
        await patient.TestId("open-conclusion").ClickAsync();
        await patient.ArriveAsync("/conclusions/[^/]+");
        await Assertions.Expect(patient.Page.Locator("main")).ToContainTextAsync("Прогулки");
        // The push was taken: nobody is told twice.
        Assert.Single(service.To(browser));
        Assert.DoesNotContain(await clinic.SmsAsync(patient), text => text.Contains("напоминаем", StringComparison.Ordinal));
    });

    [Fact]
    public Task Whoever_does_not_come_is_told_after_15_minutes_that_the_booking_is_closed() => MovedHouse.VisitAsync(async (clinic, clock) =>
    {
        var (patient, _) = await ConsentedAsync(clinic, clinic.PatientAsync, closed: true);
        await using var reception = await Reception.OpenAsync(clinic);
        var doctor = await reception.PlanAsync("Кардиограммова", "Asia/Vladivostok", Specialty);
        var at = clock.QuarterIn(Minute * 3);
        await reception.BookAsync(patient.Phone, doctor, Specialty, at);
        await patient.Page.GotoAsync("about:blank");

        await clock.PassToAsync(at + Minute * 14);
        Assert.DoesNotContain(await clinic.SmsAsync(patient), text => text.Contains("закрыта", StringComparison.Ordinal));
        await clock.PassToAsync(at + Minute * 15);
        await clinic.ExpectSmsAsync(patient, "закрыта: связаться с вами не удалось");

        await patient.Page.GotoAsync("/calendar");
        await patient.Expect("past-booking").ToContainTextAsync("Закрыта: не было связи");
        await Gallery.TakeAsync(patient, "calendar-no-connection");
    });

    [Fact]
    public Task Of_a_cancelled_booking_nobody_is_reminded_and_of_a_moved_one_at_its_new_time_alone() => MovedHouse.VisitAsync(async (clinic, clock) =>
    {
        var (patient, _) = await ConsentedAsync(clinic, clinic.PatientAsync, closed: true);
        await using var reception = await Reception.OpenAsync(clinic);
        var doctor = await reception.PlanAsync("Кардиограммова", "Asia/Vladivostok", Specialty);
        var (first, second) = (clock.QuarterIn(Minute * 12), clock.QuarterIn(Minute * 27));
        var moved = await reception.BookAsync(patient.Phone, doctor, Specialty, first);
        var cancelled = await reception.BookAsync(patient.Phone, doctor, Specialty, second);
        await patient.Page.GotoAsync("/calendar");
        await patient.Expect("booking").ToHaveCountAsync(2);

        await reception.Consultant.CancelAsync(new CancelOrder(cancelled.AppointmentId, 1, CancelledBy.Clinic, "Врач болен")).OrThrow();
        await reception.Consultant.MoveAsync(new MoveOrder(moved.AppointmentId, 1, second + Minute * 15, "Просит позже")).OrThrow();
        await patient.Expect("past-booking").ToContainTextAsync("Врач болен");
        await patient.Expect("booking").ToContainTextAsync(Moscow(second + Minute * 15));

        await clock.PassToAsync(second + Minute * 4);
        Assert.DoesNotContain(await clinic.SmsAsync(patient), text => text.Contains("напоминаем", StringComparison.Ordinal));
        await clock.PassToAsync(second + Minute * 5);
        await clinic.ExpectSmsAsync(patient, $"напоминаем о консультации врача {Day(second)} в {Moscow(second + Minute * 15)} по Москве");
        await reception.Consultant.CancelAsync(new CancelOrder(moved.AppointmentId, 2, CancelledBy.Patient, "Выздоровела")).OrThrow();
        await patient.Expect("booking").ToHaveCountAsync(0);
    });

    [Fact]
    public Task A_patient_who_only_has_a_page_open_is_led_into_the_session_at_the_start() => MovedHouse.VisitAsync(async (clinic, clock) =>
    {
        var (patient, consultant) = await ConsentedAsync(clinic, clinic.PatientAsync, closed: true);
        await using var reception = await Reception.OpenAsync(clinic);
        var doctor = await reception.PlanAsync("Кардиограммова", "Asia/Vladivostok", Specialty);
        var at = clock.QuarterIn(Minute);
        await patient.Page.GotoAsync("/");
        await patient.Expect("coming-booking").ToHaveCountAsync(0);
        await reception.BookAsync(patient.Phone, doctor, Specialty, at);
        // The page is open still.
        await patient.Expect("coming-booking").ToContainTextAsync("Кардиограммова");

        await clock.PassToAsync(at - TimeSpan.FromSeconds(2));
        await patient.ArriveAsync("/");
        await clock.PassToAsync(at);
        await patient.ArriveAsync("/session/[^/]+");
        await consultant.Expect("offer-booked").ToContainTextAsync("Кардиограммова");
        await consultant.AnswerAsync();
        await patient.ExpectStageAsync("talk");
        await consultant.CloseAsync();
    });

    [Fact]
    public Task While_documents_are_missing_the_booked_doctor_is_asked_only_with_a_reason() => MovedHouse.VisitAsync(async (clinic, clock) =>
    {
        var (patient, consultant) = await ConsentedAsync(clinic, clinic.PatientAsync, closed: true);
        await using var reception = await Reception.OpenAsync(clinic);
        var planned = await reception.PlanAsync("Кардиограммова", "Asia/Vladivostok", Specialty);
        var at = clock.QuarterIn(Minute);
        await reception.BookAsync(patient.Phone, planned, Specialty, at, "Кардиограмма за полгода");
        await clock.PassToAsync(at - Minute);

        await patient.Page.GotoAsync("/");
        await patient.CallAsync("chat");
        await consultant.AnswerAsync();
        await patient.Expect("documents-asked").ToContainTextAsync("Кардиограмма за полгода");
        await consultant.Expect("documents-awaited").ToContainTextAsync("Кардиограмма за полгода");
        await consultant.ActAsync("transfer-booked");
        await consultant.TestId("transfer-without").ClickAsync();
        await consultant.TestId("documents-yes").ClickAsync();
        await consultant.Expect("dialog-error").ToContainTextAsync("Укажите причину");
        await consultant.TestId("documents-text").FillAsync("Снимет на месте");
        await consultant.TestId("documents-yes").ClickAsync();
        await consultant.TestId("transfer-confirm").ClickAsync();
        var doctor = await clinic.SpecialistAsync();
        await doctor.AnswerAsync();
        await patient.Expect("documents-asked").ToBeHiddenAsync();
        await doctor.EndAsync();
    });

    private static ILocator Note(Person person, string words) => person.Page.Locator(".chat-note").Filter(new() { HasTextString = words });

    /// <summary>A patient whose consent is confirmed, and the consultant who is with them, or was.</summary>
    private static async Task<(Patient Patient, Consultant Consultant)> ConsentedAsync(Clinic clinic, Func<Task<Patient>> admit, bool closed = false)
    {
        var (patient, consultant) = await clinic.CallingAsync("chat", admit);
        await consultant.SendConsentAsync();
        await patient.ConfirmConsentAsync();
        if (closed)
            await consultant.CloseAsync();
        return (patient, consultant);
    }

    /// <summary>Books on the page for it, beside the talk.</summary>
    private static async Task BookAsync(Consultant consultant, DateTimeOffset at)
    {
        var booking = await Booking.OpenedAsync(consultant, () => consultant.TestId("book-here").ClickAsync());
        await booking.TestId("booking-specialty").SelectOptionAsync(Specialty);
        await Booking.ChooseAsync(booking, at);
        await booking.TestId("booking-reason").FillAsync("Боли в груди");
        await booking.TestId("book").ClickAsync();
        await booking.Expect("booking-done").ToContainTextAsync("Записано");
        await booking.Page.CloseAsync();
    }

    private static string Moscow(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(3)).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(3)).ToString("d MMMM", CultureInfo.GetCultureInfo("ru-RU"));
}
