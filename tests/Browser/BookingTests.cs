using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Medzdrav.Tests.Browser.Booking;

namespace Medzdrav.Tests.Browser;

/// <summary>A consultant books on the page for it.</summary>
[Collection(Clinic.SharedApart)]
public sealed class BookingTests
{
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
        // Where the patient is was asked once, and is remembered with the booking.
        await booking.Page.GotoAsync(booking.Page.Url.Split("&")[0]);
        await booking.Expect("booking-zone").ToHaveValueAsync("Asia/Vladivostok");
        // Whoever comes again is shown the doctor of last time.
        await Assertions.Expect(booking.Page.Locator(".slots-doctor")).ToHaveCountAsync(2);
        await booking.TestId("booking-kind").SelectOptionAsync("yes");
        await Assertions.Expect(booking.Page.Locator(".slots-doctor")).ToHaveCountAsync(1);
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

        await slow.Expect("order-error").ToHaveTextAsync("Это время уже занято. Выберите другое.");
        await slow.Expect("order-error").ToBeFocusedAsync();
        await slow.Expect("booking-reason").ToHaveValueAsync("Болит спина");
        await Assertions.Expect(slow.TestId("slot").First).ToHaveAttributeAsync("tabindex", "0");
        Assert.NotEqual(taken, await slow.TestId("slot").First.GetAttributeAsync("data-slot"));
        await Gallery.TakeAsync(slow, "booking-taken");
        await slow.TestId("slot").First.ClickAsync();
        await slow.Expect("order-error").ToBeHiddenAsync();
        await slow.TestId("book").ClickAsync();
        await slow.Expect("booking-done").ToBeVisibleAsync();
        await slow.Expect("booked").ToHaveCountAsync(2);
        await CancelAsync(slow, "Больше не нужно");
        await CancelAsync(slow, "И это не нужно");
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
        await consultant.Expect("barred").ToContainTextAsync("Записать нельзя: нет согласия");
        await consultant.Expect("book").ToBeDisabledAsync();
        await Assertions.Expect(consultant.TestId("slot").First).ToBeVisibleAsync();
        await consultant.TestId("slot").First.ClickAsync();
        await consultant.TestId("booking-reason").FillAsync("Кашель");
        await consultant.TestId("check-again").ClickAsync();
        await consultant.Expect("barred").ToBeVisibleAsync();
        await consultant.Expect("booking-reason").ToHaveValueAsync("Кашель");
        await consultant.Expect("book").ToBeDisabledAsync();
        await Gallery.TakeAsync(consultant, "booking-barred");

        foreach (var zone in new[] { "Etc%2FGMT-10", "Asia%2FCalcutta", "Mars%2FBase", "" })
        {
            await consultant.Page.GotoAsync($"{new Uri(consultant.Page.Url).PathAndQuery.Split("&zone")[0]}&zone={zone}");
            await consultant.Expect("slots-state").ToContainTextAsync("Показаны ближайшие");
        }
    });

    [Fact]
    public Task A_doctor_against_the_age_is_booked_with_a_reason() => Clinic.VisitAsync(async clinic =>
    {
        await PlanAsync(clinic);
        var (consultant, patient) = await TalkAsync(clinic);
        var booking = await OpenedAsync(consultant, () => consultant.TestId("book-here").ClickAsync());
        await booking.TestId("booking-specialty").SelectOptionAsync("paediatrician");
        await Assertions.Expect(booking.TestId("slot").First).ToHaveAttributeAsync("data-specialty", "paediatrician");
        await booking.Expect("booking-override").ToBeHiddenAsync();
        await booking.TestId("slot").First.ClickAsync();
        await booking.TestId("booking-reason").FillAsync("Кашель");
        await booking.TestId("book").ClickAsync();
        await booking.Expect("override-error").ToContainTextAsync("По возрасту положен другой врач");
        await booking.TestId("booking-override").FillAsync("Наблюдалась здесь ребёнком");
        await booking.Expect("override-error").ToBeHiddenAsync();
        await Gallery.TakeAsync(booking, "booking-override");
        await booking.TestId("book").ClickAsync();
        await booking.Expect("booking-done").ToContainTextAsync("Записано");
        await CancelAsync(booking, "Не нужно");
        await LeaveAsync(consultant, patient);
    });

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
