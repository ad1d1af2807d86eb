using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Calls;

/// <summary>Troubles with devices, tabs and people in a call, and the way on.</summary>
[Collection(Clinic.Shared)]
public sealed partial class CallTroubleTests
{
    internal const string NoCamera =
        """
        const ask = MediaDevices.prototype.getUserMedia;
        MediaDevices.prototype.getUserMedia = function (constraints) {
          return constraints.video ? Promise.reject(new DOMException("no", "NotAllowedError")) : ask.call(this, constraints);
        };
        """;

    [Fact]
    public Task Who_may_not_use_the_camera_goes_on_by_voice_and_the_mode_changes_for_everybody() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        clinic.InitScript = NoCamera;
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        await patient.CallAsync("video");
        await patient.Expect("call-trouble").ToContainTextAsync("Доступ к камере запрещён");
        await Gallery.TakeAsync(patient, "call-denied");

        await patient.TestId("to-audio").ClickAsync();
        await patient.Expect("call-trouble").ToBeHiddenAsync();
        // The offer of the video call is taken back for the one of the voice call.
        await consultant.Expect("offer").ToContainTextAsync("аудиосвязь");
        await consultant.AnswerAsync();

        foreach (var person in new Person[] { patient, consultant })
        {
            await person.Page.WaitForFunctionAsync("() => document.querySelector('call-stage:not([hidden])')?.call.peer?.quality.heard > 20");
            await person.Expect("call").ToHaveAttributeAsync("data-mode", "audio");
        }
        await Gallery.TakeAsync(patient, "call-audio");
    });

    [Fact]
    public Task From_voice_to_chat_and_back_to_video_with_one_tap_each() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await clinic.CallingAsync("audio");

        await patient.TestId("call-settings").ClickAsync();
        await patient.TestId("mode-chat").ClickAsync();
        await patient.Expect("call").ToBeHiddenAsync();
        await Assertions.Expect(consultant.TestId("call")).ToBeHiddenAsync();
        await patient.SayAsync("Пишу");
        await consultant.HearAsync("Пишу");

        await patient.TestId("to-video").ClickAsync();
        await patient.Expect("local-video").ToBeVisibleAsync();
        await consultant.TestId("call-take").ClickAsync();
        await patient.SeeEachOtherAsync(consultant);
    });

    [Fact]
    public Task A_second_tab_takes_the_call_over_and_the_first_one_says_so() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await clinic.CallingAsync();
        var tab = await patient.Page.Context.NewPageAsync();
        await tab.GotoAsync(patient.Page.Url);
        var second = new Tab(tab);

        await second.SeeEachOtherAsync(consultant);
        await patient.Expect("call-away").ToContainTextAsync("в другой вкладке");
        await patient.TestId("call-take").ClickAsync();

        await patient.SeeEachOtherAsync(consultant);
        await second.Expect("call-away").ToBeVisibleAsync();
    });

    [Fact]
    public Task The_other_side_sees_what_is_muted_hidden_or_dead_and_one_tap_brings_it_back() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await clinic.CallingAsync();

        await patient.TestId("call-mute").ClickAsync();
        await consultant.Expect("call-notice").ToHaveTextAsync("Собеседник выключил микрофон.");
        await patient.TestId("call-mute").ClickAsync();
        await consultant.Expect("call-notice").ToBeHiddenAsync();
        await patient.TestId("call-camera").ClickAsync();
        await consultant.Expect("call-state").ToHaveTextAsync(Hidden());
        await patient.TestId("call-camera").ClickAsync();
        await consultant.Expect("call-state").ToBeHiddenAsync();

        // As the system does it when another call comes or the plug is pulled.
        await patient.Page.EvaluateAsync("() => { const { videoTrack } = document.querySelector('call-stage').call.media; videoTrack.stop(); videoTrack.onended(); }");
        await consultant.Expect("call-state").ToHaveTextAsync(Paused());
        await patient.Expect("call-trouble").ToBeVisibleAsync();
        await patient.TestId("call-retry").ClickAsync();
        await patient.Expect("call-trouble").ToBeHiddenAsync();
        await consultant.Expect("call-state").ToBeHiddenAsync();
        await consultant.SeeAndHearAsync();
    });

    [Fact]
    public Task Putting_the_phone_down_ends_the_call_and_not_the_talk() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await clinic.CallingAsync();

        await patient.TestId("hang-up").ClickAsync();
        await patient.TestId("confirm-yes").ClickAsync();
        await patient.Expect("call-away").ToBeVisibleAsync();
        await consultant.Expect("call-state").ToContainTextAsync("подключается");
        await patient.SayAsync("Лучше напишу");
        await consultant.HearAsync("Лучше напишу");

        await patient.TestId("call-take").ClickAsync();
        await patient.SeeEachOtherAsync(consultant);
    });

    [Fact]
    public Task An_offer_rings_in_every_tab_and_all_fall_silent_within_a_second_when_the_caller_leaves() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var page = await consultant.Page.Context.NewPageAsync();
        await page.GotoAsync(consultant.Page.Url);
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        await patient.CallAsync("video");
        Person[] tabs = [consultant, new Tab(page)];
        foreach (var tab in tabs)
        {
            await tab.Expect("offer").ToBeVisibleAsync();
            await Assertions.Expect(tab.Page).ToHaveTitleAsync(Ringing());
        }

        await patient.TestId("leave").ClickAsync();
        await patient.TestId("confirm-yes").ClickAsync();
        await patient.ExpectStageAsync("closed");

        foreach (var tab in tabs)
        {
            await tab.Expect("offer").ToHaveCountAsync(0, new() { Timeout = 1_000 });
            await Assertions.Expect(tab.Page).Not.ToHaveTitleAsync(Ringing(), new() { Timeout = 1_000 });
        }
    });

    [GeneratedRegex("^Вызов")]
    private static partial Regex Ringing();

    [GeneratedRegex("камера выключена|временно не видно")]
    private static partial Regex Hidden();

    [GeneratedRegex("приостановлено")]
    private static partial Regex Paused();

    private sealed class Tab(IPage page) : Person(page);
}
