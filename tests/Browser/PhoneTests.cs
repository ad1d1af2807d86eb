namespace Medzdrav.Tests.Browser;

/// <summary>Phones show a page in an app's own window, lay a keyboard over it, and sleep.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class PhoneTests
{
    private const int KeyboardLeaves = 420;

    private const string Keyboard =
        """
        const visual = Object.assign(new EventTarget(), { height: 844, scale: 1, offsetTop: 0 });
        Object.defineProperty(globalThis, "visualViewport", { get: () => visual });
        """;

    private const string Sleep =
        """
        const ticks = performance.now.bind(performance);
        let slept = 0;
        performance.now = () => ticks() - slept;
        globalThis.sleep = (ms) => { slept += ms; };
        """;

    private static readonly TimeSpan Right = TimeSpan.FromSeconds(2);

    [Fact]
    public Task A_page_in_the_window_of_an_app_says_where_to_open_it_before_anybody_calls() => Clinic.VisitAsync(async clinic =>
    {
        var plain = await clinic.PatientAsync();
        await plain.Page.GotoAsync("/");
        await plain.Expect("call-video").ToBeVisibleAsync();
        await plain.Expect("inside-app").ToHaveCountAsync(0);

        clinic.InitScript = "globalThis.TelegramWebview = {};";
        var patient = await clinic.PatientAsync();
        foreach (var page in new[] { "/", "/check" })
        {
            await patient.Page.GotoAsync(page);
            await patient.Expect("inside-app").ToContainTextAsync("внутри Telegram");
            await patient.Expect("inside-app").ToContainTextAsync("Откройте её в Chrome");
            await patient.Expect("inside-link").ToHaveValueAsync(patient.Page.Url);
        }
        await patient.Page.GotoAsync("/");
        await Gallery.TakeAsync(patient, "inside-app");
        await patient.TestId("inside-copy").ClickAsync();
        await patient.Expect("inside-copy").ToContainTextAsync("копир");
    });

    [Fact]
    public Task A_keyboard_over_the_page_leaves_head_last_line_and_composer_in_sight() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        clinic.InitScript = Keyboard;
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("chat");
        await consultant.AnswerAsync();
        for (var line = 1; line <= 12; line++)
            await consultant.SayAsync($"Строка {line}.");
        await patient.HearAsync("Строка 12.");

        await patient.TestId("chat-input").FocusAsync();
        await patient.Page.EvaluateAsync("(height) => { visualViewport.height = height; visualViewport.dispatchEvent(new Event('resize')); }", KeyboardLeaves);
        await patient.Page.WaitForFunctionAsync(
            """
            (height) => {
              const box = (selector) => [...document.querySelectorAll(selector)].at(-1).getBoundingClientRect();
              return box(".session-head").top >= 0 && box("[data-testid=chat-input]").bottom <= height && box("[data-testid=message]").bottom <= box("[data-testid=chat-input]").top;
            }
            """,
            KeyboardLeaves);

        await patient.Page.EvaluateAsync("() => { visualViewport.height = 844; visualViewport.dispatchEvent(new Event('resize')); }");
        await patient.Page.WaitForFunctionAsync("() => document.querySelector('.session').getBoundingClientRect().height === innerHeight");
    });

    [Fact]
    public Task After_a_sleep_of_ten_minutes_the_time_left_is_right_within_two_seconds() => Clinic.VisitAsync(async clinic =>
    {
        var doctor = await clinic.TherapistAsync();
        await doctor.GoOnDutyAsync();
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        clinic.InitScript = Sleep;
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        await consultant.LeadToDoctorAsync(patient, doctor, "Температура второй день");
        var ends = await patient.LegEndsAsync(TimeProvider.System);

        await patient.Page.EvaluateAsync("() => sleep(600_000)");
        using (var timer = new PeriodicTimer(Right))
            await timer.WaitForNextTickAsync();
        Assert.InRange(await patient.LegEndsAsync(TimeProvider.System), ends - Right, ends + Right);
        await doctor.SayAsync("Вы снова здесь?");
        await patient.HearAsync("Вы снова здесь?");
    });

    [Fact]
    public Task A_moment_without_a_network_that_the_connection_outlives_is_over_on_the_page_too() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("chat");
        // The banner looks once more by itself: the first connection might have been slow.
        await patient.Page.WaitForFunctionAsync("() => document.querySelector('connection-banner').slow");
        await patient.Page.EvaluateAsync("() => dispatchEvent(new Event('offline'))");
        await patient.Expect("connection").ToBeVisibleAsync();
        await patient.Page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await patient.Expect("connection").ToBeHiddenAsync();
    });
}
