using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Somebody without Internet phones the hotline (S5.2).</summary>
[Collection(Clinic.SharedBeside)]
public sealed class HotlineTests
{
    [Fact]
    public Task A_caller_from_a_strange_number_is_identified_consents_and_sends_documents_by_the_link_and_is_rung_by_the_doctor() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var therapist = await clinic.TherapistAsync();
        await therapist.GoOnDutyAsync();
        var caller = await clinic.PatientAsync();

        await consultant.TestId("caller-phone").FillAsync("8 495 123-45-67");
        await consultant.TestId("open-phone-session").ClickAsync();
        await consultant.Expect("strange-number").ToBeVisibleAsync();
        await consultant.Expect("identity").ToHaveTextAsync("личность не подтверждена");
        await consultant.Expect("ring").ToHaveAttributeAsync("href", "tel:+74951234567");
        await Gallery.TakeAsync(consultant, "desk-phone-strange");

        // The house's people differ by the end of their numbers.
        var number = int.Parse(caller.Phone[^2..], CultureInfo.InvariantCulture);
        await consultant.TestId("identify-policy").FillAsync($"ТЕСТ-{number}");
        await consultant.TestId("identify-name").FillAsync($"Проверкина Анна{new string('а', number - 1)} Ивановна");
        await consultant.TestId("identify-birth").FillAsync("1990-02-01");
        await consultant.TestId("identify").ClickAsync();
        await Assertions.Expect(consultant.TestId("intake")).ToContainTextAsync("дата рождения в нём другая");
        await Gallery.TakeAsync(consultant, "desk-phone-misfit");
        await consultant.TestId("identify-birth").FillAsync("1990-01-01");
        await consultant.TestId("identify").ClickAsync();
        await consultant.Expect("identity").ToHaveTextAsync("пройдена дополнительная идентификация");
        await consultant.Expect("patient-card").ToContainTextAsync("36 лет");
        await consultant.Expect("consent-send").ToHaveTextAsync("Отправить ссылку");
        await consultant.SendConsentAsync();
        await Assertions.Expect(consultant.TestId("chat-log")).ToContainTextAsync(new Regex($"Ссылка на согласие отправлена по СМС на \\+7 ··· \\d\\d-{caller.Phone[^2..]}"));
        await Gallery.TakeAsync(consultant, "desk-phone-identified");

        // The link opens after the code of the number that it was sent to.
        await caller.Page.GotoAsync(await clinic.LinkAsync(caller.Phone));
        await caller.ArriveAsync("/sign-in");
        await caller.AskForCodeAsync();
        await caller.EnterCodeAsync();
        await caller.ArriveAsync("/session/[^/]+");
        await Assertions.Expect(caller.Page.Locator("[data-part=chat-mode-text]")).ToContainTextAsync("Разговор идёт по телефону");
        await Gallery.TakeAsync(caller, "session-phone");
        await caller.ConfirmConsentAsync();
        await consultant.Expect("consent-state").ToHaveTextAsync("согласие есть");

        // Documents go by a link to the same page.
        await consultant.TestId("documents-ask").ClickAsync();
        await consultant.TestId("documents-text").FillAsync("Снимок горла");
        await consultant.TestId("documents-yes").ClickAsync();
        await caller.Page.GotoAsync(await clinic.LinkAsync(caller.Phone));
        await caller.Expect("documents-asked").ToContainTextAsync("Снимок горла");
        await Gallery.TakeAsync(caller, "session-phone-documents");
        await caller.TestId("chat-files").SetInputFilesAsync(await Drawing.OnAsync(caller.Page, 80, 60, "горло.png"));
        await caller.Expect("documents-asked").ToBeHiddenAsync();
        await consultant.Expect("documents-awaited").ToHaveCountAsync(0);
        await consultant.TransferToTherapistAsync("Температура");

        await therapist.AnswerAsync();
        await therapist.Expect("ring").ToHaveAttributeAsync("href", "tel:+74951234567");
        await therapist.Expect("time-left").ToBeHiddenAsync();
        await Gallery.TakeAsync(therapist, "desk-phone-doctor");
        await therapist.TestId("start-talk").ClickAsync();
        await therapist.Expect("time-left").ToBeVisibleAsync();
        await therapist.Expect("start-talk").ToBeHiddenAsync();
        await Assertions.Expect(therapist.TestId("desk-documents").GetByTestId("document-open")).ToHaveCountAsync(1);
        await therapist.EndAsync();
        await therapist.WriteAsync("J06.9 Острая инфекция верхних дыхательных путей", "Тёплое питьё");
        await therapist.SignAsync();
        await caller.Page.GotoAsync(await clinic.LinkAsync(caller.Phone, "/conclusions/"));
        await caller.Expect("conclusion").ToContainTextAsync("Тёплое питьё");
        await consultant.AnswerAsync();
        await consultant.Expect("ring").ToBeVisibleAsync();
        await consultant.CloseAsync();
    });
}
