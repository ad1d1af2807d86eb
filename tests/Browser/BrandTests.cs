using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The platform under the names of two insurers.</summary>
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
        }
    });
}
