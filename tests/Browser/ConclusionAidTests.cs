using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The aids beside a doctor's conclusion.</summary>
[Collection(Clinic.Shared)]
public sealed class ConclusionAidTests
{
    [Fact]
    public Task A_diagnosis_is_found_in_the_classification_by_keyboard_and_pointer() => Clinic.VisitAsync(async clinic =>
    {
        var (_, therapist, _) = await clinic.ConsultingAsync("Температура 38,2", therapist: 2);
        await therapist.TestId("conclusion-diagnosis").FillAsync("Фон: здорова");
        var query = therapist.TestId("diagnosis-query");

        await query.FillAsync("острый");
        var options = therapist.TestId("diagnosis-option");
        await Assertions.Expect(options.First).ToContainTextAsync("Острый");
        await Assertions.Expect(query).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(query).ToHaveAttributeAsync("aria-activedescendant", "diagnosis-list-0");
        await Gallery.TakeAsync(therapist, "desk-doctor-diagnoses");
        await query.PressAsync("Escape");
        await Assertions.Expect(query).ToHaveAttributeAsync("aria-expanded", "false");
        await query.FillAsync("инфекция дыхат");
        await Assertions.Expect(options.First).ToContainTextAsync("J06.9");
        await query.PressAsync("ArrowDown");
        await Assertions.Expect(options.Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await query.PressAsync("ArrowUp");
        // Enter takes the diagnosis and does not ask for the signature.
        await query.PressAsync("Enter");
        await therapist.Expect("conclusion-diagnosis").ToHaveValueAsync("Фон: здорова\nJ06.9 Острая инфекция верхних дыхательных путей неуточнённая");
        await therapist.Expect("diagnoses-found").ToHaveTextAsync("Записано: J06.9.");
        await therapist.Expect("confirm-yes").ToHaveCountAsync(0);
        await therapist.Expect("conclusion-save").ToHaveTextAsync("Сохранено");

        // The Russian keyboard's keys for R55. The main diagnosis is there: another one is a secondary one.
        await query.FillAsync("к55");
        await options.First.ClickAsync();
        await therapist.Expect("conclusion-secondary").ToHaveValueAsync("R55 Обморок [синкопе] и коллапс");
        await therapist.Expect("diagnoses-found").ToHaveTextAsync("Записано в сопутствующие: R55.");
        await therapist.Expect("conclusion-diagnosis").ToHaveValueAsync("Фон: здорова\nJ06.9 Острая инфекция верхних дыхательных путей неуточнённая");
        await query.FillAsync("ыыы");
        await therapist.Expect("diagnoses-found").ToContainTextAsync("впишите диагноз сами");
        await query.FillAsync("");

        await therapist.TestId("conclusion-text").FillAsync("Питьё, покой");
        await therapist.SignAsync();
        await therapist.Expect("diagnosis-query").ToBeHiddenAsync();
    });

    [Fact]
    public Task Templates_are_put_after_what_is_typed_and_kept_by_their_owner() => Clinic.VisitAsync(async clinic =>
    {
        var (_, therapist, _) = await clinic.ConsultingAsync("Температура 38,2", therapist: 2);
        await therapist.WriteAsync("J06.9 ОРВИ", "Питьё, покой");
        await therapist.TestId("templates-open").ClickAsync();
        await Gallery.TakeAsync(therapist, "desk-doctor-no-templates");
        await therapist.TestId("template-new").ClickAsync();
        // A new one begins with what is written.
        await therapist.Expect("template-recommendations").ToHaveValueAsync("Питьё, покой");
        await therapist.TestId("template-complaints").FillAsync("");
        await therapist.TestId("template-save").ClickAsync();
        await therapist.Expect("template-error").ToHaveTextAsync("Назовите шаблон.");
        await therapist.TestId("template-name").FillAsync("ОРВИ");
        await Gallery.TakeAsync(therapist, "desk-doctor-template");
        await therapist.TestId("template-save").ClickAsync();
        await therapist.Expect("template").ToHaveCountAsync(1);
        await therapist.TestId("template-edit").ClickAsync();
        await therapist.TestId("template-name").FillAsync("ОРВИ, лёгкое течение");
        await therapist.TestId("template-save").ClickAsync();
        await therapist.Expect("template-take").ToContainTextAsync("ОРВИ, лёгкое течение");
        await Gallery.TakeAsync(therapist, "desk-doctor-templates");
        await therapist.Page.Keyboard.PressAsync("Escape");

        await therapist.TestId("conclusion-text").FillAsync("Контроль через три дня");
        await therapist.Page.ReloadAsync();
        await therapist.Expect("conclusion-text").ToHaveValueAsync("Контроль через три дня");
        await therapist.TestId("templates-open").ClickAsync();
        await therapist.TestId("template-take").ClickAsync();
        await therapist.Expect("conclusion-text").ToHaveValueAsync("Контроль через три дня\nПитьё, покой");
        await therapist.Expect("conclusion-diagnosis").ToHaveValueAsync("J06.9 ОРВИ");
        await therapist.Expect("conclusion-complaints").ToHaveValueAsync("Температура второй день, болит горло");
        await therapist.Expect("conclusion-save").ToHaveTextAsync("Сохранено");

        // The same piece keeps answers for the chat: by keyboard alone.
        await therapist.TestId("chat-input").FillAsync("/мои");
        await therapist.TestId("chat-input").PressAsync("Enter");
        await therapist.TestId("template-new").ClickAsync();
        await therapist.TestId("template-name").FillAsync("аллергия");
        await therapist.TestId("template-message").FillAsync("Есть ли аллергия на лекарства, на какие?");
        await therapist.Page.Keyboard.PressAsync("Tab");
        await therapist.TestId("template-save").ClickAsync();
        await therapist.TestId("template-take").ClickAsync();
        await therapist.Expect("chat-input").ToHaveValueAsync("Есть ли аллергия на лекарства, на какие?");
        await therapist.TestId("chat-input").FillAsync("/");
        await Assertions.Expect(therapist.TestId("ready-answer").First).ToContainTextAsync("аллергия");
        await Gallery.TakeAsync(therapist, "desk-own-answers");
        await therapist.TestId("chat-input").FillAsync("/мои");
        await therapist.TestId("chat-input").PressAsync("Enter");
        await DeleteAsync(therapist);
        await therapist.TestId("chat-input").FillAsync("");

        await therapist.TestId("templates-open").ClickAsync();
        await DeleteAsync(therapist);
        await therapist.SignAsync();
    });

    private static async Task DeleteAsync(Doctor therapist)
    {
        await therapist.TestId("template-edit").ClickAsync();
        await therapist.TestId("template-delete").ClickAsync();
        await therapist.TestId("confirm-yes").ClickAsync();
        // The list is there again, without it.
        await therapist.Expect("template-new").ToBeVisibleAsync();
        await therapist.Expect("template").ToHaveCountAsync(0);
        await therapist.Page.Keyboard.PressAsync("Escape");
        await therapist.Expect("templates").ToHaveCountAsync(0);
    }
}
