using Medzdrav.Tests.Support;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Staff sign in with a code of an app, and keep their own password and sign-ins.</summary>
[Collection(Clinic.Shared)]
public sealed class StaffKeysTests
{
    private const string Password = "correct horse";

    [Fact]
    public Task An_auditor_sets_the_code_up_at_the_first_sign_in_and_tells_it_at_the_next() => Clinic.VisitAsync(async clinic =>
    {
        var login = Login("lev");
        await clinic.HireAsync(login, "Бдительный Лев Аркадьевич", Password, "auditor");
        var auditor = await clinic.NewcomerAsync();
        await auditor.BeginAsync(login, Password);
        await auditor.Expect("totp-qr").ToBeVisibleAsync();
        await Gallery.TakeAsync(auditor, "staff-factor-set-up");
        var app = new Authenticator(await auditor.TestId("totp-secret").InnerTextAsync());

        // The browser throws the page away while the person is in the app.
        await auditor.Page.ReloadAsync();
        await auditor.Expect("totp-secret").ToHaveTextAsync(new System.Text.RegularExpressions.Regex("[A-Z2-7 ]{39}"));
        await auditor.TellAsync(app.Wrong());
        await auditor.Expect("code-error").ToContainTextAsync("Осталось 4 попытки");
        await auditor.TellAsync(await app.CodeAsync());
        await Assertions.Expect(auditor.TestId("recovery-codes").Locator("li")).ToHaveCountAsync(10);
        await Gallery.TakeAsync(auditor, "staff-recovery-codes");
        var download = await auditor.Page.RunAndWaitForDownloadAsync(() => auditor.TestId("codes-download").ClickAsync());
        var kept = (await File.ReadAllLinesAsync(await download.PathAsync())).Where(line => line.Contains('-', StringComparison.Ordinal)).ToArray();
        Assert.Equal(10, kept.Length);
        await auditor.TestId("codes-kept").ClickAsync();
        await auditor.Expect("posts").ToContainTextAsync("Аудитор");

        await auditor.TestId("sign-out").ClickAsync();
        await auditor.BeginAsync(login, Password);
        await auditor.Expect("staff-code").ToBeFocusedAsync();
        await Gallery.TakeAsync(auditor, "staff-code");
        await auditor.TellAsync(app.Last);
        await auditor.Expect("code-error").ToContainTextAsync("уже использован");
        await auditor.TellAsync(await app.CodeAsync());
        await auditor.Expect("posts").ToContainTextAsync("Аудитор");

        await auditor.TestId("sign-out").ClickAsync();
        await auditor.BeginAsync(login, Password);
        await auditor.TellAsync(kept[0].ToUpperInvariant());
        await auditor.Expect("posts").ToContainTextAsync("Аудитор");
        await auditor.TestId("own-keys").ClickAsync();
        await auditor.Expect("codes-left").ToContainTextAsync("9");
        await auditor.Expect("factor-remove").ToHaveCountAsync(0);
        await Gallery.TakeAsync(auditor, "staff-me");
    });

    [Fact]
    public Task Whoever_needs_no_code_sets_one_up_takes_it_away_and_changes_the_password() => Clinic.VisitAsync(async clinic =>
    {
        var login = Login("olga");
        await clinic.HireAsync(login, "Часовщикова Ольга Ивановна", Password, "rosterKeeper");
        var elsewhere = await clinic.NewcomerAsync();
        await elsewhere.BeginAsync(login, Password);
        await elsewhere.ArriveAsync("/staff");
        var keeper = await clinic.NewcomerAsync();
        await keeper.BeginAsync(login, Password);
        await keeper.ArriveAsync("/staff");
        await keeper.TestId("own-keys").ClickAsync();
        await keeper.Expect("factor-state").ToContainTextAsync("Выключено");
        await keeper.Expect("sign-in-row").ToHaveCountAsync(2);

        // By the keyboard alone, once the page is awake.
        await Assertions.Expect(keeper.TestId("factor-set-up")).ToBeEnabledAsync();
        await keeper.TestId("factor-set-up").FocusAsync();
        await keeper.Page.Keyboard.PressAsync("Enter");
        await keeper.Expect("asked-password").ToBeFocusedAsync();
        await keeper.Page.Keyboard.TypeAsync("wrong password");
        await keeper.Page.Keyboard.PressAsync("Enter");
        await keeper.Expect("dialog-error").ToContainTextAsync("не подошёл");
        await keeper.TestId("asked-password").FillAsync(Password);
        await Gallery.TakeAsync(keeper, "staff-me-password-asked");
        await keeper.Page.Keyboard.PressAsync("Enter");
        await keeper.Expect("own-code").ToBeFocusedAsync();
        var app = new Authenticator(await keeper.TestId("totp-secret").InnerTextAsync());
        await keeper.TestId("own-code").FillAsync(await app.CodeAsync());
        await keeper.Page.Keyboard.PressAsync("Enter");
        await keeper.TestId("codes-kept").ClickAsync();
        await keeper.Expect("factor-state").ToContainTextAsync("нужен код");

        await keeper.TestId("factor-remove").ClickAsync();
        await keeper.TestId("asked-password").FillAsync(Password);
        await keeper.TestId("asked-password-go").ClickAsync();
        await keeper.Expect("factor-state").ToContainTextAsync("Выключено");

        await keeper.TestId("password-current").FillAsync(Password);
        await keeper.TestId("password-next").FillAsync("Qwerty123456");
        await keeper.TestId("password-again").FillAsync("Qwerty123456");
        await keeper.TestId("password-change").ClickAsync();
        await keeper.TestId("confirm-yes").ClickAsync();
        await keeper.Expect("password-error").ToContainTextAsync("подбирают первым");
        await Gallery.TakeAsync(keeper, "staff-me-password-refused");
        await keeper.TestId("password-next").FillAsync("зонтик летает криво");
        await keeper.TestId("password-again").FillAsync("зонтик летает криво");
        await keeper.TestId("password-change").ClickAsync();
        await keeper.TestId("confirm-yes").ClickAsync();
        await keeper.Expect("sign-in-row").ToHaveCountAsync(3);
        await Assertions.Expect(keeper.TestId("sign-in-row").GetByText("действует", new() { Exact = true })).ToHaveCountAsync(0);
        await elsewhere.Page.ReloadAsync();
        await elsewhere.Expect("sign-in-ended").ToContainTextAsync("вывели из системы");
        await elsewhere.BeginAsync(login, "зонтик летает криво");
        await elsewhere.ArriveAsync("/staff");
        await keeper.Page.ReloadAsync();
        await keeper.TestId("end-others").ClickAsync();
        await keeper.TestId("confirm-yes").ClickAsync();
        await keeper.Expect("end-others").ToHaveCountAsync(0);
        await elsewhere.Page.ReloadAsync();
        await elsewhere.Expect("login").ToBeVisibleAsync();
    });

    private static string Login(string name) => $"{name}-{Guid.NewGuid():N}"[..14];
}
