namespace Medzdrav.Tests.Browser;

/// <summary>A page that comes back after its session was closed.</summary>
public sealed class ReturnTests
{
    /// <summary>A network that can be taken away and given back.</summary>
    private const string Cuttable =
        """
        const sockets = new Set();
        globalThis.WebSocket = class extends WebSocket {
          constructor(...args) {
            if (globalThis.cut) throw new Error("no network");
            super(...args);
            sockets.add(this);
          }
        };
        globalThis.cut = false;
        globalThis.lose = (lost) => {
          globalThis.cut = lost;
          if (lost) for (const socket of sockets) socket.close();
          else dispatchEvent(new Event("online"));
        };
        """;

    private const string IsClosed = """async () => (await (await fetch("/api/me", { cache: "no-store" })).json()).openSessions.length === 0""";

    [Fact]
    public Task A_waiting_page_that_was_away_too_long_says_so_and_calls_again_in_one_tap() => Clinic.VisitAloneAsync(
        async clinic =>
        {
            clinic.InitScript = Cuttable;
            var patient = await clinic.PatientAsync();
            await patient.SignInAsync();
            await patient.CallAsync("chat");
            await patient.ExpectStageAsync("waiting");
            var session = patient.SessionId;
            await patient.Expect("position").Not.ToContainTextAsync("Узнаём");
            await patient.Page.EvaluateAsync("() => lose(true)");
            await patient.UntilAsync(IsClosed, TimeSpan.FromSeconds(60));
            await patient.Page.EvaluateAsync("() => lose(false)");

            await patient.ExpectStageAsync("closed");
            await patient.Expect("closed").ToContainTextAsync("не удалось соединиться за");
            await patient.Expect("closed").ToContainTextAsync("место в очереди не сохранилось");
            await Gallery.TakeAsync(patient, "closed-no-connection");
            await patient.TestId("call-again").ClickAsync();
            await patient.ArriveAsync($"/session/(?!{session})[^/]+");
            await patient.ExpectStageAsync("waiting");
        },
        new() { ["Limits:PatientAbsent"] = "00:00:15", ["Limits:AbsenceGrace"] = "00:00:01" });
}
