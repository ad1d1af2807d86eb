using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>An administrator adds a member, who comes by the link; then changes, resets and disables them.</summary>
[Collection(Clinic.Shared)]
public sealed class StaffOfficeTests
{
    private const string Password = "зонтик летает криво";

    [Fact]
    public Task A_member_is_added_comes_by_the_link_and_is_led_out_when_disabled() => Clinic.VisitAsync(async clinic =>
    {
        var login = $"nina-{Guid.NewGuid():N}"[..14];
        var administrator = await clinic.ColleagueAsync("administrator1");
        await administrator.TestId("place-admin").ClickAsync();
        await administrator.Expect("staff-line").Not.ToHaveCountAsync(0);
        await Gallery.TakeAsync(administrator, "staff-admin");
        await administrator.TestId("member-new").ClickAsync();
        await administrator.TestId("member-login").FillAsync(login);
        await administrator.TestId("member-name").FillAsync("Новенькая Нина Ивановна");
        await administrator.TestId("member-add").ClickAsync();
        await administrator.Expect("member-error").ToContainTextAsync("хотя бы одну должность");
        await administrator.TestId("member-post-specialist").CheckAsync();
        await administrator.TestId("member-specialties").FillAsync("кардиология, функциональная диагностика");
        await Gallery.TakeAsync(administrator, "staff-admin-new");
        await administrator.TestId("member-add").ClickAsync();
        await administrator.Expect("member-link-text").ToContainTextAsync("/staff/welcome#");
        await Gallery.TakeAsync(administrator, "staff-admin-link");
        var link = await administrator.TestId("member-link-text").InnerTextAsync();
        await administrator.TestId("member-link-next").ClickAsync();
        await administrator.Expect("member-state").ToHaveTextAsync("ждёт входа по ссылке");

        var nina = await clinic.NewcomerAsync();
        await nina.Page.GotoAsync(link);
        await nina.Expect("member-login").ToHaveTextAsync(login);
        await nina.TestId("new-password").FillAsync("1234567890");
        await nina.TestId("new-password-again").FillAsync("1234567890");
        await nina.TestId("new-password-submit").ClickAsync();
        await nina.Expect("new-password-error").ToContainTextAsync("буквы");
        await Gallery.TakeAsync(nina, "staff-welcome");
        await nina.TestId("new-password").FillAsync(Password);
        await nina.TestId("new-password-again").FillAsync(Password);
        await nina.TestId("new-password-again").PressAsync("Enter");
        await nina.ArriveAsync("/staff/doctor");
        var late = await clinic.NewcomerAsync();
        await late.Page.GotoAsync(link);
        await late.Expect("link-error").ToContainTextAsync("уже использована");
        await Gallery.TakeAsync(late, "staff-welcome-used");

        await administrator.Page.ReloadAsync();
        await administrator.Expect("member-state").ToHaveTextAsync("может войти");
        await administrator.Expect("sign-in-row").ToHaveCountAsync(1);
        await administrator.TestId("member-name").FillAsync("Опытная Нина Ивановна");
        await administrator.TestId("member-name").PressAsync("Enter");
        await Assertions.Expect(administrator.Page.Locator("notice-board")).ToContainTextAsync("Сохранено");
        await Gallery.TakeAsync(administrator, "staff-admin-member");
        await administrator.TestId("member-disable").ClickAsync();
        await administrator.TestId("confirm-yes").ClickAsync();
        await administrator.Expect("member-state").ToHaveTextAsync("отключён");
        await nina.Expect("sign-in-ended").ToContainTextAsync("отключена", new() { Timeout = 30_000 });

        await administrator.Page.GotoAsync("/staff/admin");
        await administrator.TestId("staff-query").FillAsync("опытная нин");
        await administrator.TestId("staff-state").SelectOptionAsync("disabled");
        await administrator.TestId("staff-find").ClickAsync();
        await administrator.Expect("staff-total").ToHaveTextAsync("Найдено: 1");
        await Assertions.Expect(administrator.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("q=.*state=disabled"));
        await administrator.TestId("staff-query").FillAsync("никого такого");
        await administrator.TestId("staff-query").PressAsync("Enter");
        await administrator.Expect("staff-total").ToHaveTextAsync("Никого не нашли.");
        await Gallery.TakeAsync(administrator, "staff-admin-nobody");
    });
}
