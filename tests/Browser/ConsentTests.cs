using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The consent, and how far it is settled who calls (S2.3).</summary>
[Collection(Clinic.SharedBeside)]
public sealed class ConsentTests
{
    [Fact]
    public Task The_whole_text_is_read_confirmed_kept_and_downloaded() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await clinic.CallingAsync("chat");
        await consultant.Expect("identity").ToHaveTextAsync("номер подтверждён кодом");
        await Gallery.TakeAsync(consultant, "desk-identity");

        await consultant.SendConsentAsync();
        await Gallery.TakeAsync(patient, "consent-card");
        await patient.TestId("consent-read").ClickAsync();
        await Assertions.Expect(patient.Page.Locator("dialog .consent-text")).ToContainTextAsync("статьёй 9 Федерального закона");
        await patient.Expect("consent-by").ToContainTextAsync("Проверкина Анна");
        await Gallery.TakeAsync(patient, "consent-text");
        await patient.TestId("consent-confirm").ClickAsync();
        await patient.Expect("consent").ToBeHiddenAsync();
        await consultant.Expect("consent-state").ToHaveTextAsync("согласие есть");

        await patient.Page.GotoAsync("/medcards");
        await patient.TestId("read-consent").ClickAsync();
        await patient.Expect("given-consent").ToContainTextAsync("Контрольная сумма");
        await patient.Expect("confirmed-by").ToContainTextAsync("Проверкина Анна");
        await Gallery.TakeAsync(patient, "consent-given");
        var (name, file) = await patient.DownloadAsync("download-consent");
        Assert.Equal("Согласие 2026-11.html", name);
        Assert.Contains("статьёй 9", file, StringComparison.Ordinal);
        Assert.Contains("Проверкина Анна", file, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", file, StringComparison.Ordinal);
    });
}
