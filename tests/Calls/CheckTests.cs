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

    internal static async Task CheckAsync(Person person)
    {
        await person.TestId("check-start").ClickAsync();
        await person.TestId("check-heard").ClickAsync();
        await person.Expect("check-advice").ToBeVisibleAsync(new() { Timeout = 60_000 });
    }
}
