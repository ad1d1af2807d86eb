using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>How everybody leaves a host that the next story finds: patients their sessions, then specialists their sessions and their duty.</summary>
internal static class Departure
{
    private const string SignInCookie = "medzdrav";

    private const string Leave =
        """
        async (staff) => {
          const response = await fetch("/api/me", { cache: "no-store" });
          if (!response.ok) return "";
          const me = await response.json();
          if (Boolean(me.staff) !== staff) return "";
          const { hub } = await import("/js/helpers/hub.js");
          const { commandId } = await import("/js/helpers/command-id.js");
          // Two browsers of one account leave the same session, and the later finds it closed.
          const stays = async (sessionId) => {
            try {
              return (await hub().command("LeaveSession", commandId(), sessionId)).phase !== "closed";
            } catch (error) {
              if (error.code === "closed") return false;
              throw error;
            }
          };
          if (!staff) {
            for (const { sessionId } of me.openSessions)
              // From a doctor, leaving leads back to the consultants, and only leaving them closes.
              while (await stays(sessionId));
            return "";
          }
          // Whoever has no desk has no session and no duty to leave.
          const desk = await hub().command("Desk").catch((error) => {
            if (error.code === "rightMissing") return null;
            throw error;
          });
          if (desk === null) return "";
          const { sessions } = desk;
          for (const { sessionId } of sessions) await hub().command("CloseSession", commandId(), sessionId, "completed");
          // Whoever books leaves it to others to tell the patient.
          const { tasks } = await hub().command("Tasks").catch(() => ({ tasks: [] }));
          for (const { taskId, kind } of tasks.filter((task) => task.appointment)) {
            try {
              await hub().command("ClaimTask", commandId(), taskId);
              await (kind === "wish" ? hub().command("DeclineWish", commandId(), taskId, "До свидания") : hub().command("FinishTask", commandId(), taskId, "notNeeded"));
            } catch {
              // Another one who leaves has it.
            }
          }
          await hub().command("SetDuty", commandId(), "off");
          const after = await hub().command("Desk");
          return after.duty.duty === "off" && after.sessions.length + after.offers.length === 0 ? "" : JSON.stringify(after);
        }
        """;

    /// <summary>Leads everybody out, and holds that nothing stays.</summary>
    public static async Task OfAllAsync(IReadOnlyCollection<IBrowserContext> contexts, House house)
    {
        foreach (var staff in new[] { false, true })
            foreach (var left in await Task.WhenAll(contexts.Select(context => LeaveAsync(context, staff))))
                Assert.Equal("", left);
        await using var database = new SqliteConnection($"Data Source={Path.Combine(house.Data.FullName, "medzdrav.db")};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync();
        await using var count = database.CreateCommand();
        count.CommandText = "SELECT (SELECT count(*) FROM session WHERE closed_at IS NULL) || ' sessions, ' || (SELECT count(*) FROM task WHERE finished_at IS NULL) || ' tasks, ' || (SELECT count(*) FROM template) || ' templates'";
        Assert.Equal("0 sessions, 0 tasks, 0 templates", await count.ExecuteScalarAsync());
    }

    private static async Task<string> LeaveAsync(IBrowserContext context, bool staff)
    {
        // A browser that has signed out, or never signed in, has nothing to leave.
        if ((await context.CookiesAsync()).All(cookie => cookie.Name != SignInCookie))
            return "";
        // A page of its own: the story's may be anywhere, or changed.
        var page = await context.NewPageAsync();
        await page.GotoAsync("/check-nothing", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        var left = await page.EvaluateAsync<string>(Leave, staff);
        await page.CloseAsync();
        return left;
    }
}
