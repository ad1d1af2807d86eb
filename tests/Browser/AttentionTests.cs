using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Somebody whose page is open, while they look elsewhere.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class AttentionTests
{
    /// <summary>Counts the notes that a page plays, the notices that it shows, and those that stay; says that the window in front is another one when `elsewhere` is set.</summary>
    private const string Watched =
        """
        globalThis.notes = 0;
        globalThis.notices = [];
        globalThis.staying = new Set();
        globalThis.elsewhere = false;
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (...args) { globalThis.notes++; return start.apply(this, args); };
        document.hasFocus = () => !globalThis.elsewhere;
        globalThis.Notification = class extends EventTarget {
          static permission = "granted";
          static requestPermission = async () => "granted";
          constructor(title) { super(); globalThis.notices.push(title); globalThis.staying.add(this); }
          close() { globalThis.staying.delete(this); }
        };
        """;

    /// <summary>Whether one of the tabs has the turn to ring.</summary>
    private const string Ringing = "async () => (await navigator.locks.query()).held.some(({ name }) => name === 'ringing')";

    /// <summary>Whether the turn to ring is nobody's.</summary>
    private const string Silent = "async () => !await (" + Ringing + ")()";

    [Fact]
    public Task A_message_at_a_desk_behind_another_window_is_not_read_and_calls() => Clinic.VisitAsync(async clinic =>
    {
        clinic.InitScript = Watched;
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var caller = await clinic.StrangerAsync();
        await caller.CallAsync();
        await consultant.AnswerAsync();
        await LookAsync(consultant.Page, isElsewhere: true);
        var before = await consultant.Page.EvaluateAsync<int>("() => notes");

        await caller.SayAsync("Вы здесь?");
        await consultant.HearAsync("Вы здесь?");
        await Assertions.Expect(consultant.Page).ToHaveTitleAsync("(1) Рабочее место медконсультанта — Медздрав");
        await consultant.Page.WaitForFunctionAsync("before => notes === before + 1 && notices.at(-1) === 'Новое сообщение'", before);
        await Assertions.Expect(consultant.Page.Locator("room-list .badge:not([hidden])")).ToHaveTextAsync("1");
        Assert.DoesNotContain("\"read\"", await caller.HeardAsync(), StringComparison.Ordinal);

        await LookAsync(consultant.Page, isElsewhere: false);
        await Assertions.Expect(consultant.Page).ToHaveTitleAsync("Рабочее место медконсультанта — Медздрав");
        await Assertions.Expect(consultant.Page.Locator("room-list .badge:not([hidden])")).ToHaveCountAsync(0);
        Assert.Equal(0, await consultant.Page.EvaluateAsync<int>("() => staying.size"));
    });

    [Fact]
    public Task A_call_that_was_asked_for_and_taken_back_calls_nobody_any_more() => Clinic.VisitAsync(async clinic =>
    {
        clinic.InitScript = Watched;
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("chat");
        await consultant.AnswerAsync();
        await LookAsync(consultant.Page, isElsewhere: true);

        await patient.TestId("to-voice").ClickAsync();
        await consultant.Page.WaitForFunctionAsync("() => staying.size === 1 && document.title.includes('просит перейти')");
        var doctor = await clinic.TherapistAsync();
        await doctor.GoOnDutyAsync();
        await Assertions.Expect(consultant.TestId("coverage-therapist")).ToContainTextAsync("1");
        // Whatever else changes at the desk, the call goes on.
        await consultant.Page.WaitForFunctionAsync("() => document.title.includes('просит перейти')");
        await patient.TestId("call-settings").ClickAsync();
        await patient.TestId("mode-chat").ClickAsync();

        await consultant.Page.WaitForFunctionAsync("() => staying.size === 0 && !document.title.includes('просит перейти')");
    });

    [Fact]
    public Task A_waiting_patient_who_looks_elsewhere_is_called_when_the_specialist_comes() => Clinic.VisitAsync(async clinic =>
    {
        clinic.InitScript = Watched;
        var consultant = await clinic.ConsultantAsync();
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("chat");
        await patient.ExpectStageAsync("waiting");
        await patient.Page.Locator(".session-body").ClickAsync(new() { Position = new() { X = 5, Y = 5 } });
        await LookAsync(patient.Page, isElsewhere: true);
        await consultant.GoOnDutyAsync();
        await consultant.AnswerAsync();

        await Assertions.Expect(patient.Page).ToHaveTitleAsync("Вам ответили");
        await patient.Page.WaitForFunctionAsync("() => notes > 0 && notices.includes('Вам ответили')");
        await LookAsync(patient.Page, isElsewhere: false);
        await Assertions.Expect(patient.Page).Not.ToHaveTitleAsync("Вам ответили");
    });

    [Fact]
    public Task Three_tabs_of_a_specialist_ring_as_one_and_fall_silent_together() => Clinic.VisitAsync(async clinic =>
    {
        clinic.InitScript = Watched;
        var consultant = await clinic.ConsultantAsync();
        List<IPage> tabs = [consultant.Page];
        for (var more = 0; more < 2; more++)
        {
            tabs.Add(await consultant.Page.Context.NewPageAsync());
            await tabs[^1].GotoAsync("/staff/consultant");
            await tabs[^1].Locator(".desk-name").First.ClickAsync();
        }
        await consultant.GoOnDutyAsync();
        var caller = await clinic.StrangerAsync();
        await caller.CallAsync();
        foreach (var tab in tabs)
            await Assertions.Expect(tab.GetByTestId("offer")).ToBeVisibleAsync();
        await Assertions.Expect(consultant.TestId("offer-left")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"1:(5[0-4]|[0-4]\d)|0:\d\d"));
        await consultant.UntilAsync(Ringing);
        // A turn that came late sounds at the next ring.
        await await Task.WhenAny(tabs.Select(tab => tab.WaitForFunctionAsync("() => notes > 0")));

        var rang = await Task.WhenAll(tabs.Select(tab => tab.EvaluateAsync<int>("() => notes")));
        Assert.Single(rang, notes => notes > 0);
        await consultant.AnswerAsync();
        foreach (var tab in tabs)
            await Assertions.Expect(tab.GetByTestId("offer")).ToHaveCountAsync(0, new() { Timeout = 1_000 });
        await consultant.UntilAsync(Silent);
    });

    [Fact]
    public Task The_first_tap_counts() => Clinic.VisitAsync(async clinic =>
    {
        var caller = await clinic.PatientAsync();
        var visitors = 0;
        caller.Page.Request += (_, request) => visitors += request.Url.EndsWith("/api/visitors", StringComparison.Ordinal) ? 1 : 0;
        await caller.Page.GotoAsync("/");
        await caller.Page.WaitForFunctionAsync("() => document.querySelector('call-options').matches(':defined')");
        await caller.Page.EvaluateAsync(
            """
            () => {
              document.querySelector('[data-testid=call-video]').click();
              setTimeout(() => document.querySelector('[data-testid=call-chat]').click(), 60);
            }
            """);
        await caller.ArriveAsync("/session/[^/]+");
        await Assertions.Expect(caller.TestId("counterpart")).ToHaveTextAsync("Видеосвязь");
        Assert.Equal(1, visitors);
    });

    private static async Task LookAsync(IPage page, bool isElsewhere) =>
        await page.EvaluateAsync("elsewhere => { globalThis.elsewhere = elsewhere; dispatchEvent(new Event(elsewhere ? 'blur' : 'focus')); }", isElsewhere);
}
