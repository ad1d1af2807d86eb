using System.Net;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Medzdrav.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Gateway;

/// <summary>A supervisor's page and calls at a running host.</summary>
public abstract class SupervisionTests(Clinic clinic)
{
    [Fact]
    public async Task Two_supervisors_see_a_call_come_and_go_and_no_patients_name()
    {
        await using var one = await DeviceAsync("supervisor1");
        await using var other = await DeviceAsync("supervisor1");
        await using var patient = await clinic.PatientAsync();
        await one.Hub.SupervisionAsync();
        await other.Hub.SupervisionAsync();

        var session = await patient.Call();
        await SeenAsync(one, view => view.Sessions.Any(open => open.SessionId == session), "the session is seen");
        await SeenAsync(other, view => view.Sessions.Any(open => open.SessionId == session && open.Phase == SessionPhase.WaitingForConsultant), "the other sees it, too");
        await one.Until(() => !one.Revisions.IsEmpty, "the one is told");
        await other.Until(() => !other.Revisions.IsEmpty, "the other is told");
        using var browser = await Browser.OfStaffAsync(clinic, "supervisor1");
        var page = WebUtility.HtmlDecode(await browser.Http.GetStringAsync("/staff/supervisor"));
        Assert.Contains($"data-key=\"{session}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(patient.Person.Name.Split(' ')[0], page, StringComparison.Ordinal);

        await patient.Device.Command<SessionView>("LeaveSession", session);
        await SeenAsync(one, view => view.Sessions.All(open => open.SessionId != session), "the session is seen no more");
    }

    [Fact]
    public async Task Whoever_is_about_to_look_on_reads_where_the_session_stands_and_an_unknown_one_is_not_there()
    {
        using var browser = await Browser.OfStaffAsync(clinic, "supervisor1");
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();

        var page = WebUtility.HtmlDecode(await browser.Http.GetStringAsync($"/staff/supervisor/{session}"));
        Assert.Contains("Ждёт медконсультанта", page, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"join-session\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(patient.Person.Name.Split(' ')[0], page, StringComparison.Ordinal);
        await patient.Device.Command<SessionView>("LeaveSession", session);
        page = await browser.Http.GetStringAsync($"/staff/supervisor/{session}");
        Assert.Contains("data-testid=\"supervised-closed\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-testid=\"join-session\"", page, StringComparison.Ordinal);

        using var unknown = await browser.Http.GetAsync("/staff/supervisor/nobody-opened-this");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        var error = await unknown.Content.ReadAsStringAsync();
        Assert.Contains("href=\"/staff\" data-testid=\"own-place\"", error, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/\"", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_without_anybody_has_the_same_rows_as_a_busy_one()
    {
        using var browser = await Browser.OfStaffAsync(clinic, "supervisor1");

        var page = WebUtility.HtmlDecode(await browser.Http.GetStringAsync("/staff/supervisor"));

        foreach (var row in new[] { "data-testid=\"longest\"", "data-testid=\"late\"", "Новому звонку ждать", "data-without=" })
            Assert.Equal(Posts.Queues.Count, page.Split(row).Length - 1);
        // A time that runs since nothing would be told as none.
        Assert.DoesNotContain("data-since=\"\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_a_supervisor_looks()
    {
        await using var consultant = await DeviceAsync("consultant1");
        await using var administrator = await DeviceAsync("administrator1");
        await using var patient = await clinic.PatientAsync();

        Assert.Equal("rightMissing", await consultant.Refused("Supervision"));
        Assert.Equal("rightMissing", await administrator.Refused("Supervision"));
        Assert.Equal("wrongRole", await patient.Device.Refused("Supervision"));
    }

    [Fact]
    public async Task Two_supervisors_at_once_look_on_each_by_themself_and_the_patient_hears_of_both()
    {
        await using var one = await DeviceAsync("supervisor1");
        await using var other = await NewSupervisorAsync();
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();

        await Task.WhenAll(one.Command<SessionView>("JoinAsSupervisor", session), other.Command<SessionView>("JoinAsSupervisor", session));
        await one.Join(session);
        await other.Join(session);
        await patient.Device.Command<MessageReceipt>("SendMessage", session, "Ау", Array.Empty<string>());
        await one.Until(() => one.Texts is ["Ау"], "the one reads");
        await other.Until(() => other.Texts is ["Ау"], "the other reads");
        Assert.Equal("wrongRole", await one.Refused("SendMessage", CommandId.New(), session, "Я здесь", Array.Empty<string>()));
        Assert.Equal("wrongRole", await one.Refused("LeaveSession", CommandId.New(), session));
        await one.Command<Done>("LeaveAsSupervisor", session);
        Assert.Equal("notFound", await one.Refused("JoinSession", session, 0));
        await patient.Device.Command<MessageReceipt>("SendMessage", session, "Ещё", Array.Empty<string>());
        await other.Until(() => other.Texts is ["Ау", "Ещё"], "the other reads on");
        Assert.Equal(["Ау"], one.Texts);

        await patient.Device.Until(() => patient.Device.Kinds.Count(kind => kind == "supervisorJoined") == 2 && patient.Device.Kinds.Contains("supervisorLeft"), "the patient hears of both");
        Assert.Equal("notFound", await one.Refused("JoinAsSupervisor", CommandId.New(), new SessionId("nobody-opened-this")));
        await one.Command<Done>("RaiseSession", session);
        await one.Command<Done>("LowerSession", session);
        await patient.Device.Until(() => patient.Device.Kinds.Contains("lowered"), "the patient hears that the place is the own one again");
        await patient.Device.Command<SessionView>("LeaveSession", session);
        Assert.Equal("closed", await one.Refused("JoinAsSupervisor", CommandId.New(), session));
        Assert.Equal("closed", await other.Refused("RaiseSession", CommandId.New(), session));
        Assert.Equal("invalid", await one.Refused("ReassignTask", CommandId.New(), new { staffId = "somebody" }));
        Assert.Equal("invalid", await one.Refused("SendToBreak", CommandId.New(), new StaffId("somebody"), "kitchen"));
    }

    [Fact]
    public async Task Figures_are_a_page_and_a_file_for_supervisors()
    {
        using var browser = await Browser.OfStaffAsync(clinic, "supervisor1");
        foreach (var days in new[] { 1, 7, 28, 5_000 })
        {
            var page = WebUtility.HtmlDecode(await browser.Http.GetStringAsync($"/staff/supervisor/figures?days={days}"));
            Assert.Contains("data-testid=\"figures-consultant\"", page, StringComparison.Ordinal);
            Assert.Contains("id=\"specialists\"", page, StringComparison.Ordinal);
            // Each word that is explained stands on the page.
            var words = page.IndexOf("data-testid=\"figures-words\"", StringComparison.Ordinal);
            var shown = page.Remove(words, page.IndexOf("</details>", StringComparison.Ordinal) - words);
            Assert.All(HistoryWords.Meanings, entry => Assert.Contains(entry.Word, shown, StringComparison.Ordinal));
        }

        using var file = await browser.Http.GetAsync("/staff/supervisor/figures/export?days=7");
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        Assert.Contains("\"Показатель\"", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<Device> NewSupervisorAsync()
    {
        var login = $"s{Guid.NewGuid():N}";
        Assert.Null(await clinic.Storage.GetRequiredService<StaffAccounts>().AddAsync(new NewMember(login, "Внимательная Вера", ["supervisor"], []), "long demo words 1"));
        return await Device.ConnectAsync(clinic, (await clinic.SignInWithFactorAsync(login, "long demo words 1")).Tokens.AccessToken);
    }

    private static async Task SeenAsync(Device supervisor, Func<SupervisionView, bool> holds, string what)
    {
        while (true)
        {
            var known = supervisor.Revisions.Count;
            if (holds((await supervisor.Hub.SupervisionAsync()).Value!))
                return;
            await supervisor.Until(() => supervisor.Revisions.Count > known, what);
        }
    }

    private async Task<Device> DeviceAsync(string login) => await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync(login)).AccessToken);
}

[Collection(nameof(OnSqlite))]
public sealed class SupervisionTestsOnSqlite(SqliteClinic clinic) : SupervisionTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class SupervisionTestsOnPostgres(PostgresClinic clinic) : SupervisionTests(clinic);
