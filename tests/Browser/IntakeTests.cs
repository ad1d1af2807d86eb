using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The consultant finds out who calls (S1.3, S1.5, S2.2, S2.4).</summary>
[Collection(Clinic.Shared)]
public sealed class IntakeTests
{
    // Of the demo set: five people, of whom Pavel is six; nobody; and one whose policy has run out.
    private const string Family = "+7 900 000-00-06";
    private const string Unknown = "+7 900 555-00-01";
    private const string Lapsed = "+7 900 000-00-09";

    [Fact]
    public Task A_caller_without_signing_in_becomes_the_child_of_a_family() => Clinic.VisitAsync(async clinic =>
    {
        var (consultant, caller) = await AnsweredAsync(clinic);
        await caller.SayAsync("Здравствуйте! У сына температура 38,4");
        await consultant.HearAsync("У сына температура");
        await Gallery.TakeAsync(consultant, "staff-consultant-intake-visitor");

        // A refusal stands beside its field, and what was typed stays.
        await consultant.TestId("sign-in-phone").FillAsync("812 300");
        await consultant.TestId("send-code").ClickAsync();
        await Assertions.Expect(consultant.Page.Locator("#intake-phone-error")).ToContainTextAsync("номер мобильного телефона");
        await consultant.SendCodeAsync(Family);
        await Gallery.TakeAsync(consultant, "staff-consultant-intake-code");
        await consultant.TestId("sign-in-code").FillAsync("12");
        await consultant.TestId("confirm-sign-in").ClickAsync();
        await Assertions.Expect(consultant.Page.Locator("#intake-code-error")).ToContainTextAsync("шесть цифр");

        // A reload in between loses nothing: still the code, still what was typed.
        await consultant.Page.ReloadAsync();
        await consultant.Expect("sign-in-code").ToHaveValueAsync("12");
        await consultant.ConfirmCodeAsync(await clinic.CodeAsync(Family));
        await consultant.Expect("choose-person").ToHaveCountAsync(5);
        await Gallery.TakeAsync(consultant, "staff-consultant-intake-family");

        // The wrong one, corrected.
        await consultant.ChooseAsync("Синичкина Татьяна");
        await consultant.Expect("patient-card").ToContainTextAsync("31 год → терапевт");
        await consultant.TestId("change-person").ClickAsync();
        await consultant.ChooseAsync("Синичкин Павел");
        await consultant.Expect("patient-card").ToContainTextAsync("6 лет → педиатр");
        await consultant.Expect("transfer-paediatrician").ToContainTextAsync("никого на линии");
        await consultant.SendConsentAsync();
        await consultant.Expect("consent-state").ToHaveTextAsync("согласие отправлено");
        await Gallery.TakeAsync(consultant, "staff-consultant-intake-chosen");
    });

    [Fact]
    public Task A_number_without_a_policy_is_said_at_once() => Clinic.VisitAsync(async clinic =>
    {
        var (consultant, _) = await AnsweredAsync(clinic);
        await consultant.SendCodeAsync(Unknown);
        await Assertions.Expect(consultant.Page.Locator("[data-part=nobody-known]")).ToContainTextAsync("Полис с этим номером не найден");
        await consultant.ConfirmCodeAsync(await clinic.CodeAsync(Unknown));
        await consultant.Expect("identify-policy").ToBeVisibleAsync();
        await consultant.TestId("identify-policy").FillAsync("ДМС-1");
        await consultant.TestId("identify-name").FillAsync("Никто Никакой");
        await consultant.TestId("identify-birth").FillAsync("1990-01-01");
        await consultant.TestId("identify").ClickAsync();
        await Assertions.Expect(consultant.Page.Locator("#intake-person-error")).ToContainTextAsync("не найден");
        await consultant.Expect("identify-name").ToHaveValueAsync("Никто Никакой");
        await Gallery.TakeAsync(consultant, "staff-consultant-intake-unknown");
    });

    [Fact]
    public Task Without_a_policy_valid_today_it_is_said_what_is_still_possible() => Clinic.VisitAsync(async clinic =>
    {
        var (consultant, _) = await AnsweredAsync(clinic);
        await consultant.SendCodeAsync(Lapsed);
        await consultant.ConfirmCodeAsync(await clinic.CodeAsync(Lapsed));
        await consultant.TestId("choose-person").First.ClickAsync();
        await consultant.Expect("policy-lapsed").ToContainTextAsync("Врач и запись недоступны");
        await consultant.ActAsync("transfer-therapist");
        await Assertions.Expect(consultant.Page.Locator("notice-board")).ToContainTextAsync("Нет действующего полиса");
    });

    private static async Task<(Consultant Consultant, Stranger Caller)> AnsweredAsync(Clinic clinic)
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var caller = await clinic.StrangerAsync();
        await caller.CallAsync();
        await consultant.AnswerAsync();
        return (consultant, caller);
    }
}
