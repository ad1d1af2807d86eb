using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Pages when something is missing: the page, the server, scripts, a mouse.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class PlainTests
{
    [Fact]
    public Task With_scripts_blocked_pages_are_readable_and_name_the_number() => Clinic.VisitAsync(async clinic =>
    {
        var page = await clinic.PlainPageAsync();
        foreach (var address in new[] { "/", "/sign-in", "/medcards", "/consents/current", "/staff/sign-in", "/nothing-here" })
        {
            await page.GotoAsync(address);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("8 (800) 500-61-11").First).ToBeVisibleAsync();
        }
        await page.GotoAsync("/");
        await page.GetByTestId("call-chat").ClickAsync();
        await Assertions.Expect(page.GetByText("нужен JavaScript")).ToBeVisibleAsync();
    });

    [Fact]
    public Task The_keyboard_alone_calls_writes_and_leaves() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var page = (await clinic.PatientAsync()).Page;
        await page.GotoAsync("/");
        await TabToAsync(page, "call-chat");
        await page.Keyboard.PressAsync("Enter");
        await Person.ArriveAsync(page, "/session/[^/]+");
        await consultant.AnswerAsync();
        await Assertions.Expect(page.GetByTestId("chat-input")).ToBeVisibleAsync();
        await TabToAsync(page, "chat-input");
        await page.Keyboard.TypeAsync("Без мыши");
        await TabToAsync(page, "chat-send");
        await page.Keyboard.PressAsync("Enter");
        await consultant.HearAsync("Без мыши");
        await TabToAsync(page, "leave");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "confirm-yes");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("closed")).ToBeVisibleAsync();
    });

    /// <summary>Goes on by Tab until something has the focus, and it shows.</summary>
    private static async Task TabToAsync(IPage page, string testId)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            if (await page.EvaluateAsync<string?>("() => document.activeElement?.dataset.testid ?? null") == testId)
            {
                Assert.NotEqual("none", await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"));
                return;
            }
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"Tab does not come to {testId}.");
    }
}
