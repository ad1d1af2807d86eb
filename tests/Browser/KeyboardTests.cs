namespace Medzdrav.Tests.Browser;

/// <summary>Work by the keyboard alone: the focus goes on to what comes next, and always shows.</summary>
[Collection(Clinic.Shared)]
public sealed class KeyboardTests
{
    /// <summary>The stops of the keyboard from the top of the page on: what each is, and whether it has a ring.</summary>
    private const string Stop =
        """
        () => {
          const one = document.activeElement;
          if (one === document.body) return "nothing";
          const { outlineStyle, outlineWidth } = getComputedStyle(one);
          const ringed = outlineStyle !== "none" && outlineWidth !== "0px" || getComputedStyle(one.parentElement).outlineStyle !== "none";
          return ringed && one.checkVisibility() ? "" : `${one.tagName} ${one.getAttribute("aria-label") ?? one.className}`;
        }
        """;

    [Fact]
    public Task A_pressed_button_keeps_the_focus_or_hands_it_on() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        var page = consultant.Page;
        await PressAsync(consultant, "duty-available");
        await consultant.Expect("duty-available").ToHaveAttributeAsync("aria-pressed", "true");
        await consultant.Expect("duty-available").ToBeFocusedAsync();

        var caller = await clinic.PatientAsync();
        await caller.VisitAsync("chat");
        await consultant.ExpectOfferAsync();
        await PressAsync(consultant, "offer-accept");
        // The number of the caller is what is asked for first.
        await consultant.Expect("sign-in-phone").ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(caller.Phone);
        await page.Keyboard.PressAsync("Enter");
        await consultant.Expect("sign-in-code").ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(await clinic.CodeAsync(caller.Phone));
        await page.Keyboard.PressAsync("Enter");
        await consultant.Expect("consent-send").ToBeVisibleAsync();
        await PressAsync(consultant, "consent-send");
        await consultant.Expect("chat-input").ToBeFocusedAsync();

        // The patient confirms, and goes on in the chat.
        await PressAsync(caller, "consent-read");
        await PressAsync(caller, "consent-confirm");
        await caller.Expect("consent").ToBeHiddenAsync();
        await caller.Page.WaitForFunctionAsync("() => document.activeElement?.matches('.chat-lines, .composer-input')");

        // The answer that changes nothing is the one preselected.
        await PressAsync(caller, "leave");
        await caller.Expect("confirm-no").ToBeFocusedAsync();
        await caller.Page.Keyboard.PressAsync("Enter");
        await caller.Expect("confirm-no").ToHaveCountAsync(0);
        await caller.Expect("leave").ToBeFocusedAsync();
    });

    [Fact]
    public Task Every_stop_in_a_call_is_something_and_has_a_ring() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var caller = await clinic.PatientAsync();
        await caller.VisitAsync("video");
        await consultant.AnswerAsync();
        await caller.SeeAndHearAsync(1);
        foreach (var page in new[] { caller.Page, consultant.Page })
        {
            await page.EvaluateAsync("() => { document.activeElement.blur(); getSelection().removeAllRanges(); }");
            var stops = new List<string>();
            for (var press = 0; press < 30; press++)
            {
                await page.Keyboard.PressAsync("Tab");
                stops.Add(await page.EvaluateAsync<string>(Stop));
            }
            // From the last stop the focus leaves the page once a round, for the browser's own bar.
            Assert.DoesNotContain(stops, stop => stop.Length > 0 && stop != "nothing");
            Assert.True(stops.Count(stop => stop == "nothing") <= stops.Count / 6, string.Join(", ", stops));
        }
    });

    private static async Task PressAsync(Person person, string testId)
    {
        await person.Expect(testId).ToBeEnabledAsync();
        await person.TestId(testId).FocusAsync();
        await person.Page.Keyboard.PressAsync("Enter");
    }
}
