using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Signing in by oneself (S1.2), the people of an account and their consents (S2), the calendar (S3.6).</summary>
public sealed class RecordsTests
{
    [Fact]
    public Task Between_phone_and_code_a_reload_loses_nothing() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync();
        await patient.Page.GotoAsync("/medcards");
        await patient.TestId("phone").FillAsync("8 (495) 123-45-67");
        await patient.TestId("submit").ClickAsync();
        await patient.Expect("sign-in-error").ToContainTextAsync("На городской номер СМС не придёт");
        await Gallery.TakeAsync(patient, "sign-in-landline");
        await patient.AskForCodeAsync();
        await patient.Expect("resend").ToBeDisabledAsync();

        await patient.Page.ReloadAsync();
        await patient.Expect("code").ToBeFocusedAsync();
        await patient.Expect("phone").ToHaveValueAsync(patient.Phone);
        await patient.Expect("resend").ToHaveTextAsync(new Regex(@"через 0:\d\d"));
        var code = await clinic.CodeAsync(patient.Phone);
        await patient.TestId("code").FillAsync(code == "000000" ? "111111" : "000000");
        await patient.Expect("sign-in-error").ToContainTextAsync("Код не подошёл");
        await Gallery.TakeAsync(patient, "sign-in-wrong-code");

        // The whole message, pasted.
        await patient.TestId("code").FillAsync($"{code} — код для входа в Медздрав. Никому не сообщайте код.");
        await patient.Expect("medcard").ToBeVisibleAsync();
    });

    [Fact]
    public Task A_consent_taken_back_during_a_consultation_ends_it_after_a_second_warning() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync();
        var doctor = await TalkToADoctorAsync(clinic, patient);
        var card = await patient.Page.Context.NewPageAsync();
        await card.GotoAsync("/medcards");
        var withdraw = card.GetByTestId("consent-withdraw");
        await withdraw.ClickAsync();
        await card.GetByTestId("confirm-no").ClickAsync();
        await Assertions.Expect(withdraw).ToBeFocusedAsync();

        await withdraw.ClickAsync();
        await Assertions.Expect(card.GetByRole(AriaRole.Dialog)).ToContainTextAsync("врачи больше не смогут консультировать");
        await Gallery.TakeAsync(new Tab(card), "consent-withdraw");
        await card.GetByTestId("confirm-yes").ClickAsync();
        await Assertions.Expect(card.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Сейчас идёт консультация врача");
        await doctor.Expect("time-left").ToBeVisibleAsync();
        await Gallery.TakeAsync(new Tab(card), "consent-withdraw-running");
        await card.GetByTestId("confirm-yes").ClickAsync();

        await Assertions.Expect(card.GetByTestId("consent-state")).ToContainTextAsync("Согласие отозвано");
        await Gallery.TakeAsync(new Tab(card), "consent-withdrawn");
        await patient.Expect("time-left").ToBeHiddenAsync();
        await card.ReloadAsync();
        await Assertions.Expect(card.GetByTestId("consent-state")).ToContainTextAsync("Ещё не подтверждено");
        await Assertions.Expect(withdraw).ToHaveCountAsync(0);
    });

    [Fact]
    public Task A_number_that_no_policy_knows_is_shown_the_ways_on() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync("+7 900 555-00-01");
        await patient.SignInAsync();
        await patient.Page.GotoAsync("/medcards");
        await patient.Expect("no-policy").ToContainTextAsync("Полис с этим номером не найден");
        await patient.Expect("no-policy").ToContainTextAsync(patient.Phone);
        await patient.Expect("no-policy").ToContainTextAsync("8 (800) 500-61-11");
        await Gallery.TakeAsync(patient, "medcards-unknown");

        await patient.TestId("another-phone").ClickAsync();
        await patient.Expect("phone").ToBeVisibleAsync();
        await patient.Expect("phone").ToHaveValueAsync("");
    });

    [Fact]
    public Task A_policy_that_has_run_out_is_said_with_what_is_still_possible() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync("+7 900 000-00-09");
        await patient.SignInAsync();
        await patient.Page.GotoAsync("/medcards");
        await Assertions.Expect(patient.TestId("policy-state").First).ToContainTextAsync("истёк");
        await Assertions.Expect(patient.TestId("still-possible").First).ToContainTextAsync("Медконсультант ответит на вопросы");
        await Gallery.TakeAsync(patient, "medcards-lapsed");
    });

    [Fact]
    public Task A_family_finds_each_ones_consultations() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync("+7 900 000-00-06");
        await patient.SignInAsync();
        await patient.Page.GotoAsync("/calendar");
        await patient.Expect("calendar-empty").ToContainTextAsync("Пока ничего нет");
        await Gallery.TakeAsync(patient, "calendar-empty");
        await CallForAsync(patient, "Синичкина Татьяна");
        await patient.TestId("leave").ClickAsync();
        await patient.TestId("confirm-yes").ClickAsync();
        await patient.ExpectStageAsync("closed");
        await CallForAsync(patient, "Синичкин Павел");

        await patient.Page.GotoAsync("/calendar");
        var entries = patient.TestId("calendar-entry");
        await Assertions.Expect(entries).ToHaveCountAsync(2);
        await patient.Expect("calendar-count").ToHaveTextAsync("2 обращения");
        await Assertions.Expect(entries.First).ToContainTextAsync("Синичкин Павел");
        await Assertions.Expect(entries.First).ToContainTextAsync("Вернуться в разговор");
        await Assertions.Expect(entries.Last).ToContainTextAsync("Синичкина Татьяна");
        await Gallery.TakeAsync(patient, "calendar-family");

        var filter = patient.TestId("calendar-filter").GetByRole(AriaRole.Link);
        await Assertions.Expect(filter).ToHaveCountAsync(6);
        await filter.Filter(new() { HasTextString = "Татьяна" }).ClickAsync();
        await Assertions.Expect(entries).ToHaveCountAsync(1);
        await Assertions.Expect(entries).ToContainTextAsync("Синичкина Татьяна");
        await Assertions.Expect(patient.TestId("calendar-filter").Locator("[aria-current]")).ToHaveTextAsync("Татьяна");
        await filter.Nth(2).ClickAsync();
        await filter.Filter(new() { HasTextString = "Павел" }).ClickAsync();
        await patient.TestId("return-to-session").ClickAsync();
        await patient.Expect("session").ToBeVisibleAsync();

        var stranger = await patient.Page.GotoAsync("/calendar?patient=somebody-else");
        Assert.Equal(404, stranger!.Status);
    });

    private static async Task CallForAsync(Patient patient, string name)
    {
        await patient.Page.GotoAsync("/");
        await patient.Page.Locator(".person").Filter(new() { HasTextString = name }).ClickAsync();
        await patient.TestId("call-chat").ClickAsync();
        await patient.Page.WaitForURLAsync("**/session/*");
    }

    private static async Task<Doctor> TalkToADoctorAsync(Clinic clinic, Patient patient)
    {
        var consultant = await clinic.ConsultantAsync();
        var doctor = await clinic.TherapistAsync();
        await consultant.GoOnDutyAsync();
        await doctor.GoOnDutyAsync();
        await patient.SignInAsync();
        await patient.CallAsync("chat");
        await consultant.AnswerAsync();
        await consultant.SendConsentAsync();
        await patient.ConfirmConsentAsync();
        await consultant.TransferToTherapistAsync("Температура");
        await doctor.AnswerAsync();
        await patient.Expect("time-left").ToBeVisibleAsync();
        return doctor;
    }

    private sealed class Tab(IPage page) : Person(page);
}
