using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Pages of which one script is lost on the way, as when a phone changes its network while they load.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class LostScriptTests
{
    private const int SaidMs = 5_000;

    private const string IsAliveOrSaysSo =
        """
        () => document.documentElement.dataset.scripts === "run"
          || document.querySelector("[data-testid=page-again]")?.checkVisibility({ visibilityProperty: true })
        """;

    [Fact]
    public Task A_page_for_everybody_comes_alive_though_a_script_was_lost() => Clinic.VisitAsync(async clinic =>
    {
        var stranger = await clinic.PatientAsync();
        foreach (var address in new[] { "/", "/sign-in", "/medcards", "/check", "/staff/sign-in" })
            await LoseScriptsAsync(stranger.Page, address);
    });

    [Fact]
    public Task A_waiting_page_comes_alive_though_a_script_was_lost() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("chat");
        await LoseScriptsAsync(patient.Page, patient.Page.Url);
        await patient.Expect("position").ToContainTextAsync("специалиста");
    });

    [Fact]
    public Task A_desk_comes_alive_though_a_script_was_lost() => Clinic.VisitAsync(async clinic =>
    {
        foreach (Specialist specialist in new Specialist[] { await clinic.ConsultantAsync(), await clinic.TherapistAsync() })
        {
            await LoseScriptsAsync(specialist.Page, specialist.Page.Url);
            await specialist.GoOnDutyAsync();
            await specialist.GoOffDutyAsync();
        }
    });

    [Fact]
    public Task Who_has_typed_already_is_asked_and_loses_nothing_by_itself() => Clinic.VisitAsync(async clinic =>
    {
        var stranger = await clinic.PatientAsync();
        var scripts = await ScriptsAsync(stranger.Page, "/sign-in");
        var hold = new TaskCompletionSource();
        await stranger.Page.RouteAsync("**" + scripts[^1], async route =>
        {
            await hold.Task;
            await route.AbortAsync();
        });
        await stranger.Page.GotoAsync("/sign-in", new() { WaitUntil = WaitUntilState.Commit });
        await stranger.TestId("phone").FillAsync("9000000005");
        hold.SetResult();
        await stranger.Expect("page-again").ToBeVisibleAsync(new() { Timeout = SaidMs });
        await stranger.Expect("phone").ToHaveValueAsync("9000000005");
        await stranger.Page.UnrouteAllAsync();
        await Gallery.TakeAsync(stranger, "script-lost");
        await stranger.TestId("page-again").ClickAsync();
        await ExpectAliveAsync(stranger.Page);
    });

    [Fact]
    public Task A_page_whose_style_was_lost_does_not_ask_for_scripts_that_run() => Clinic.VisitAsync(async clinic =>
    {
        var stranger = await clinic.PatientAsync();
        await stranger.Page.RouteAsync("**/lib/site.css*", route => route.AbortAsync());
        await stranger.Page.GotoAsync("/");
        await ExpectAliveAsync(stranger.Page);
        await stranger.Page.UnrouteAllAsync();
    });

    /// <summary>Loads the page again and again, each time without another of its scripts: the first, the last.</summary>
    private static async Task LoseScriptsAsync(IPage page, string address)
    {
        var scripts = await ScriptsAsync(page, address);
        foreach (var script in new[] { scripts[0], scripts[^1] }.Distinct())
        {
            var lost = 0;
            await page.RouteAsync("**" + script, route => Interlocked.Increment(ref lost) == 1 ? route.AbortAsync() : route.ContinueAsync());
            await page.GotoAsync(address);
            await page.WaitForFunctionAsync(IsAliveOrSaysSo, null, new() { Timeout = SaidMs });
            Assert.True(lost > 0, $"{script} was not asked for.");
            // Whoever sees the button presses it, unless the page comes anew by itself at that moment.
            await page.EvaluateAsync("() => document.documentElement.dataset.scripts === 'run' || document.querySelector('[data-testid=page-again]')?.click()");
            await ExpectAliveAsync(page);
            await page.UnrouteAllAsync();
        }
    }

    private static async Task<List<string>> ScriptsAsync(IPage page, string address)
    {
        var asked = new ConcurrentQueue<string>();
        void Note(object? sender, Microsoft.Playwright.IRequest request)
        {
            if (request.ResourceType == "script")
                asked.Enqueue(new Uri(request.Url).AbsolutePath);
        }
        page.Request += Note;
        await page.GotoAsync(address);
        await ExpectAliveAsync(page);
        page.Request -= Note;
        var scripts = asked.Distinct().Where(path => !path.EndsWith("/sw.js", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(scripts);
        return scripts;
    }

    private static async Task ExpectAliveAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-scripts", "run", new() { Timeout = 15_000 });
        await Assertions.Expect(page.GetByTestId("scripts-missing")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("header [data-asleep], main [data-asleep]").Filter(new() { Visible = true })).ToHaveCountAsync(0);
    }
}
