namespace Medzdrav.Tests.Browser;

/// <summary>Messages that the platform will never take.</summary>
[Collection(Clinic.Shared)]
public sealed class FailedMessageTests
{
    /// <summary>As an earlier version of the page, or another limit of length, left it behind.</summary>
    private const string LeftBehind =
        """
        (session) => sessionStorage.setItem(`outbox:${session}`, JSON.stringify([
          { commandId: crypto.randomUUID(), text: "ы".repeat(8001) },
          { commandId: crypto.randomUUID(), text: "ок \ud83d" },
        ]))
        """;

    /// <summary>The parts of the last message stand in their order.</summary>
    private const string TurnsNothing =
        """
        () => {
          const bubble = [...document.querySelectorAll(".bubble-own")].at(-1);
          const [text, time, tick] = ["text", "time", "tick"].map((part) => bubble.querySelector(`.bubble-${part}`).getBoundingClientRect());
          return text.right <= time.left && time.right <= tick.left;
        }
        """;

    [Fact]
    public Task A_message_that_is_never_taken_stays_as_failed_and_holds_nobody_up() => Clinic.VisitAsync(async clinic =>
    {
        var caller = await clinic.PatientAsync();
        await caller.VisitAsync("chat");
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        await consultant.AnswerAsync();
        await caller.ExpectStageAsync("talk");
        await caller.Page.EvaluateAsync(LeftBehind, caller.SessionId);

        await caller.Page.ReloadAsync();

        await caller.Expect("failed").ToContainTextAsync("Не отправлено. Сообщение слишком длинное: не больше 8000 знаков.");
        await caller.HearAsync("ок \ufffd");
        await caller.SayAsync("Дальше");
        await caller.HearAsync("Дальше");
        await Gallery.TakeAsync(caller, "chat-failed");
        await caller.Page.ReloadAsync();
        await caller.HearAsync("Дальше");
        await caller.Expect("failed").ToHaveCountAsync(1);
        await caller.TestId("message-mend").ClickAsync();
        await caller.Expect("failed").ToHaveCountAsync(0);
        await caller.Expect("chat-input").ToBeFocusedAsync();
        await caller.TestId("chat-input").FillAsync("Короче");
        await caller.TestId("chat-send").ClickAsync();
        await caller.HearAsync("Короче");
        await caller.SayAsync("\u202eНаоборот");
        await caller.HearAsync("Наоборот");
        Assert.True(await caller.Page.EvaluateAsync<bool>(TurnsNothing), "A direction mark turns over nothing beside its text.");

        await caller.Page.EvaluateAsync(LeftBehind, caller.SessionId);
        await caller.Page.ReloadAsync();
        await caller.TestId("message-forget").ClickAsync();
        await caller.Expect("failed").ToHaveCountAsync(0);
        await caller.ExpectNothingPendingAsync();
    });
}
