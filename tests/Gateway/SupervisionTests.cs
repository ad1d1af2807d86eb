using System.Net;
using Medzdrav.Contracts;

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
    public async Task Nobody_but_a_supervisor_looks()
    {
        await using var consultant = await DeviceAsync("consultant1");
        await using var administrator = await DeviceAsync("administrator1");
        await using var patient = await clinic.PatientAsync();

        Assert.Equal("rightMissing", await consultant.Refused("Supervision"));
        Assert.Equal("rightMissing", await administrator.Refused("Supervision"));
        Assert.Equal("wrongRole", await patient.Device.Refused("Supervision"));
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
