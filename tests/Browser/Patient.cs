using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>An insured person with a phone in the hand.</summary>
internal sealed class Patient(IPage page, Clinic clinic, string phone) : Person(page)
{
    public string Phone => phone;

    public string SessionId => new Uri(Page.Url).Segments[^1];

    public async Task SignInAsync()
    {
        await Page.GotoAsync("/sign-in");
        await AskForCodeAsync();
        await EnterCodeAsync();
        await ArriveAsync("/");
    }

    public async Task AskForCodeAsync()
    {
        await TestId("phone").FillAsync(phone);
        await TestId("submit").ClickAsync();
        await Expect("code").ToBeVisibleAsync();
    }

    /// <summary>Six digits go out by themselves.</summary>
    public async Task EnterCodeAsync() => await TestId("code").FillAsync(await clinic.CodeAsync(phone));

    /// <summary>Calls as somebody who has not signed in.</summary>
    public async Task VisitAsync(string mode)
    {
        await Page.GotoAsync("/");
        await TestId("call-" + mode).ClickAsync();
        await ArriveAsync("/session/[^/]+");
    }

    public async Task CallAsync(string mode)
    {
        if (await TestId("patient-option").CountAsync() > 0)
            await TestId("patient-option").First.CheckAsync();
        await TestId("call-" + mode).ClickAsync();
        await ArriveAsync("/session/[^/]+");
    }

    public async Task ConfirmConsentAsync()
    {
        await TestId("consent-read").ClickAsync();
        await Expect("consent-confirm").ToBeVisibleAsync();
        // Of several adults of a login the page asks which one confirms for a child.
        if (await TestId("consent-signer").CountAsync() > 0)
            await TestId("consent-signer").First.CheckAsync();
        await TestId("consent-confirm").ClickAsync();
        await Expect("consent").ToBeHiddenAsync();
    }

    public Task ExpectStageAsync(string stage) => Expect("session").ToHaveAttributeAsync("data-stage", stage);
}
