using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Calls;

/// <summary>People are told of a call that does not do, and their pages mend what they can.</summary>
[Collection(Clinic.Shared)]
public sealed partial class CallNoticeTests
{
    private const string NobodyAnswers = "MediaDevices.prototype.getUserMedia = () => new Promise(() => {});";

    private const string NoCalls = "delete globalThis.RTCPeerConnection;";

    private const string BlackCamera =
        """
        const ask = MediaDevices.prototype.getUserMedia;
        MediaDevices.prototype.getUserMedia = async function (constraints) {
          const stream = await ask.call(this, constraints);
          if (!constraints.video) return stream;
          const canvas = Object.assign(document.createElement("canvas"), { width: 1280, height: 720 });
          const paper = canvas.getContext("2d");
          setInterval(() => paper.fillRect(0, 0, 1280, 720), 50);
          return new MediaStream([...stream.getAudioTracks(), ...canvas.captureStream(20).getVideoTracks()]);
        };
        """;

    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = 10_000 };

    [Fact]
    public Task A_question_of_the_browser_that_nobody_answers_is_told_to_both_with_voice_and_chat_beside_it() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await WaitingAsync(clinic, NobodyAnswers);

        await patient.Expect("call-trouble").ToBeVisibleAsync(Soon);
        await patient.Expect("call-trouble").ToContainTextAsync(ToAnswer());
        await patient.Expect("to-audio").ToBeVisibleAsync();
        await patient.Expect("to-chat").ToBeVisibleAsync();
        await Gallery.TakeAsync(patient, "call-unanswered");
        await consultant.AnswerAsync();
        await consultant.Expect("call-state").ToContainTextAsync("браузер ждёт разрешения");
    });

    [Fact]
    public Task A_specialist_reads_why_a_patients_browser_cannot_call_and_goes_on_in_the_chat() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await WaitingAsync(clinic, NoCalls);
        await patient.Expect("call-trouble").ToContainTextAsync("не умеет звонить");
        await consultant.AnswerAsync();

        await consultant.Expect("call-trouble").ToContainTextAsync("браузер не умеет звонить");
        await Gallery.TakeAsync(consultant, "desk-no-calls");
        // The reason is on record: a desk that is loaded anew knows it, too.
        await consultant.Page.ReloadAsync();
        await consultant.Expect("call-trouble").ToContainTextAsync("браузер не умеет звонить");
        await consultant.TestId("to-chat").ClickAsync();
        await patient.Expect("call").ToBeHiddenAsync();
    });

    [Fact]
    public Task A_black_camera_is_told_in_the_waiting_room_and_in_the_call() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await WaitingAsync(clinic, BlackCamera);
        await patient.Expect("call-state").ToContainTextAsync("вас не видно", new() { Timeout = 10_000 });
        await consultant.AnswerAsync();

        await patient.Expect("call-notice").ToContainTextAsync("вас не видно", new() { Timeout = 10_000 });
        await consultant.Expect("call-notice").ToContainTextAsync("чёрное");
        await Gallery.TakeAsync(patient, "call-black");
    });

    [Fact]
    public Task A_picture_that_the_system_paused_plays_again_and_whoever_was_muted_stays_so() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await clinic.CallingAsync();
        await patient.Page.EvaluateAsync("() => document.querySelector('[data-testid=remote-video]').pause()");
        await patient.Page.WaitForFunctionAsync("() => !document.querySelector('[data-testid=remote-video]').paused", null, new() { Timeout = 1_000 });

        await patient.TestId("call-mute").ClickAsync();
        await patient.TestId("call-camera").ClickAsync();
        await consultant.Expect("call-notice").ToHaveTextAsync("Собеседник выключил микрофон.");
        await patient.Page.ReloadAsync();
        await patient.Expect("call-mute").ToHaveAttributeAsync("data-off", "");
        await patient.Expect("call-camera").ToHaveAttributeAsync("data-off", "");
        await consultant.Expect("call-notice").ToHaveTextAsync("Собеседник выключил микрофон.");
        Assert.False(await patient.Page.EvaluateAsync<bool>("() => { const { media } = document.querySelector('call-stage').call; return media.audioTrack.enabled || media.videoTrack.enabled; }"));
    });

    /// <summary>A patient who waits for a video call in a browser that behaves as the script says, and a consultant on duty.</summary>
    private static async Task<(Patient Patient, Consultant Consultant)> WaitingAsync(Clinic clinic, string script)
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        clinic.InitScript = script;
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("video");
        return (patient, consultant);
    }

    [GeneratedRegex("ждёт вашего ответа|не удаётся включить")]
    private static partial Regex ToAnswer();
}
