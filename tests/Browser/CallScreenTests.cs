using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The screens of a video call, on phones and at the desk.</summary>
[Collection(Clinic.SharedApart)]
public sealed class CallScreenTests
{
    private static readonly (int Width, int Height)[] Hands = [(390, 844), (320, 640), (360, 740), (844, 390), (768, 1024), (1280, 800)];
    private static readonly (int Width, int Height)[] Desks = [(1280, 800), (1366, 768), (1024, 768), (960, 700), (640, 400), (390, 844), (320, 640)];

    /// <summary>Controls that somebody can't see or reach: beyond the page's edge, or under something else.</summary>
    private const string OutOfSight =
        """
        () => {
          const places = ".call-controls, .session-head, .desk-head, .desk-views, session-chat:not([hidden]) .composer, consent-card";
          const controls = [...document.querySelectorAll(places)].flatMap((place) => [...place.querySelectorAll("button, summary, textarea, a[href]")]);
          return controls.filter((one) => one.checkVisibility({ visibilityProperty: true })).filter((one) => {
            const { left, right, top, bottom } = one.getBoundingClientRect();
            if (left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1) return true;
            const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            return !one.contains(hit);
          }).map((one) => one.dataset.testid ?? one.textContent);
        }
        """;

    /// <summary>As Safari and Firefox do: before the person has allowed it, a page learns of one camera at most.</summary>
    private const string SecondCameraOnceAllowed =
        """
        const [ask, list] = [MediaDevices.prototype.getUserMedia, MediaDevices.prototype.enumerateDevices];
        let allowed = false;
        MediaDevices.prototype.getUserMedia = async function (constraints) {
          const stream = await ask.call(this, constraints);
          allowed = true;
          return stream;
        };
        MediaDevices.prototype.enumerateDevices = async function () {
          const all = await list.call(this);
          return allowed ? [...all, { kind: "videoinput", deviceId: "back", groupId: "back", label: "Back" }] : all;
        };
        """;

    [Fact]
    public Task No_control_of_a_call_is_out_of_sight_at_any_width() => Clinic.VisitAsync(async clinic =>
    {
        var (consultant, patient) = await CallingAsync(clinic);
        // As on a laptop with two cameras, where one more control is there.
        await consultant.Page.EvaluateAsync("() => { const stage = document.querySelector('call-stage:not([hidden])'); stage.devices.cameras = 2; stage.render(); }");
        await consultant.Expect("call-flip").ToBeVisibleAsync();
        await consultant.Expect("hang-up").ToHaveTextAsync("Положить трубку");
        await ExpectAllInSightAsync(consultant.Page, Desks);
        await ExpectAllInSightAsync(patient.Page, Hands);
    });

    [Fact]
    public Task On_a_phone_the_picture_fills_the_screen_and_the_chat_is_a_sheet_with_a_number() => Clinic.VisitAsync(async clinic =>
    {
        var (consultant, patient) = await CallingAsync(clinic);
        var picture = (await patient.TestId("remote-video").BoundingBoxAsync())!;
        Assert.True(picture is { Width: >= 389, Height: >= 800 }, $"{picture.Width}×{picture.Height}");
        await Assertions.Expect(patient.TestId("call-quality")).ToBeHiddenAsync();
        await Gallery.TakeAsync(patient, "call");
        await Gallery.TakeAsync(consultant, "desk-consultant-call");

        await consultant.SayAsync("Как вас зовут?");
        await Assertions.Expect(patient.TestId("chat-open")).ToContainTextAsync("1");
        await patient.TestId("chat-open").ClickAsync();
        await patient.HearAsync("Как вас зовут?");
        await Gallery.TakeAsync(patient, "call-chat");
        await patient.Page.Keyboard.PressAsync("Escape");
        await patient.Expect("chat-input").ToBeHiddenAsync();
        await Assertions.Expect(patient.TestId("chat-open")).ToBeFocusedAsync();
        await Assertions.Expect(patient.TestId("chat-open")).ToHaveTextAsync("Чат0");
        await Assertions.Expect(patient.TestId("chat-open").Locator(".badge")).ToBeHiddenAsync();

        // With the camera off one's own tile says so; muted has a word of its own.
        await patient.TestId("call-camera").ClickAsync();
        await patient.TestId("call-mute").ClickAsync();
        await Assertions.Expect(patient.Page.Locator(".call-own-off")).ToBeVisibleAsync();
        await Assertions.Expect(patient.TestId("call-mute")).ToHaveTextAsync("Микрофон выключен");
        await Gallery.TakeAsync(patient, "call-muted");

        // The one button that ends asks what.
        await patient.TestId("hang-up").ClickAsync();
        await patient.Expect("confirm-no").ToBeFocusedAsync();
        await patient.TestId("confirm-yes").ClickAsync();
        await patient.Expect("call-take").ToBeVisibleAsync();
        await patient.Expect("chat-input").ToBeVisibleAsync();
        await patient.Expect("leave").ToBeVisibleAsync();
    });

