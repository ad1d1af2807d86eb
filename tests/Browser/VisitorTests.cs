using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>S1.3: calling without signing in. S3.3: nobody is on duty.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class VisitorTests
{
    private const string Crowd =
        """
        globalThis.crowd = true;
        const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (data) {
          if (!globalThis.crowd || !String(data).includes('"OpenSession"')) return send.call(this, data);
          const { invocationId } = JSON.parse(data.slice(0, -1));
          const result = { refusal: { code: "crowded", message: "Сейчас очень много обращений." } };
          this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify({ type: 3, invocationId, result }) + "\u001e" }));
        };
        """;

    [Fact]
    public Task In_a_crowd_a_caller_waits_at_the_door_and_is_let_in() => Clinic.VisitAsync(async clinic =>
    {
        var caller = await clinic.PatientAsync();
        await caller.Page.AddInitScriptAsync(Crowd);
        await caller.Page.GotoAsync("/");

        await caller.TestId("call-chat").ClickAsync();
        var notice = caller.Page.Locator("notice-board");
        await Assertions.Expect(notice).ToContainTextAsync("Не закрывайте страницу");
        await Assertions.Expect(caller.TestId("call-chat")).ToHaveAttributeAsync("aria-busy", "true");
        await Gallery.TakeAsync(caller, "crowd");
        await caller.Page.EvaluateAsync("() => { crowd = false; }");

        await caller.ArriveAsync("/session/[^/]+");
        await caller.ExpectStageAsync("waiting");
    });

    [Fact]
    public Task Who_waits_elsewhere_already_is_led_there() => Clinic.VisitAsync(async clinic =>
    {
        var waiting = await clinic.PatientAsync();
        await waiting.SignInAsync();
        await waiting.CallAsync("chat");
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        await consultant.AnswerAsync();
        var caller = await clinic.PatientAsync(waiting.Phone);
        await caller.VisitAsync("chat");
        await consultant.AnswerAsync();

        await consultant.SendCodeAsync(caller.Phone);
        await consultant.ConfirmCodeAsync(await clinic.CodeAsync(caller.Phone));

        await caller.Expect("closed").ToContainTextAsync("Вы уже ждёте в другом обращении");
        await Gallery.TakeAsync(caller, "continued-elsewhere");
        await caller.TestId("open-continued").ClickAsync();
        await caller.ExpectStageAsync("talk");
        Assert.Equal(waiting.SessionId, caller.SessionId);
    });

    [Fact]
    public Task With_nobody_on_duty_the_page_says_so_and_a_call_back_reaches_the_consultants() => Clinic.VisitAsync(async clinic =>
    {
        var caller = await clinic.PatientAsync();
        await caller.Page.GotoAsync("/");
        await caller.Expect("uncovered").ToContainTextAsync("8 (800) 500-61-11");
        await Gallery.TakeAsync(caller, "home-nobody");
        await caller.VisitAsync("video");
        await caller.Expect("nobody").ToBeVisibleAsync();
        await caller.TestId("callback-send").ClickAsync();
        await caller.Expect("callback").ToContainTextAsync("Введите номер");
        await caller.TestId("callback-phone").FillAsync(caller.Phone);
        await Gallery.TakeAsync(caller, "callback");
        await caller.TestId("callback-send").ClickAsync();
        await caller.Expect("callback-accepted").ToContainTextAsync("Мы перезвоним");
        await caller.Page.ReloadAsync();
        await caller.Expect("callback-accepted").ToBeVisibleAsync();
        await Gallery.TakeAsync(caller, "callback-accepted");

        var consultant = await clinic.ConsultantAsync();
        await Assertions.Expect(consultant.Page.Locator(".task-phone")).ToHaveAttributeAsync("href", "tel:" + caller.Phone.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal));
        await consultant.TestId("task-claim").ClickAsync();
        await consultant.FinishTaskAsync("Не дозвонились");
        await consultant.Expect("tasks").ToContainTextAsync("Задач нет");
    });
}
