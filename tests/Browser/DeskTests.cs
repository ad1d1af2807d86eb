using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>A working day at the consultants' desk.</summary>
[Collection(Clinic.Shared)]
public sealed class DeskTests
{
    [Fact]
    public Task A_colleague_reads_who_handed_over_and_why_and_the_patient_does_not() => Clinic.VisitAsync(async clinic =>
    {
        var first = await clinic.ConsultantAsync();
        await first.GoOnDutyAsync();
        var caller = await clinic.StrangerAsync();
        await caller.CallAsync();
        await first.AnswerAsync();
        var second = await clinic.ConsultantAsync(2);
        await first.ActAsync("transfer-consultant");
        await first.Expect("transfer-nobody").ToContainTextAsync("Другого медконсультанта на линии нет");
        await Gallery.TakeAsync(first, "staff-consultant-hand-over");
        await first.TestId("transfer-cancel").ClickAsync();
        await second.GoOnDutyAsync();

        await first.Expect("transfer-consultant").ToContainTextAsync("на линии: 1");
        await first.HandOverAsync("Конец смены, ждёт ответа по полису");
        await second.ExpectOfferAsync();
        await second.Expect("offer").ToContainTextAsync("Конец смены");
        await second.AnswerAsync();
        await Assertions.Expect(second.Page.Locator("session-chat:not([hidden]) .chat-note").Filter(new() { HasTextString = "Вежливая Анна Ивановна передаёт обращение" })).ToContainTextAsync("ждёт ответа по полису");
        await caller.SayAsync("Я ещё здесь");
        await second.HearAsync("Я ещё здесь");
        Assert.DoesNotContain("Конец смены", await caller.HeardAsync(), StringComparison.Ordinal);
    });

    [Fact]
    public Task Keys_answer_a_call_and_a_slash_offers_ready_answers() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        var keyboard = consultant.Page.Keyboard;
        await consultant.GoOnDutyAsync();
        await keyboard.PressAsync("Shift+?");
        await consultant.Expect("keys").ToContainTextAsync("ответить на вызов");
        await Gallery.TakeAsync(consultant, "staff-consultant-keys");
        await keyboard.PressAsync("Escape");

        var caller = await clinic.StrangerAsync();
        await caller.CallAsync();
        await consultant.ExpectOfferAsync();
        await keyboard.PressAsync("Alt+KeyA");
        await consultant.Expect("offer").ToBeHiddenAsync();
        await consultant.Expect("chat-input").ToBeVisibleAsync();
        await keyboard.PressAsync("Alt+KeyM");
        await keyboard.TypeAsync("/код");
        await consultant.Expect("ready-answer").ToHaveCountAsync(1);
        await Gallery.TakeAsync(consultant, "staff-consultant-ready");
        await keyboard.PressAsync("Enter");
        await consultant.Expect("chat-input").ToHaveValueAsync("На ваш номер придёт СМС с кодом. Назовите его, пожалуйста.");
        await keyboard.PressAsync("Enter");
        await consultant.HearAsync("На ваш номер придёт СМС");
        // A line that no answer fits is a message.
        await keyboard.TypeAsync("/5 таблетки");
        await keyboard.PressAsync("Enter");
        await consultant.HearAsync("/5 таблетки");
    });

    [Fact]
    public Task A_callback_is_taken_by_one_and_gone_for_all_when_done() => Clinic.VisitAsync(async clinic =>
    {
        var first = await clinic.ConsultantAsync();
        var second = await clinic.ConsultantAsync(2);
        await first.Expect("tasks").ToContainTextAsync("Задач нет");
        var caller = await clinic.StrangerAsync();
        await caller.CallAsync();
        await caller.AskForCallbackAsync("+79005550002");
        await first.Expect("task-count").ToHaveTextAsync("1");
        await Assertions.Expect(second.Page.Locator(".task-phone")).ToHaveAttributeAsync("href", "tel:+79005550002");
        await first.TestId("task-claim").ClickAsync();
        await second.Expect("tasks").ToContainTextAsync("у коллеги: Вежливая Анна");
        await second.Expect("task-claim").ToHaveCountAsync(0);
        await Gallery.TakeAsync(first, "staff-consultant-task");
        await first.FinishTaskAsync("Не дозвонились");
        await first.Expect("tasks").ToContainTextAsync("Задач нет");
        await second.Expect("tasks").ToContainTextAsync("Задач нет");
    });

    [Fact]
    public Task Four_talks_stand_side_by_side_each_with_its_unread() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var doctor = await clinic.TherapistAsync();
        await doctor.GoOnDutyAsync();
        await WithDoctorAsync(clinic, consultant, doctor);
        var callers = new List<Stranger>();
        for (var number = 1; number <= 3; number++)
        {
            callers.Add(await clinic.StrangerAsync());
            await callers[^1].CallAsync();
            await consultant.AnswerAsync();
        }

        // The fourth: a patient who comes back from the doctor finds room.
        await doctor.EndAsync();
        await consultant.AnswerAsync();
        await callers[0].SayAsync("раз");
        await callers[0].SayAsync("два");
        await callers[2].SayAsync("три");
        var open = consultant.Page.Locator("room-list .room:not(.room-over)");
        await Assertions.Expect(open).ToHaveCountAsync(4);
        var unread = consultant.Page.Locator("room-list .badge:not([hidden])");
        await Assertions.Expect(unread).ToHaveTextAsync(["2", "1"]);
        await Gallery.TakeAsync(consultant, "staff-consultant-four");
        await open.Filter(new() { HasTextString = "ждёт ответа" }).First.GetByRole(AriaRole.Button).First.ClickAsync();
        await consultant.HearAsync("два");
        await Assertions.Expect(unread).ToHaveTextAsync(["1"]);
    });

    [Fact]
    public Task Sound_that_the_browser_blocks_is_asked_for_beside_the_switch() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();

        // As browsers do it: no sound before the page is touched.
        var tab = await consultant.Page.Context.NewPageAsync();
        await tab.AddInitScriptAsync("""
            let touched = false;
            addEventListener("pointerdown", () => { touched = true; }, { capture: true });
            globalThis.AudioContext = class {
              state = "suspended";
              async resume() { if (touched) this.state = "running"; }
            };
            """);
        await tab.GotoAsync("/staff/consultant");
        var ask = tab.GetByTestId("sound");
        await Assertions.Expect(ask).ToBeVisibleAsync();
        await ask.ClickAsync();
        await Assertions.Expect(ask).ToBeHiddenAsync();
    });

    private static async Task WithDoctorAsync(Clinic clinic, Consultant consultant, Doctor doctor)
    {
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        await consultant.LeadToDoctorAsync(patient, doctor, "Температура");
    }
}
