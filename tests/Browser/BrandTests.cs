using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The platform under the names of two insurers.</summary>
[Collection(Clinic.Shared)]
public sealed class BrandTests
{
    [Fact]
    public Task Two_insurers_stand_side_by_side() => Clinic.VisitAsync(async clinic =>
    {
        foreach (var (id, phone, logo, hotline, accent) in new[] { ("romashka", "+7 900 000-00-05", "Ромашка Здоровье", "8 (800) 000-10-20", "rgb(123, 63, 152)"), ("vasilek", "+7 900 000-00-06", "Василёк", "8 (800) 000-30-40", "rgb(47, 84, 196)") })
        {
            var caller = await clinic.PatientAsync(phone, $"{id}.localhost");
            await caller.Page.GotoAsync("/");
            await Assertions.Expect(caller.Page).ToHaveTitleAsync($"Врач на связи — {logo}");
            await caller.Expect("logo").ToHaveTextAsync(logo);
            await caller.Expect("hotline").ToContainTextAsync(hotline);
            await Assertions.Expect(caller.TestId("call-video")).ToHaveCSSAsync("background-color", accent);
            await Gallery.TakeAsync(caller, $"home-{id}");

            await caller.Page.GotoAsync("/check");
            await Gallery.TakeAsync(caller, $"check-{id}");

            // The page kept for a missing network is the insurer's, too, and in its colour.
            await caller.Page.EvaluateAsync("() => navigator.serviceWorker.ready");
            await caller.Page.Context.SetOfflineAsync(true);
            await caller.Page.GotoAsync("/calendar");
            await caller.Expect("offline").ToContainTextAsync(hotline);
            await Assertions.Expect(caller.Page.GetByRole(AriaRole.Link, new() { Name = "Попробовать ещё раз" })).ToHaveCSSAsync("background-color", accent);
            await caller.Page.Context.SetOfflineAsync(false);
        }
    });

    [Fact]
    public Task One_consultant_serves_both_each_with_the_consent_of_their_insurer() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        foreach (var (id, phone, name, legal) in new[] { ("romashka", "+7 900 000-00-05", "Ромашка Страхование", "„Ромашка“"), ("vasilek", "+7 900 000-00-12", "Василёк Полис", "„Василёк“") })
        {
            var patient = await clinic.PatientAsync(phone, $"{id}.localhost");
            await patient.SignInAsync();
            await patient.CallAsync("chat");
            await consultant.ExpectOfferAsync();
            await consultant.Expect("offer-insurer").ToHaveTextAsync(name);
            await Gallery.TakeAsync(consultant, $"desk-offer-{id}");
            await consultant.AnswerAsync();
            await Assertions.Expect(consultant.TestId("room-insurer").Filter(new() { HasTextString = name })).ToBeVisibleAsync();
            await consultant.SendConsentAsync();
            await patient.TestId("consent-read").ClickAsync();
            await Assertions.Expect(patient.Page.Locator("dialog .consent-text")).ToContainTextAsync(legal);
            await Gallery.TakeAsync(patient, $"consent-{id}");
            await patient.Page.GetByRole(AriaRole.Button, new() { Name = "Закрыть", Exact = true }).ClickAsync();
            await patient.ConfirmConsentAsync();
            await patient.Page.GotoAsync("/medcards");
            await patient.Expect("consent-state").ToContainTextAsync($"{name})");
            await Assertions.Expect(patient.TestId("read-consent")).ToHaveAttributeAsync("href", new Regex($"/{id}-1$"));
            await Gallery.TakeAsync(patient, $"medcards-{id}");
        }
        await Gallery.TakeAsync(consultant, "desk-two-insurers");
    });
}
