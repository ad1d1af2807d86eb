using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Signing in by code, with what goes wrong on the way, and what is left after signing out.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class SignInTests
{
    [Fact]
    public Task The_right_code_that_comes_while_a_wrong_one_is_tried_is_tried_next() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await CodeAskedAsync(clinic);
        await Assertions.Expect(patient.Page.Locator(".lead")).ToHaveTextAsync("Введите код из СМС.");
        await patient.Expect("sign-in").ToHaveCountAsync(0);
        var code = await clinic.CodeAsync(patient.Phone);
        var tried = new TaskCompletionSource();
        var filled = new TaskCompletionSource();
        await patient.Page.RouteAsync("**/api/sign-in", async route =>
        {
            if (tried.TrySetResult())
                await filled.Task;
            await route.ContinueAsync();
        });

        await patient.TestId("code").FillAsync(Wrong(code, 1));
        await tried.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await patient.TestId("code").FillAsync(code);
        await patient.TestId("code").PressAsync("Enter");
        filled.SetResult();

        await patient.ArriveAsync("/");
        await patient.Expect("sign-out").ToBeVisibleAsync();
    });

    [Fact]
    public Task After_the_last_wrong_try_another_code_can_be_asked_for_at_once() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await CodeAskedAsync(clinic);
        var code = await clinic.CodeAsync(patient.Phone);
        foreach (var (tries, left) in new[] { (1, "Осталось 4 попытки"), (2, "Осталось 3 попытки"), (3, "Осталось 2 попытки"), (4, "Осталась 1 попытка") })
        {
            await patient.TestId("code").FillAsync(Wrong(code, tries));
            await patient.Expect("sign-in-error").ToContainTextAsync(left);
        }
        await patient.Expect("resend").ToBeDisabledAsync();

        await patient.TestId("code").FillAsync(Wrong(code, 5));

        await patient.Expect("sign-in-error").ToContainTextAsync("Код больше не действует");
        await patient.Expect("resend").ToBeEnabledAsync();
        await patient.Expect("resend").ToBeFocusedAsync();
        await patient.Expect("submit").ToBeDisabledAsync();
        await Gallery.TakeAsync(patient, "sign-in-used-up");
        await patient.TestId("resend").ClickAsync();
        await patient.Expect("code").ToBeFocusedAsync();
        await patient.EnterCodeAsync();
        await patient.ArriveAsync("/");
    });

    [Fact]
    public Task A_page_that_slept_over_its_code_says_so() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await CodeAskedAsync(clinic);
        await patient.TestId("code").FillAsync(Wrong(await clinic.CodeAsync(patient.Phone), 1));
        await patient.Expect("sign-in-error").ToContainTextAsync("Код не подошёл");

        // A sleeping device's page counts no time; only the device's own clock has gone on.
        await patient.Page.EvaluateAsync("() => { const real = Date.now.bind(Date); Date.now = () => real() + 10 * 60_000; }");

        await patient.Expect("sign-in-error").ToContainTextAsync("Код больше не действует");
        await patient.Expect("resend").ToBeEnabledAsync();
        await patient.Expect("submit").ToBeDisabledAsync();
    });

    [Fact]
    public Task Back_after_signing_out_shows_nobodys_data() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        var shown = await patient.Page.GotoAsync("/medcards");
        Assert.Contains("no-store", await shown!.HeaderValueAsync("cache-control"), StringComparison.Ordinal);
        await patient.Expect("phone").ToHaveCountAsync(0);
        var elsewhere = await patient.Page.Context.NewPageAsync();
        await elsewhere.GotoAsync("/");
        await elsewhere.GetByTestId("sign-out").ClickAsync();
        await Assertions.Expect(elsewhere.GetByTestId("sign-in")).ToBeVisibleAsync();

        // As the browser brings a kept page back.
        await patient.Page.EvaluateAsync("() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); }");

        await patient.Expect("phone").ToBeVisibleAsync();
    });

    private static async Task<Patient> CodeAskedAsync(Clinic clinic)
    {
        var patient = await clinic.PatientAsync();
        await patient.Page.GotoAsync("/sign-in");
        await patient.AskForCodeAsync();
        return patient;
    }

    /// <summary>A code that was not sent, another one for each number of steps.</summary>
    private static string Wrong(string code, int steps) => $"{(int.Parse(code, System.Globalization.CultureInfo.InvariantCulture) + steps) % 1_000_000:000000}";
}
