using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>A consultant books, moves and cancels on the page for it.</summary>
[Collection(Clinic.SharedApart)]
public sealed class BookingTests
{
    private const string Search = "[data-testid=booking-specialty]";

    /// <summary>Gives the first therapist hours in Moscow and the second in Vladivostok, each day from nine to six.</summary>
    private const string Plan =
        """
        async () => {
          const { hub } = await import("/js/helpers/hub.js");
          const { commandId } = await import("/js/helpers/command-id.js");
          const { members } = await hub().command("Rosters");
          const therapists = members.filter((member) => member.specialties.includes("therapist"));
          const zones = ["Europe/Moscow", "Asia/Vladivostok"];
          for (const [i, zone] of zones.entries()) {
            const { staffId } = therapists[i];
            const { version } = await hub().command("Roster", staffId);
            const hours = [{ kind: "booking", specialty: "therapist", days: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], from: "09:00", until: "18:00", firstDay: "2026-01-01", lastDay: null, everyWeeks: 1, bufferMinutes: 0, onHolidays: true }];
            await hub().command("SaveRoster", commandId(), { staffId, plan: { zone, hours, days: [], absences: [] }, basedOn: version, accepted: [] });
          }
          return therapists[0].name;
        }
        """;

    [Fact]
    public Task A_consultation_is_booked_from_the_desk_by_keyboard_alone() => Clinic.VisitAsync(async clinic =>
    {
        await PlanAsync(clinic);
        var (consultant, patient) = await TalkAsync(clinic);
        await consultant.Expect("no-booking").ToBeVisibleAsync();
        await Gallery.TakeAsync(consultant, "desk-booking");
        var booking = await OpenedAsync(consultant, async () =>
        {
            await consultant.TestId("book-here").FocusAsync();
            await consultant.Page.Keyboard.PressAsync("Enter");
        });
        await booking.Expect("in-session").ToBeVisibleAsync();
        await booking.Expect("consent-state").ToHaveTextAsync("согласие есть");
        await booking.Expect("slots-state").ToContainTextAsync("Показаны ближайшие");
        await booking.Expect("booking-specialty").ToHaveValueAsync("therapist");

        var keyboard = booking.Page.Keyboard;
        await TabToAsync(booking, "booking-zone");
        for (var press = 0; press < 7; press++)
            await keyboard.PressAsync("ArrowDown");
        await booking.Expect("booking-zone").ToHaveValueAsync("Asia/Vladivostok");
        await Assertions.Expect(booking.TestId("slots")).ToContainTextAsync("время пациента (Владивосток), ниже — врача (Москва)");
        await Gallery.TakeAsync(booking, "booking-zones");
        await TabToAsync(booking, "slot");
        var first = await FocusedAsync(booking);
        await keyboard.PressAsync("ArrowRight");
        Assert.NotEqual(first, await FocusedAsync(booking));
        await keyboard.PressAsync("ArrowLeft");
        Assert.Equal(first, await FocusedAsync(booking));
        await keyboard.PressAsync("End");
        await keyboard.PressAsync("Home");
        await keyboard.PressAsync("PageDown");
        await booking.Expect("booking-when").ToHaveValueAsync("week");
        await booking.Page.WaitForFunctionAsync("([day]) => document.activeElement.dataset.slot && document.activeElement.dataset.slot.slice(0, 10) > day", new object[] { first[..10] });
        await keyboard.PressAsync("ArrowDown");
        var wanted = await FocusedAsync(booking);
        await keyboard.PressAsync("Enter");
        await booking.Expect("chosen").ToContainTextAsync("Записываем на");
        await booking.Expect("chosen").ToContainTextAsync("Владивосток · ");
        await TabToAsync(booking, "book");
        await keyboard.PressAsync("Enter");
        await booking.Expect("reason-error").ToHaveTextAsync("Укажите причину обращения.");
        await booking.Expect("booking-reason").ToBeFocusedAsync();
        await keyboard.TypeAsync("Кашель вторую неделю");
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync("Снимок лёгких");
        await Gallery.TakeAsync(booking, "booking-order");
        await TabToAsync(booking, "book");
        await keyboard.PressAsync("Enter");

        await booking.Expect("booking-done").ToContainTextAsync("Записано");
        await booking.Expect("to-tell").ToHaveTextAsync(new Regex("^(Платформа сама сообщит пациенту дату и время|Пациенту сообщили в чате)"));
        await booking.Expect("to-upload").ToContainTextAsync("Снимок лёгких");
        await booking.Expect("booked").ToHaveCountAsync(1);
        Assert.Contains("Владивосток", await booking.TestId("booked").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.NotEqual(first, wanted);
        await Gallery.TakeAsync(booking, "booking-done");

        await consultant.Page.BringToFrontAsync();
        await consultant.Page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
        await consultant.Expect("coming-booking").ToHaveCountAsync(1);
        await Gallery.TakeAsync(consultant, "desk-booked");
        await CancelAsync(booking, "Пациент выздоровел");
        await LeaveAsync(consultant, patient);
    });

    [Fact]
    public Task A_slot_that_is_taken_meanwhile_is_refused_and_the_next_one_is_offered_and_nothing_typed_is_lost() => Clinic.VisitAsync(async clinic =>
    {
        await PlanAsync(clinic);
        var (consultant, patient) = await TalkAsync(clinic);
        var slow = await OpenedAsync(consultant, () => consultant.TestId("book-here").ClickAsync());
        var fast = await OpenedAsync(consultant, () => consultant.TestId("book-here").ClickAsync());
        foreach (var page in new[] { slow, fast })
        {
            await page.TestId("booking-when").SelectOptionAsync("week");
            await page.TestId("week-after").ClickAsync();
            await ShownFromAsync(page);
            await page.TestId("slot").First.ClickAsync();
        }
        var taken = await slow.TestId("slot").First.GetAttributeAsync("data-slot");
        await slow.TestId("booking-reason").FillAsync("Болит спина");
        await fast.TestId("booking-reason").FillAsync("Кашель");
        await fast.TestId("book").ClickAsync();
        await fast.Expect("booking-done").ToBeVisibleAsync();

        await slow.TestId("book").ClickAsync();

        await slow.Expect("slot-error").ToHaveTextAsync("Это время уже занято. Выберите другое.");
        await slow.Expect("booking-reason").ToHaveValueAsync("Болит спина");
        await Assertions.Expect(slow.TestId("slot").First).ToBeFocusedAsync();
        Assert.NotEqual(taken, await slow.TestId("slot").First.GetAttributeAsync("data-slot"));
        await Gallery.TakeAsync(slow, "booking-taken");
        await slow.Page.Keyboard.PressAsync("Enter");
        await slow.TestId("book").ClickAsync();
        await slow.Expect("booking-done").ToBeVisibleAsync();
        await slow.Expect("booked").ToHaveCountAsync(2);
        await CancelAsync(slow, "Больше не нужно");
        await CancelAsync(slow, "И это не нужно");
        await LeaveAsync(consultant, patient);
    });

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
    public Task Outside_of_any_session_the_person_is_found_first_and_without_a_consent_is_not_booked() => Clinic.VisitAsync(async clinic =>
    {
        await PlanAsync(clinic);
        var consultant = await clinic.ConsultantAsync();
        await consultant.Page.GotoAsync("/staff/booking");
        await consultant.TestId("patient-query").FillAsync((await clinic.PatientAsync()).Phone);
        await consultant.TestId("patient-query").PressAsync("Enter");
        await Gallery.TakeAsync(consultant, "booking-search");
        await consultant.TestId("book-found").ClickAsync();
        await consultant.Expect("no-consent").ToBeVisibleAsync();
        await consultant.TestId("slot").First.ClickAsync();
        await consultant.TestId("booking-reason").FillAsync("Кашель");
        await consultant.TestId("book").ClickAsync();
        await consultant.Expect("person-error").ToContainTextAsync("Сначала нужно согласие");
        await consultant.Expect("booking-reason").ToHaveValueAsync("Кашель");

        foreach (var zone in new[] { "Etc%2FGMT-10", "Asia%2FCalcutta", "Mars%2FBase", "" })
        {
            await consultant.Page.GotoAsync($"{new Uri(consultant.Page.Url).PathAndQuery.Split("&zone")[0]}&zone={zone}");
            await consultant.Expect("slots-state").ToContainTextAsync("Показаны ближайшие");
        }
    });

    private static async Task PlanAsync(Clinic clinic)
    {
        var keeper = await clinic.ColleagueAsync("rosterkeeper1");
        Assert.NotEmpty(await keeper.Page.EvaluateAsync<string>(Plan));
        await keeper.Page.CloseAsync();
    }

    /// <summary>A consultant with a patient who has confirmed the consent.</summary>
    private static async Task<(Consultant Consultant, Patient Patient)> TalkAsync(Clinic clinic)
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        await patient.CallAsync("chat");
        await consultant.AnswerAsync();
        await consultant.SendConsentAsync();
        await patient.ConfirmConsentAsync();
        await consultant.Expect("book-here").ToBeVisibleAsync();
        return (consultant, patient);
    }

