using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>A talk goes on when its specialist may not work any more.</summary>
public sealed class DisabledStaffTests
{
    [Fact]
    public Task A_consultant_disabled_in_mid_chat_is_led_out_and_the_patient_goes_on_with_another() => Clinic.VisitAloneAsync(async clinic =>
    {
        var gone = await clinic.ConsultantAsync(1);
        await gone.GoOnDutyAsync();
        var caller = await clinic.PatientAsync();
        await caller.SignInAsync();
        await caller.CallAsync("chat");
        await gone.AnswerAsync();
        await caller.SayAsync("Здравствуйте");
        await gone.HearAsync("Здравствуйте");
        var other = await clinic.ConsultantAsync(2);
        await other.GoOnDutyAsync();

        await clinic.CommandAsync("staff", "disable", "consultant1");

        await Assertions.Expect(other.TestId("offer")).ToBeVisibleAsync(new() { Timeout = 10_000 });
        await other.AnswerAsync();
        await other.HearAsync("Здравствуйте");
        await other.SayAsync("Продолжим со мной");
        await caller.HearAsync("Продолжим со мной");
        await Gallery.TakeAsync(caller, "session-after-disabled-consultant");
        await gone.Expect("login").ToBeVisibleAsync(new() { Timeout = 30_000 });
    });
}
