using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The words of the desk about the duty.</summary>
[Collection(Clinic.Shared)]
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

    [Fact]
    public Task A_break_after_missed_offers_says_why_until_they_are_on_duty_again() => Clinic.VisitAloneAsync(
        async clinic =>
        {
            var consultant = await clinic.ConsultantAsync();
            await consultant.GoOnDutyAsync();
            var caller = await clinic.StrangerAsync();
            await caller.CallAsync();
            await consultant.ExpectOfferAsync();
            await consultant.Expect("duty-away").ToHaveAttributeAsync("aria-pressed", "true");
            await consultant.Page.ReloadAsync();
            await consultant.Expect("duty-why").ToContainTextAsync("Вы переведены на перерыв: вы не ответили на 1 вызов подряд.");
            await Gallery.TakeAsync(consultant, "staff-consultant-why-away");
            await consultant.GoOnDutyAsync();
            await consultant.Expect("duty-why").ToBeHiddenAsync();
            await consultant.AnswerAsync();

            // A text that is too long stays in its field, and says so.
            await consultant.TypeAsync(new string('я', 8_001));
            await consultant.TestId("chat-send").ClickAsync();
            await consultant.Expect("chat-input").ToHaveValueAsync(new string('я', 8_001));
            await Assertions.Expect(consultant.Page.Locator("chat-composer [data-testid=length-note]")).ToContainTextAsync("на 1 знак больше, чем помещается (8");
            await Gallery.TakeAsync(consultant, "staff-consultant-too-long");
            await consultant.SayAsync("Здравствуйте");
            await consultant.HearAsync("Здравствуйте");
        },
        new() { ["Limits:Offer"] = "00:00:08", ["Limits:OffersMissed"] = "1" });

    [Fact]
    public Task A_patient_whom_the_last_doctor_did_not_take_reads_why_they_wait_for_a_consultant_again() => Clinic.VisitAloneAsync(
        async clinic =>
        {
            var therapist = await clinic.TherapistAsync();
            await therapist.GoOnDutyAsync();
            var (patient, consultant) = await clinic.CallingAsync("chat");
            await consultant.SendConsentAsync();
            await patient.ConfirmConsentAsync();
            await consultant.TransferToTherapistAsync("Температура 38,2");
            await therapist.ExpectOfferAsync();
            await therapist.GoOffDutyAsync();

            await Assertions.Expect(patient.Page.Locator("queue-place [data-part=estimate]")).ToContainTextAsync("Сейчас нет дежурного терапевта на линии. Медконсультант подскажет, как быть.", new() { Timeout = 20_000 });
            await Assertions.Expect(patient.Page.Locator("chat-log")).ToContainTextAsync("На линии не оказалось дежурного терапевта: снова ожидание медконсультанта");
            await Gallery.TakeAsync(patient, "waiting-sent-back");
            await consultant.AnswerAsync();
            await Assertions.Expect(consultant.Page.Locator("chat-log")).ToContainTextAsync("На линии не оказалось дежурного терапевта");
        },
        new() { ["Limits:UncoveredGrace"] = "00:00:02" });
}
