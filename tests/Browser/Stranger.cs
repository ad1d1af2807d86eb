using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Somebody who calls without signing in (S1.3), through the pages' own modules: tests of the desk need no patient's screen.</summary>
internal sealed class Stranger(IPage page)
{
    private string session = "";

    public async Task CallAsync()
    {
        await page.GotoAsync("/check-nothing");
        session = await page.EvaluateAsync<string>("""
            async () => {
              await fetch("/api/visitors", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ client: "web" }) });
              const { hub } = await import("/js/helpers/hub.js");
              const { commandId } = await import("/js/helpers/command-id.js");
              globalThis.tell = (method, ...args) => hub().command(method, commandId(), ...args);
              const { sessionId } = await hub().command("OpenSession", { commandId: commandId(), mode: "chat" });
              globalThis.heard = [];
              hub().on("SessionEvent", (_, event) => heard.push(event));
              await hub().command("JoinSession", sessionId, 0);
              return sessionId;
            }
            """);
    }

    public Task SayAsync(string text) => page.EvaluateAsync("([session, text]) => tell('SendMessage', session, text, [])", new[] { session, text });

    public Task AskForCallbackAsync(string phone) => page.EvaluateAsync("([sessionId, phone]) => tell('RequestCallback', { phone, sessionId })", new[] { session, phone });

    /// <summary>All that came to this page, as JSON.</summary>
    public Task<string> HeardAsync() => page.EvaluateAsync<string>("() => JSON.stringify(heard)");
}
