using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The words of the desk about the duty.</summary>
public sealed class DutyTests
{
    /// <summary>Every notice that the duty changed is lost on its way to the page.</summary>
    private const string Losing = """
        globalThis.WebSocket = class extends WebSocket {
          set onmessage(heard) {
            super.onmessage = ({ data }) => heard(new MessageEvent("message", {
              data: data.split("\u001e").filter((record) => !record.includes('"DutyChanged"')).join("\u001e") || '{"type":6}\u001e',
            }));
          }
        };
        """;

    [Fact]
    public Task The_duty_that_was_answered_stands_though_the_notice_of_it_is_lost() => Clinic.VisitAsync(async clinic =>
    {
        clinic.InitScript = Losing;
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        // The news of who is on duty draws the desk anew.
        await Assertions.Expect(consultant.TestId("coverage-consultant")).ToContainTextAsync("1");
        await consultant.Expect("duty-available").ToHaveAttributeAsync("aria-pressed", "true", new() { Timeout = 1_000 });
        await consultant.Expect("duty-off").ToHaveAttributeAsync("aria-pressed", "false", new() { Timeout = 1_000 });
    });
}
