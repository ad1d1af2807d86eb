using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Staff sign in by passkeys, which Chromium's virtual authenticator keeps.</summary>
[Collection(Clinic.Shared)]
public sealed class PasskeyTests
{
    private const string Password = "correct horse";

    [Fact]
    public Task A_member_adds_a_passkey_and_signs_in_by_it_alone_and_as_the_second_step() => Clinic.VisitAsync(async clinic =>
    {
        var login = Login("vera");
        await clinic.HireAsync(login, "Часовщикова Вера Ильинична", Password, "rosterKeeper");
        var keeper = await clinic.NewcomerAsync("localhost");
        await VirtualDevice.PlugInAsync(keeper.Page);
        await keeper.BeginAsync(login, Password);
        await keeper.ArriveAsync("/staff");
        await keeper.TestId("own-keys").ClickAsync();
        await keeper.TestId("passkey-add").ClickAsync();
        await keeper.TestId("asked-password").FillAsync(Password);
        await keeper.TestId("asked-password").PressAsync("Enter");
        await keeper.Expect("passkey-row").ToHaveCountAsync(1);
        await keeper.TestId("passkey-rename").ClickAsync();
        await keeper.TestId("passkey-name").FillAsync("Рабочий ноутбук");
        await keeper.TestId("passkey-name").PressAsync("Enter");
        await keeper.Expect("passkey-row").ToContainTextAsync("Рабочий ноутбук");
        await Gallery.TakeAsync(keeper, "staff-me-passkey");

        // Alone, without login and password.
        await keeper.TestId("sign-out").ClickAsync();
        await keeper.Expect("passkey-alone").ToBeVisibleAsync();
        await Gallery.TakeAsync(keeper, "staff-sign-in-passkey");
        await keeper.TestId("passkey-alone").ClickAsync();
        await keeper.ArriveAsync("/staff");

        // As the second step.
        await keeper.TestId("sign-out").ClickAsync();
        await keeper.BeginAsync(login, Password);
        await keeper.Expect("passkey").ToBeFocusedAsync();
        await keeper.Expect("staff-code").ToBeHiddenAsync();
        await Gallery.TakeAsync(keeper, "staff-passkey-asked");
        await keeper.Page.Keyboard.PressAsync("Enter");
        await keeper.ArriveAsync("/staff");
        await keeper.TestId("own-keys").ClickAsync();
        await Assertions.Expect(keeper.TestId("sign-in-row").First).ToContainTextAsync("ключ доступа");

        await keeper.TestId("passkey-remove").ClickAsync();
        await keeper.TestId("asked-password").FillAsync(Password);
        await keeper.TestId("asked-password-go").ClickAsync();
        await keeper.Expect("passkey-row").ToHaveCountAsync(0);
        await keeper.TestId("sign-out").ClickAsync();
        await keeper.TestId("passkey-alone").ClickAsync();
        await keeper.Expect("sign-in-error").ToContainTextAsync("не подошёл");
    });

    [Fact]
    public Task An_auditor_sets_a_passkey_up_instead_of_codes() => Clinic.VisitAsync(async clinic =>
    {
        var login = Login("lev");
        await clinic.HireAsync(login, "Бдительный Лев Аркадьевич", Password, "auditor");
        var auditor = await clinic.NewcomerAsync("localhost");
        await VirtualDevice.PlugInAsync(auditor.Page);
        await auditor.BeginAsync(login, Password);
        await auditor.TestId("passkey-instead").ClickAsync();
        await auditor.Expect("posts").ToContainTextAsync("Аудитор");

        await auditor.TestId("own-keys").ClickAsync();
        await auditor.TestId("passkey-remove").ClickAsync();
        await auditor.TestId("asked-password").FillAsync(Password);
        await auditor.TestId("asked-password-go").ClickAsync();
        await auditor.Expect("dialog-error").ToContainTextAsync("отключить его нельзя");
        // Under another host the passkey is none.
        var elsewhere = await clinic.NewcomerAsync();
        await elsewhere.Expect("passkey-alone").ToBeHiddenAsync();
    });

    private static string Login(string name) => $"{name}-{Guid.NewGuid():N}"[..14];

    /// <summary>A device with passkeys, as Chromium plays it.</summary>
    private static class VirtualDevice
    {
        public static async Task PlugInAsync(IPage page)
        {
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("WebAuthn.enable");
            await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            });
        }
    }
}
