namespace Medzdrav.Tests.Calls;

/// <summary>«Проверка связи» (S1.4) that finds troubles.</summary>
public sealed class CheckTroubleTests
{
    [Fact]
    public Task Without_a_camera_and_with_a_relay_that_is_down_the_check_says_what_to_do_and_how_to_call() => Clinic.VisitAloneAsync(
        async clinic =>
        {
            clinic.InitScript = CallTroubleTests.NoCamera;
            var visitor = await clinic.PatientAsync();
            await visitor.Page.GotoAsync("/check");
            await CheckTests.CheckAsync(visitor);

            await visitor.Expect("check-camera").ToHaveAttributeAsync("data-state", "fail");
            await visitor.Expect("check-relay").ToHaveAttributeAsync("data-state", "warn");
            await visitor.Expect("check-microphone").ToHaveAttributeAsync("data-state", "pass");
            await Gallery.TakeAsync(visitor, "check-failed");
        },
        // Nobody listens there.
        new() { ["Turn:Urls:0"] = "turn:127.0.0.1:9?transport=udp", ["Turn:Secret"] = Relay.Secret });
}
