using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The home page where a call can't come about at once.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class HomeTests
{
    [Fact]
    public Task Without_a_network_the_home_page_says_so_with_the_number_and_calls_once_there_is_one() => Clinic.VisitAsync(async clinic =>
    {
        var caller = await clinic.PatientAsync();
        await caller.Page.GotoAsync("/");
        await caller.Page.Context.SetOfflineAsync(true);
        await caller.TestId("call-chat").ClickAsync();
        var notice = caller.Page.GetByText("Нет Интернета. Соединим");
        await Assertions.Expect(notice).ToBeVisibleAsync();
        var number = notice.GetByRole(AriaRole.Link, new() { Name = "8 (800) 500-61-11" });
        await Assertions.Expect(number).ToHaveAttributeAsync("href", "tel:+78005006111");
        await Assertions.Expect(number).ToHaveCSSAsync("white-space", "nowrap");
        await caller.Expect("scripts-missing").ToBeHiddenAsync();
        await Gallery.TakeAsync(caller, "home-offline");
        await caller.Page.Context.SetOfflineAsync(false);
        await caller.ArriveAsync("/session/[^/]+");
    });

    [Fact]
    public Task With_nobody_on_duty_the_home_page_promises_no_doctor_and_no_second_place() => Clinic.VisitAsync(async clinic =>
    {
        var caller = await clinic.PatientAsync();
        await caller.Page.GotoAsync("/");
        await caller.Expect("uncovered").ToContainTextAsync("Можно занять место в очереди");
        await Assertions.Expect(caller.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).Not.ToContainTextAsync(new Regex("на связи"));
        await caller.VisitAsync("chat");
        await caller.Page.GotoAsync("/");
        await caller.Expect("uncovered").ToContainTextAsync("Ваше место в очереди сохранится");
        await Assertions.Expect(caller.TestId("uncovered")).Not.ToContainTextAsync("Можно занять");
        await Gallery.TakeAsync(caller, "home-uncovered-waiting");
    });
}
