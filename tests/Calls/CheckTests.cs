using Microsoft.Playwright;

namespace Medzdrav.Tests.Calls;

/// <summary>«Проверка связи» (S1.4).</summary>
[Collection(ByItself.Name)]
public sealed class CheckTests
{
    private static readonly string[] Lines = ["browser", "microphone", "camera", "sound", "speed", "server", "relay"];

    [Fact]
    public async Task The_check_finds_everything_in_order_through_a_relay_and_the_consultant_reads_it()
    {
        await using var relay = await Relay.StartAsync();
        await Clinic.VisitAloneAsync(
            async clinic =>
            {
                var visitor = await clinic.PatientAsync();
                await visitor.Page.GotoAsync("/check");
                await Gallery.TakeAsync(visitor, "check");
                await CheckAsync(visitor);

                foreach (var line in Lines)
                    await visitor.Expect("check-" + line).ToHaveAttributeAsync("data-state", "pass");
                await Gallery.TakeAsync(visitor, "check-passed");
                await visitor.Expect("check-advice").ToContainTextAsync("видео", new() { IgnoreCase = true });

                var consultant = await clinic.ConsultantAsync();
                await consultant.GoOnDutyAsync();
                await visitor.VisitAsync("chat");
                await consultant.AnswerAsync();
                await Assertions.Expect(consultant.TestId("chat-log")).ToContainTextAsync("Проверка связи перед вызовом");
            },
            relay.Settings);
    }

    [Fact]
    public Task Without_a_camera_and_with_a_relay_that_is_down_the_check_says_what_to_do_and_how_to_call() => Clinic.VisitAloneAsync(
        async clinic =>
        {
            clinic.InitScript = CallTroubleTests.NoCamera;
            var visitor = await clinic.PatientAsync();
            await visitor.Page.GotoAsync("/check");
            await CheckAsync(visitor);

            await visitor.Expect("check-camera").ToHaveAttributeAsync("data-state", "fail");
            await visitor.Expect("check-relay").ToHaveAttributeAsync("data-state", "warn");
            await visitor.Expect("check-microphone").ToHaveAttributeAsync("data-state", "pass");
            await Gallery.TakeAsync(visitor, "check-failed");
        },
        // Nobody listens there.
        new() { ["Turn:Urls:0"] = "turn:127.0.0.1:9?transport=udp", ["Turn:Secret"] = Relay.Secret });

    private static async Task CheckAsync(Person person)
    {
        await person.TestId("check-start").ClickAsync();
        await person.TestId("check-heard").ClickAsync();
        await person.Expect("check-advice").ToBeVisibleAsync(new() { Timeout = 60_000 });
    }
}
