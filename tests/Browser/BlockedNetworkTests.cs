using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Networks that let pages through and WebSockets not, or hold everything back for a while.</summary>
[Collection(Clinic.SharedApart)]
public sealed class BlockedNetworkTests
{
    private const int SaidMs = 15_000;

    [Theory]
    [InlineData("403 Forbidden")]
    [InlineData("200 OK")]
    public Task A_network_without_WebSockets_is_named_with_the_number_and_another_way(string answer) => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var box = clinic.PutBox();
        var caller = await clinic.PatientBehindAsync(box);
        await caller.VisitAsync("chat");
        await consultant.AnswerAsync();
        await caller.SayAsync("Слышно?");
        await consultant.HearAsync("Слышно?");

        box.AnswersUpgrades = answer;
        await box.CutAsync();
        await caller.Expect("network-blocked").ToBeVisibleAsync(new() { Timeout = SaidMs });
        await caller.Expect("network-blocked").ToContainTextAsync("мобильный Интернет");
        await Assertions.Expect(caller.TestId("network-blocked").GetByRole(AriaRole.Link)).ToHaveTextAsync("8 (800) 500-61-11");
        await Gallery.TakeAsync(caller, "network-blocked");
        await caller.SayAsync("Я в метро");

        box.AnswersUpgrades = null;
        await caller.Expect("connection").ToBeHiddenAsync(new() { Timeout = 15_000 });
        await consultant.HearAsync("Я в метро");
    });

    [Fact]
    public Task Whoever_means_to_call_from_such_a_network_is_told_on_the_home_page() => Clinic.VisitAsync(async clinic =>
    {
        var box = clinic.PutBox();
        box.AnswersUpgrades = "403 Forbidden";
        var caller = await clinic.PatientBehindAsync(box);
        await caller.Page.GotoAsync("/");
        await caller.TestId("call-chat").ClickAsync();
        var notice = caller.Page.GetByText("Эта сеть не пропускает соединение");
        await Assertions.Expect(notice).ToBeVisibleAsync(new() { Timeout = SaidMs });
        await Assertions.Expect(notice.GetByRole(AriaRole.Link)).ToHaveTextAsync("8 (800) 500-61-11");
        box.AnswersUpgrades = null;
        await caller.ArriveAsync("/session/[^/]+");
    });

    [Fact]
    public Task The_check_of_the_connection_names_such_a_network_too() => Clinic.VisitAsync(async clinic =>
    {
        var box = clinic.PutBox();
        box.AnswersUpgrades = "403 Forbidden";
        var caller = await clinic.PatientBehindAsync(box);
        await caller.Page.GotoAsync("/check");
        await caller.TestId("check-start").ClickAsync();
        await caller.TestId("check-heard").ClickAsync(new() { Timeout = 30_000 });
        await caller.Expect("check-server").ToContainTextAsync("Переключитесь на мобильный Интернет", new() { Timeout = 60_000 });
        await caller.Expect("check-advice").ToContainTextAsync("Эта сеть не пропускает соединение", new() { Timeout = 30_000 });
        await Gallery.TakeAsync(caller, "check-blocked");
        box.AnswersUpgrades = null;
    });

    [Fact]
    public Task Behind_a_box_that_holds_everything_for_5_seconds_the_page_connects_in_the_end() => Clinic.VisitAsync(async clinic =>
    {
        var box = clinic.PutBox();
        var caller = await clinic.PatientBehindAsync(box);
        await caller.VisitAsync("chat");
        box.Holds = TimeSpan.FromSeconds(5);
        await box.CutAsync();
        await caller.Page.ReloadAsync();
        await caller.Expect("connection").ToBeVisibleAsync();
        await caller.Expect("connection").ToBeHiddenAsync(new() { Timeout = 90_000 });
        await caller.Expect("position").ToContainTextAsync("специалиста", new() { Timeout = 30_000 });
        // Nobody takes the slow line for a dead one: a lost connection would answer neither call.
        await caller.Page.EvaluateAsync(
            """
            async () => {
              const { link } = document.querySelector("connection-banner");
              for (let calls = 0; calls < 2; calls++) await link.invoke("Ping");
            }
            """);
        await caller.Expect("connection").ToBeHiddenAsync();
        box.Holds = TimeSpan.Zero;
    });
}
