using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Pages whose host goes away and comes back.</summary>
public sealed class RestartTests
{
    [Fact]
    public Task Not_on_duty_stays_so_over_a_reload_a_tab_a_new_sign_in_and_a_restart() => Clinic.VisitAloneAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        await consultant.GoOffDutyAsync();
        await consultant.Page.ReloadAsync();
        await consultant.Expect("duty-off").ToHaveAttributeAsync("aria-pressed", "true");
        var elsewhere = await clinic.ConsultantAsync();
        await elsewhere.Expect("duty-off").ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal(0, await clinic.Host.StopAsync());
        await clinic.Host.StartAgainAsync();
        await elsewhere.Page.ReloadAsync();
        await elsewhere.Expect("duty-off").ToHaveAttributeAsync("aria-pressed", "true");

        // No call rings, and whoever calls is told that nobody is there.
        var caller = await clinic.StrangerAsync();
        await caller.CallAsync();
        await Assertions.Expect(consultant.TestId("coverage-consultant")).ToContainTextAsync("никого · ждёт 1 человек");
        await consultant.Expect("offer").ToHaveCountAsync(0);
    });

    [Fact]
    public Task What_is_written_while_the_connection_is_lost_goes_out_once() => Clinic.VisitAloneAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var caller = await clinic.StrangerAsync();
        await caller.CallAsync();
        await consultant.AnswerAsync();
        await clinic.Host.KillAsync();
        await consultant.Expect("connection").ToBeVisibleAsync();
        await consultant.SayAsync("Слышу вас");
        await consultant.TestId("chat-input").FillAsync("Сейчас отправлю");
        await Gallery.TakeAsync(consultant, "staff-consultant-lost");
        await clinic.Host.StartAgainAsync();
        await consultant.Expect("connection").ToBeHiddenAsync(new() { Timeout = 45_000 });
        await consultant.ExpectMessageCountAsync(1);
        await consultant.ExpectNothingPendingAsync();
        await consultant.Page.ReloadAsync();
        await consultant.Expect("chat-input").ToHaveValueAsync("Сейчас отправлю");
        await consultant.ExpectMessageCountAsync(1);
    });

    [Fact]
    public Task Without_a_network_a_page_of_ours_says_what_to_do() => Clinic.VisitAloneAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync();
        await patient.Page.GotoAsync("/");
        await patient.Page.EvaluateAsync("() => navigator.serviceWorker.ready");
        foreach (var (name, address) in new[] { ("not-found", "/nothing-here"), ("error", "/error/500"), ("unavailable", "/error/503") })
        {
            await patient.Page.GotoAsync(address);
            await Gallery.TakeAsync(patient, name);
        }
        await clinic.Host.KillAsync();
        await patient.Page.GotoAsync("/calendar");
        await patient.Expect("offline").ToContainTextAsync("Нет Интернета");
        await patient.Expect("offline").ToContainTextAsync("8 (800) 500-61-11");
        // It needs none of the scripts that other pages need, and cannot know who is signed in.
        await patient.Expect("scripts-missing").ToHaveCountAsync(0);
        await patient.Expect("sign-in").ToHaveCountAsync(0);
        await Gallery.TakeAsync(patient, "offline");
        await clinic.Host.StartAgainAsync();
        // Nobody presses anything: the page that was asked for comes by itself.
        await patient.Expect("phone").ToBeVisibleAsync();
    });

    [Fact]
    public Task An_anonymous_caller_becomes_a_consenting_patient_of_a_doctor_within_one_session() => Clinic.VisitAloneAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        var therapist = await clinic.TherapistAsync();
        await therapist.GoOnDutyAsync();
        await consultant.GoOnDutyAsync();
        var caller = await clinic.PatientAsync();

        await caller.VisitAsync("chat");
        var session = caller.SessionId;
        await consultant.AnswerAsync();
        await caller.ExpectStageAsync("talk");
        await caller.Expect("visitor-note").ToContainTextAsync("Медконсультант поможет");
        await Gallery.TakeAsync(caller, "visitor");
        await caller.SayAsync("Не помню, как войти");
        await consultant.HearAsync("Не помню");

        // A visitor's credential outlives a reload and a restart.
        await caller.Page.ReloadAsync();
        Assert.Equal(0, await clinic.Host.StopAsync());
        await clinic.Host.StartAgainAsync();
        await caller.SayAsync("Я всё ещё здесь");
        await consultant.HearAsync("всё ещё здесь");

        await consultant.SendCodeAsync(caller.Phone);
        await caller.Expect("visitor-note").ToContainTextAsync("Назовите его медконсультанту");
        await Gallery.TakeAsync(caller, "visitor-code");
        await caller.TestId("chat-input").FillAsync("Недописанное");
        await consultant.ConfirmCodeAsync(await clinic.CodeAsync(caller.Phone));

        await caller.Expect("visitor-note").ToBeHiddenAsync();
        await caller.Expect("chat-input").ToHaveValueAsync("Недописанное");
        await consultant.SendConsentAsync();
        await caller.ConfirmConsentAsync();
        await consultant.Expect("consent-send").ToBeHiddenAsync();
        await consultant.TransferToTherapistAsync("Слабость");
        await therapist.AnswerAsync();
        await caller.Expect("time-left").ToBeVisibleAsync();
        Assert.Equal(session, caller.SessionId);
        await caller.TestId("chat-send").ClickAsync();
        await therapist.HearAsync("Недописанное");

        // From here on the browser is the account's.
        await caller.Page.GotoAsync("/medcards");
        await caller.Expect("medcard").ToBeVisibleAsync();
    });
}
