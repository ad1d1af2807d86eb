using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>A conclusion from the doctor's search to the patient's paper, and its correction (S3.6).</summary>
[Collection(Clinic.Shared)]
public sealed class PaperTests
{
    private const string Hard = "Тёплое питьё <3 л & покой\u00a0— 3\u00a0дня 💊";

    [Fact]
    public Task A_signed_conclusion_is_a_PDF_and_its_author_corrects_it() => Clinic.VisitAsync(async clinic =>
    {
        var (consultant, therapist, patient) = await clinic.ConsultingAsync("Температура 38,2", therapist: 2);
        await therapist.WriteAsync("", Hard);
        foreach (var (query, code) in new[] { ("J069", "J06.9"), ("гипертензия первичная", "I10") })
        {
            await therapist.TestId("diagnosis-query").FillAsync(query);
            await Assertions.Expect(therapist.TestId("diagnosis-option").First).ToContainTextAsync(code);
            await therapist.TestId("diagnosis-query").PressAsync("Enter");
        }
        await therapist.Expect("conclusion-secondary").ToHaveValueAsync("I10 Эссенциальная [первичная] гипертензия");
        await therapist.TestId("conclusion-follow-up").FillAsync("400");
        await therapist.TestId("conclusion-sign").ClickAsync();
        await therapist.Expect("conclusion-error").ToContainTextAsync("от 1 до 365");
        await therapist.TestId("conclusion-follow-up").FillAsync("7");
        await therapist.Expect("conclusion-save").ToHaveTextAsync("Сохранено");
        await Gallery.TakeAsync(therapist, "desk-doctor-written");
        await therapist.EndAsync();
        await therapist.SignAsync();
        await consultant.AnswerAsync();
        await consultant.CloseAsync();

        await patient.Page.GotoAsync("/calendar");
        await patient.TestId("open-conclusion").First.ClickAsync();
        await patient.ArriveAsync("/conclusions/[^/]+");
        await patient.Expect("section-recommendations").ToContainTextAsync(Hard);
        await patient.Expect("section-followUpDays").ToContainTextAsync("Через 7 дней");
        await patient.Expect("conclusion-standing").ToHaveCountAsync(0);
        await patient.Expect("conclusion-correct").ToHaveCountAsync(0);
        await Gallery.TakeAsync(patient, "conclusion-signed");
        var (name, pdf) = await patient.DownloadAsync("conclusion-pdf");
        Assert.Matches(@"^Заключение \d\d\.\d\d\.\d{4}\.pdf$", name);
        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);

        await therapist.TestId("signed-conclusion").ClickAsync();
        await therapist.ArriveAsync("/conclusions/[^/]+");
        await therapist.TestId("conclusion-correct").ClickAsync();
        await therapist.ArriveAsync("/conclusions/[^/]+/correct");
        await therapist.TestId("correction-sign").ClickAsync();
        await therapist.Expect("correction-error").ToContainTextAsync("исправлять нечего");
        await therapist.TestId("correction-recommendations").FillAsync("Постельный режим");
        // The typed text stays over a reload.
        await therapist.Page.ReloadAsync();
        await therapist.Expect("correction-recommendations").ToHaveValueAsync("Постельный режим");
        await CorrectByAidsAsync(therapist);
        await Gallery.TakeAsync(therapist, "conclusion-correcting");
        await therapist.TestId("correction-sign").ClickAsync();
        await therapist.TestId("confirm-yes").ClickAsync();
        await therapist.Expect("conclusion-standing").ToHaveTextAsync("версия 2, исправленная");

        await patient.Page.ReloadAsync();
        await patient.Expect("section-recommendations").ToContainTextAsync("Постельный режим");
        await patient.Expect("section-secondaryDiagnoses").ToContainTextAsync("R55");
        await patient.TestId("conclusion-editions").GetByRole(AriaRole.Link).ClickAsync();
        await patient.Expect("conclusion-standing").ToContainTextAsync("исправлено: действует версия 2");
        await patient.Expect("section-recommendations").ToContainTextAsync(Hard);
        await Gallery.TakeAsync(patient, "conclusion-former");
        await patient.Page.GotoAsync("/calendar");
        await patient.Expect("calendar-corrected").ToContainTextAsync("Исправлено");
        await Gallery.TakeAsync(patient, "calendar-corrected");
    });

    /// <summary>A correction has the aids of the desk: the look-up and the doctor's own templates.</summary>
    private static async Task CorrectByAidsAsync(Doctor therapist)
    {
        await therapist.TestId("diagnosis-query").FillAsync("R55");
        await Assertions.Expect(therapist.TestId("diagnosis-option").First).ToContainTextAsync("R55");
        await therapist.TestId("diagnosis-query").PressAsync("Enter");
        await therapist.Expect("correction-secondaryDiagnoses").ToHaveValueAsync("I10 Эссенциальная [первичная] гипертензия\nR55 Обморок [синкопе] и коллапс");
        await therapist.TestId("templates-open").ClickAsync();
        await therapist.TestId("template-new").ClickAsync();
        await therapist.TestId("template-name").FillAsync("Покой");
        await therapist.TestId("template-recommendations").FillAsync("Контроль через неделю");
        foreach (var field in new[] { "complaints", "history", "diagnosis" })
            await therapist.TestId($"template-{field}").FillAsync("");
        await therapist.TestId("template-save").ClickAsync();
        await Gallery.TakeAsync(therapist, "conclusion-correcting-templates");
        await therapist.TestId("template-take").ClickAsync();
        await therapist.Expect("correction-recommendations").ToHaveValueAsync("Постельный режим\nКонтроль через неделю");
        await therapist.TestId("templates-open").ClickAsync();
        await therapist.TestId("template-edit").ClickAsync();
        await therapist.TestId("template-delete").ClickAsync();
        await therapist.TestId("confirm-yes").ClickAsync();
        // The list is there again, without it.
        await therapist.Expect("template-new").ToBeVisibleAsync();
        await therapist.Expect("template").ToHaveCountAsync(0);
        await therapist.Page.Keyboard.PressAsync("Escape");
        await therapist.Expect("templates").ToHaveCountAsync(0);
    }

    [Fact]
    public Task Shared_answers_greet_the_patient_by_name() => Clinic.VisitAsync(async clinic =>
    {
        var keeper = await clinic.ColleagueAsync("supervisor1");
        await keeper.Page.GotoAsync("/staff/answers");
        await keeper.Expect("no-answers").ToBeVisibleAsync();
        await keeper.TestId("answers-change").ClickAsync();
        await keeper.TestId("template-new").ClickAsync();
        await keeper.TestId("template-name").FillAsync("привет");
        await keeper.TestId("template-message").FillAsync("Рады видеть, {имя}!");
        await keeper.TestId("template-save").ClickAsync();
        await keeper.Expect("template").ToHaveCountAsync(1);
        await keeper.Page.Keyboard.PressAsync("Escape");
        await keeper.Expect("shared-answers").ToContainTextAsync("Рады видеть, {имя}!");
        await Gallery.TakeAsync(keeper, "staff-answers");

        var (_, therapist, _) = await clinic.ConsultingAsync("Температура 38,2", therapist: 2);
        var input = therapist.TestId("chat-input");
        var name = await therapist.Page.Locator("[data-part=name]").First.InnerTextAsync();
        var given = string.Join(' ', name.Split(' ').Skip(1));
        await input.FillAsync("/рады");
        await therapist.Expect("ready-answer").ToHaveTextAsync($"привет Рады видеть, {given}!");
        await Gallery.TakeAsync(therapist, "desk-shared-answer");
        await input.PressAsync("Tab");
        await therapist.Expect("chat-input").ToHaveValueAsync($"Рады видеть, {given}!");
        await therapist.Expect("chat-input").ToBeFocusedAsync();
        await input.FillAsync("/");
        await input.PressAsync("ArrowDown");
        await Assertions.Expect(therapist.TestId("ready-answer").Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await input.PressAsync("Escape");
        await therapist.Expect("ready-answer").ToHaveCountAsync(0);
        await therapist.Expect("chat-input").ToHaveValueAsync("/");
        await input.FillAsync("");

        await keeper.TestId("answers-change").ClickAsync();
        await keeper.TestId("template-edit").ClickAsync();
        await keeper.TestId("template-delete").ClickAsync();
        await keeper.TestId("confirm-yes").ClickAsync();
        await keeper.Expect("templates").ToContainTextAsync("Общих ответов пока нет");
        await keeper.Page.Keyboard.PressAsync("Escape");
        await keeper.Expect("no-answers").ToBeVisibleAsync();
    });
}
