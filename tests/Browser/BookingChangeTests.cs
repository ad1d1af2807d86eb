using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Medzdrav.Tests.Browser.Booking;

namespace Medzdrav.Tests.Browser;

/// <summary>A consultant moves and cancels bookings, and books two of one login.</summary>
[Collection(Clinic.SharedApart)]
public sealed class BookingChangeTests
{
    /// <summary>A login with several people.</summary>
    private const string Family = "+7 900 000-00-06";

    [Fact]
    public Task A_booking_is_moved_and_cancelled_with_reasons_and_what_another_window_did_is_said_in_words() => Clinic.VisitAsync(async clinic =>
    {
        await PlanAsync(clinic);
        var (consultant, patient) = await TalkAsync(clinic);
        var booking = await OpenedAsync(consultant, () => consultant.TestId("book-here").ClickAsync());
        await booking.TestId("slot").First.ClickAsync();
        await booking.TestId("booking-reason").FillAsync("Кашель");
        await booking.TestId("book").ClickAsync();
        await booking.Expect("booking-done").ToContainTextAsync("Записано");
        var other = await OpenedAsync(consultant, () => consultant.TestId("book-here").ClickAsync());
        await other.TestId("move").ClickAsync();
        await other.Expect("moved").ToBeVisibleAsync();

        await booking.TestId("move").ClickAsync();
        await booking.Expect("moved").ToContainTextAsync("Сейчас:");
        await booking.TestId("week-after").ClickAsync();
        await ShownFromAsync(booking);
        await booking.TestId("slot").Nth(3).ClickAsync();
        await booking.TestId("booking-reason").FillAsync("Просит позже");
        await Gallery.TakeAsync(booking, "booking-move");
        await booking.TestId("book").ClickAsync();
        await booking.Expect("booking-done").ToContainTextAsync("Запись перенесена");

        await other.TestId("slot").Nth(5).ClickAsync();
        await other.TestId("booking-reason").FillAsync("Просит раньше");
        await other.TestId("book").ClickAsync();
        await other.Expect("order-error").ToContainTextAsync("Запись изменена в другом окне");
        await other.Expect("booking-reason").ToHaveValueAsync("Просит раньше");
        await other.TestId("book").ClickAsync();
        await other.Expect("booking-done").ToContainTextAsync("Запись перенесена");

        await booking.TestId("cancel").ClickAsync();
        await booking.TestId("cancel-reason").FillAsync("Выздоровел");
        await booking.TestId("cancel-confirm").ClickAsync();
        await booking.Expect("dialog-error").ToContainTextAsync("Запись изменена");
        await Gallery.TakeAsync(booking, "booking-cancel");
        await booking.TestId("cancel-stay").ClickAsync();
        await CancelAsync(booking, "Выздоровел");
        await booking.Expect("booking-done").ToContainTextAsync("Причина: Выздоровел");
        await booking.Expect("no-bookings").ToBeVisibleAsync();
        await Gallery.TakeAsync(booking, "booking-cancelled");
        await LeaveAsync(consultant, patient);
    });

    [Fact]
    public Task A_booking_that_the_roster_does_not_plan_any_more_is_marked_until_it_is_moved() => Clinic.VisitAsync(async clinic =>
    {
        await PlanAsync(clinic);
        var (consultant, patient) = await TalkAsync(clinic);
        var booking = await OpenedAsync(consultant, () => consultant.TestId("book-here").ClickAsync());
        await BookAsync(booking, null);
        await booking.Expect("booking-done").ToContainTextAsync("Записано");
        var appointment = await booking.TestId("booked").GetAttributeAsync("data-appointment");

        await UnplanAsync(clinic, appointment!);
        await booking.Page.ReloadAsync();
        await booking.Expect("outside-roster").ToHaveTextAsync("вне расписания: нужно перенести");
        await Gallery.TakeAsync(booking, "booking-outside");
        await consultant.Expect("task-unplanned").ToBeVisibleAsync();
        await booking.TestId("move").ClickAsync();
        await booking.Expect("moved").ToBeVisibleAsync();
        await booking.TestId("booking-doctor").SelectOptionAsync("");
        await booking.TestId("slot").First.ClickAsync();
        await booking.TestId("booking-reason").FillAsync("Врач не принимает");
        await booking.TestId("book").ClickAsync();
        await booking.Expect("booking-done").ToContainTextAsync("Запись перенесена");
        await booking.Expect("outside-roster").ToHaveCountAsync(0);
        await consultant.Expect("task-unplanned").ToHaveCountAsync(0);
        await CancelAsync(booking, "Не нужно");
        await LeaveAsync(consultant, patient);
    });

    [Fact]
    public Task Two_of_one_login_are_booked_for_one_minute_only_when_that_is_confirmed() => Clinic.VisitAsync(async clinic =>
    {
        await PlanAsync(clinic);
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var family = await clinic.PatientAsync(Family);
        await family.SignInAsync();
        await family.CallAsync("chat");
        await consultant.AnswerAsync();
        await consultant.SendConsentAsync();
        await family.ConfirmConsentAsync();
        var first = await OpenedAsync(consultant, () => consultant.TestId("book-here").ClickAsync());
        await consultant.TestId("change-person").ClickAsync();
        await consultant.TestId("choose-person").Nth(1).ClickAsync();
        await consultant.SendConsentAsync();
        await family.ConfirmConsentAsync();
        var second = await OpenedAsync(consultant, () => consultant.TestId("book-here").ClickAsync());
        // The first one is in the session no more, and is booked outside of it.
        await first.Page.GetByText("Записать вне обращения").ClickAsync();
        await Assertions.Expect(first.Page).ToHaveURLAsync(new Regex("patient=[^&]+$"));

        var twin = await BookAsync(first, null);
        await first.Expect("booking-done").ToBeVisibleAsync();
        await BookAsync(second, twin);
        await second.Expect("confirm-no").ToBeFocusedAsync();
        await second.TestId("confirm-no").ClickAsync();
        await second.Expect("booking-reason").ToHaveValueAsync("Осмотр");
        await second.TestId("book").ClickAsync();
        await Gallery.TakeAsync(second, "booking-alongside");
        await second.TestId("alongside").ClickAsync();
        await second.Expect("booking-done").ToContainTextAsync("Записано");

        await CancelAsync(first, "Не нужно");
        await CancelAsync(second, "Не нужно");
        await LeaveAsync(consultant, family);
    });

    /// <summary>Books a therapist for the instant, or for one at which both are free.</summary>
    private static async Task<string> BookAsync(Person booking, string? instant)
    {
        await booking.TestId("booking-specialty").SelectOptionAsync("therapist");
        await booking.TestId("week-after").ClickAsync();
        await ShownFromAsync(booking);
        await Assertions.Expect(booking.TestId("slot").First).ToHaveAttributeAsync("data-specialty", "therapist");
        instant ??= await booking.Page.EvaluateAsync<string>("() => [...document.querySelectorAll('[data-slot]')].map((slot) => slot.dataset.slot).find((slot, i, all) => all.indexOf(slot) !== i)");
        await booking.Page.Locator($"[data-slot='{instant}']").First.ClickAsync();
        await booking.TestId("booking-reason").FillAsync("Осмотр");
        if (await booking.TestId("booking-override").IsVisibleAsync())
            await booking.TestId("booking-override").FillAsync("Просит терапевта");
        await booking.TestId("book").ClickAsync();
        return instant;
    }
}
