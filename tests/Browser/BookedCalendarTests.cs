using Medzdrav.Client;
using Medzdrav.Contracts;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>«Календарь» of a patient while a consultant books, moves and cancels.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class BookedCalendarTests
{
    [Fact]
    public Task A_booking_appears_moves_and_is_cancelled_on_the_page_that_is_open() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await clinic.CallingAsync("chat");
        await consultant.SendConsentAsync();
        await patient.ConfirmConsentAsync();
        await using var reception = await Reception.OpenAsync(clinic);
        var doctor = await reception.PlanAsync("Кардиограммова", "Asia/Vladivostok", "кардиология");
        await patient.Page.GotoAsync("/calendar");
        await patient.Expect("booking").ToHaveCountAsync(0);
        await patient.Expect("coming-none").ToContainTextAsync("Записей к врачу нет");
        await patient.Expect("push-offer").ToBeHiddenAsync();

        var booked = await reception.BookAsync(patient.Phone, doctor, "кардиология", At(5), "Кардиограмма за последние полгода\nАнализ крови");
        await patient.Expect("booking").ToContainTextAsync(", 05:00");
        await patient.Expect("booking").ToContainTextAsync("у врача 12:00, Владивосток");
        await patient.Expect("booking-documents").ToContainTextAsync("Кардиограмма");
        await patient.Expect("booking").Not.ToContainTextAsync("Боли в груди");
        await Assertions.Expect(patient.Page.Locator("notice-board")).ToContainTextAsync("Новая запись к врачу");
        await Gallery.TakeAsync(patient, "calendar-booked");

        var (_, file) = await patient.DownloadAsync("booking-file");
        Assert.Contains("SUMMARY:Консультация\\, Медздрав", file, StringComparison.Ordinal);
        await patient.TestId("calendar-links").Locator("summary").ClickAsync();
        await patient.TestId("calendar-link-add").ClickAsync();
        await patient.Expect("calendar-link").ToContainTextAsync("ещё не использовалась");
        var address = await patient.TestId("calendar-link-address").InputValueAsync();
        Assert.Matches("^http://[^/]+/calendar/[A-Za-z0-9_-]{43}.ics$", address);
        await Assertions.Expect(patient.TestId("calendar-link-subscribe")).ToHaveAttributeAsync("href", "webcal" + address[4..]);
        await patient.TestId("calendar-links").ScrollIntoViewIfNeededAsync();
        await Gallery.TakeAsync(patient, "calendar-link");
        Assert.Contains($"UID:{booked.AppointmentId}@medzdrav", await patient.Page.EvaluateAsync<string>("async (address) => (await fetch(address)).text()", address), StringComparison.Ordinal);
        await patient.TestId("calendar-link-revoke").ClickAsync();
        await patient.TestId("confirm-yes").ClickAsync();
        await patient.Expect("calendar-link").ToHaveCountAsync(0);
        Assert.Equal(404, await patient.Page.EvaluateAsync<int>("async (address) => (await fetch(address)).status", address));

        await reception.Consultant.MoveAsync(new MoveOrder(booked.AppointmentId, 1, At(20), "Просит позже")).OrThrow();
        await patient.Expect("booking").ToContainTextAsync(", 20:00");
        await patient.Expect("booking").ToContainTextAsync("03:00, Владивосток");

        await patient.TestId("booking-cancel").ClickAsync();
        await patient.Expect("booking-wish-about").ToContainTextAsync(", 20:00");
        await patient.Expect("booking-wish-about").ToContainTextAsync("Кардиограммова");
        await patient.TestId("booking-wish").FillAsync("Уезжаю на неделю");
        await Gallery.TakeAsync(patient, "calendar-wish");
        await patient.TestId("booking-wish-cancel").ClickAsync();
        await patient.Expect("booking-wish").ToHaveCountAsync(0);
        await patient.Expect("booking-wished").ToContainTextAsync("Вы просили отменить запись");
        await patient.Expect("booking-cancel").ToHaveTextAsync("Изменить просьбу");
        await patient.Expect("booking-move").ToHaveTextAsync("Перенести запись");
        await patient.Expect("booking-cancel").ToBeFocusedAsync();
        await Gallery.TakeAsync(patient, "calendar-wished");
        var task = Assert.Single((await reception.Consultant.TasksAsync().OrThrow()).Tasks, task => task.Appointment is { Words: "Уезжаю на неделю" });
        Assert.Equal(booked.AppointmentId, task.Appointment!.AppointmentId);
        await reception.Consultant.ClaimTaskAsync(task.TaskId).OrThrow();
        await reception.Consultant.DeclineWishAsync(task.TaskId, "Позвоните нам, подберём время").OrThrow();
        await patient.Expect("booking-answered").ToContainTextAsync("Медконсультант ответил: Позвоните нам, подберём время");
        await patient.Expect("booking-wished").ToHaveCountAsync(0);
        await Gallery.TakeAsync(patient, "calendar-answered");

        await reception.Consultant.CancelAsync(new CancelOrder(booked.AppointmentId, 2, CancelledBy.Clinic, "Врач болен")).OrThrow();
        await patient.Expect("booking").ToHaveCountAsync(0);
        await patient.Expect("past-booking").ToContainTextAsync("Врач болен");
        await patient.Expect("calendar-count").ToHaveTextAsync("1 обращение, 1 запись");
        await patient.Expect("coming-none").ToBeVisibleAsync();
        await Gallery.TakeAsync(patient, "calendar-cancelled");
    });

    /// <summary>The day after tomorrow at an hour of Moscow.</summary>
    private static DateTimeOffset At(int hour) => new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(2).AddHours(hour), TimeSpan.Zero).AddHours(-3);
}
