using System.Text.RegularExpressions;

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
}