    private static async Task<Person> OpenedAsync(Consultant consultant, Func<Task> open)
    {
        var page = await consultant.Page.Context.RunAndWaitForPageAsync(open);
        var booking = new Consultant(page);
        await booking.ArriveAsync("/staff/booking");
        await Assertions.Expect(page.Locator(Search)).ToBeVisibleAsync();
        await Assertions.Expect(booking.TestId("slot").First).ToBeVisibleAsync();
        return booking;
    }

    /// <summary>Waits until the grid shows the week that is asked for.</summary>
    private static async Task ShownFromAsync(Person booking) =>
        await booking.Page.WaitForFunctionAsync("() => document.querySelector('[data-slot]').dataset.day === document.querySelector('#booking-day').value");

    private static async Task CancelAsync(Person booking, string reason)
    {
        await booking.TestId("cancel").First.ClickAsync();
        await booking.TestId("cancel-reason").FillAsync(reason);
        await booking.TestId("cancel-confirm").ClickAsync();
        await booking.Expect("booking-done").ToContainTextAsync("Запись отменена");
    }

    private static async Task LeaveAsync(Consultant consultant, Patient patient)
    {
        await consultant.CloseAsync();
        await consultant.GoOffDutyAsync();
        await patient.Page.CloseAsync();
    }

    private static async Task TabToAsync(Person person, string testId)
    {
        for (var press = 0; press < 60; press++)
        {
            await person.Page.Keyboard.PressAsync("Tab");
            if (await person.Page.EvaluateAsync<string?>("() => document.activeElement.dataset.testid ?? null") == testId)
                return;
        }
        Assert.Fail($"The keyboard does not come to {testId}.");
    }

    /// <summary>The instant of the slot that has the focus.</summary>
    private static Task<string> FocusedAsync(Person person) => person.Page.EvaluateAsync<string>("() => document.activeElement.dataset.slot ?? ''");
}