    [Fact]
    public Task The_consent_lies_below_the_picture_and_can_be_declined() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await clinic.RingingAsync();
        await consultant.AnswerAsync();
        await patient.SeeAndHearAsync(1);
        await consultant.SeeAndHearAsync(1);
        Task<string> PlacesAsync() => consultant.Page.EvaluateAsync<string>("() => ['.call-screen', '.call-controls', '.composer'].map((name) => { const { top, height } = document.querySelector(name).getBoundingClientRect(); return `${name} ${Math.round(top)} ${Math.round(height)}`; }).join()");
        var places = await PlacesAsync();
        await consultant.SendConsentAsync();

        await patient.Expect("consent-read").ToBeVisibleAsync();
        await Gallery.TakeAsync(patient, "call-consent");
        await patient.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await patient.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('consent-card button')].filter(one => one.getBoundingClientRect().bottom > innerHeight).map(one => one.textContent)"));
        await patient.Page.SetViewportSizeAsync(390, 844);
        await patient.TestId("consent-read").ClickAsync();
        await Assertions.Expect(patient.Page.Locator("dialog .consent-text")).ToBeVisibleAsync();
        await patient.Page.Keyboard.PressAsync("Escape");
        await patient.TestId("consent-decline").ClickAsync();
        await patient.TestId("confirm-yes").ClickAsync();
        await patient.Expect("consent-declined").ToBeVisibleAsync();
        await consultant.Expect("consent-state").ToHaveTextAsync("пациент не согласен");
        await Gallery.TakeAsync(patient, "consent-declined");
        await Gallery.TakeAsync(consultant, "desk-consent-declined");
        await consultant.TestId("consent-send").ClickAsync();
        await patient.Expect("consent-declined").ToHaveCountAsync(0);
        await patient.ConfirmConsentAsync();
        await consultant.Expect("consent-state").ToHaveTextAsync("согласие есть");
        Assert.Equal(places, await PlacesAsync());
    });

    [Fact]
    public Task What_a_dialog_was_opened_from_may_go_away_and_the_page_can_still_be_used() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await clinic.CallingAsync("audio");
        await patient.TestId("call-settings").ClickAsync();
        await patient.Expect("pick-microphone").ToBeVisibleAsync();
        await Gallery.TakeAsync(patient, "call-settings");
        await consultant.TestId("call-settings").ClickAsync();
        await consultant.TestId("mode-chat").ClickAsync();
        await patient.Expect("call").ToBeHiddenAsync();
        await patient.TestId("chat-input").ClickAsync();
        await patient.SayAsync("Теперь пишу");
        await consultant.HearAsync("Теперь пишу");

        await consultant.SendConsentAsync();
        await patient.TestId("consent-read").ClickAsync();
        await consultant.CloseAsync();
        await patient.Expect("consent").ToBeHiddenAsync();
        await Assertions.Expect(patient.Page.Locator("dialog .consent-text")).ToBeVisibleAsync();
        await patient.Page.GetByRole(AriaRole.Button, new() { Name = "Закрыть", Exact = true }).ClickAsync();
        await patient.TestId("closed").GetByRole(AriaRole.Link, new() { Name = "На главную" }).ClickAsync();
        await Assertions.Expect(patient.Page).ToHaveURLAsync("/");
    });

    [Fact]
    public Task A_second_camera_that_only_a_permission_shows_can_be_switched_to() => Clinic.VisitAsync(async clinic =>
    {
        clinic.InitScript = SecondCameraOnceAllowed;
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("video");
        await patient.Expect("call-flip").ToBeVisibleAsync();
    });

    [Fact]
    public Task A_call_by_voice_has_no_camera_to_choose_also_where_it_becomes_one_meanwhile() => Clinic.VisitAsync(async clinic =>
    {
        var (consultant, patient) = await CallingAsync(clinic);
        await patient.TestId("call-settings").ClickAsync();
        await patient.Expect("pick-camera").ToBeVisibleAsync();

        await consultant.TestId("call-settings").ClickAsync();
        await consultant.TestId("mode-audio").ClickAsync();
        await patient.Expect("pick-camera").ToBeHiddenAsync();
        await patient.Expect("pick-microphone").ToBeVisibleAsync();
        await patient.TestId("call-settings-done").ClickAsync();
        await patient.TestId("call-settings").ClickAsync();
        await patient.Expect("pick-microphone").ToBeVisibleAsync();
        await patient.Expect("pick-camera").ToBeHiddenAsync();
    });

    [Fact]
    public Task Whoever_waits_sees_that_another_microphone_hears_too() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("audio");
        await HeardAsync();
        await patient.TestId("call-settings").ClickAsync();
        var microphones = patient.TestId("pick-microphone");
        var (before, other) = await patient.MicrophonesAsync();
        // Left by Escape, the dialog leaves the microphone as it was.
        await microphones.SelectOptionAsync(other);
        await patient.Expect("trial-note").ToContainTextAsync("Собеседник услышит это");
        await patient.Page.Keyboard.PressAsync("Escape");
        await patient.Expect("trial-note").ToBeHiddenAsync();
        Assert.Equal(before, await patient.Page.EvaluateAsync<string>("() => document.querySelector('call-stage').call.media.audioTrack.getSettings().deviceId"));
        await patient.TestId("call-settings").ClickAsync();
        await Assertions.Expect(microphones).ToHaveValueAsync(before);
        // Chosen, the other one is heard in the dialog alone; «Готово» takes it.
        await microphones.SelectOptionAsync(other);
        await patient.Expect("trial-note").ToContainTextAsync("когда вы нажмёте «Готово»");
        await patient.Expect("call-settings-done").ToBeInViewportAsync();
        await patient.Page.WaitForFunctionAsync("() => document.querySelector('[data-testid=trial-level]').value > 0.3");
        Assert.Equal(before, await patient.Page.EvaluateAsync<string>("() => document.querySelector('call-stage').call.media.audioTrack.getSettings().deviceId"));
        await Gallery.TakeAsync(patient, "call-settings");
        await patient.TestId("call-settings-done").ClickAsync();
        await patient.ExpectMicrophoneAsync(other);
        await HeardAsync();

        // Chromium's made-up microphones beep and are silent in turn.
        async Task HeardAsync()
        {
            foreach (var level in new[] { "< 0.1", "> 0.3" })
                await patient.Page.WaitForFunctionAsync($"() => document.querySelector('[data-testid=voice-level]').value {level}");
        }
    });

    private static async Task<(Consultant Consultant, Patient Patient)> CallingAsync(Clinic clinic)
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("video");
        await consultant.AnswerAsync();
        await patient.SeeAndHearAsync(1);
        await consultant.SeeAndHearAsync(1);
        return (consultant, patient);
    }

    private static async Task ExpectAllInSightAsync(IPage page, (int Width, int Height)[] sizes)
    {
        foreach (var (width, height) in sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            var found = await page.EvaluateAsync<string[]>(OutOfSight);
            Assert.True(found.Length == 0, $"{width}×{height}: {string.Join(", ", found)}");
        }
    }
}
