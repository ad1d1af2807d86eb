using System.Net;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>The doors that a member's posts open, and those that they do not.</summary>
public abstract class PostTests(Clinic clinic)
{
    [Theory]
    [InlineData("administrator1", "Администратор", "/staff/admin/import")]
    [InlineData("supervisor1", "Старший смены", "/staff/supervisor")]
    [InlineData("auditor1", "Аудитор", "/staff/audit")]
    [InlineData("rosterkeeper1", "Составитель графиков", "/staff/doctor")]
    public async Task Somebody_with_other_posts_than_one_desk_begins_at_a_page_with_all_of_them(string login, string title, string told)
    {
        using var browser = await Browser.OfStaffAsync(clinic, login);
        using var answer = await browser.Http.GetAsync("/staff");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("/staff", answer.RequestMessage!.RequestUri!.AbsolutePath);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains(told, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("consultant1", "/staff", "/staff/consultant")]
    [InlineData("paediatrician1", "/staff", "/staff/doctor")]
    [InlineData("specialist1", "/staff", "/staff/doctor")]
    [InlineData("consultant1", "/staff/doctor", "/staff/consultant")]
    [InlineData("auditor1", "/staff/consultant", "/staff")]
    [InlineData("auditor1", "/staff/sign-in", "/staff")]
    [InlineData("rosterkeeper1", "/staff/doctor", "/staff/doctor")]
    public async Task Pages_open_for_whoever_works_there(string login, string asked, string shown)
    {
        using var browser = await Browser.OfStaffAsync(clinic, login);
        using var answer = await browser.Http.GetAsync(asked);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(shown, answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task A_member_reads_posts_rights_and_specialties_of_oneself()
    {
        var specialist = await StaffAsync("specialist1");
        Assert.Equal(["specialist"], Words(specialist, "roles"));
        Assert.Equal(["answer", "readMedcard", "readDocuments", "conclude"], Words(specialist, "rights"));
        Assert.Equal(["кардиология"], Words(specialist, "specialties"));

        var keeper = await StaffAsync("rosterkeeper1");
        Assert.Equal(["therapist", "rosterKeeper"], Words(keeper, "roles"));
        Assert.Contains("keepRosters", Words(keeper, "rights"));
    }

    [Fact]
    public async Task Who_has_no_post_for_it_is_told_so_whatever_it_is_about()
    {
        await using var doctor = await DeviceAsync("therapist4");
        await using var auditor = await DeviceAsync("auditor1");
        var session = new SessionId("nobody-ever-opened-this");

        foreach (var device in new[] { doctor, auditor })
        {
            Assert.Equal("rightMissing", await device.Refused("RequestConsent", CommandId.New(), session));
            Assert.Equal("rightMissing", await device.Refused("Transfer", CommandId.New(), session, new { to = "therapist", reason = "так надо" }));
            Assert.Equal("rightMissing", await device.Refused("CloseSession", CommandId.New(), session, "completed"));
            Assert.Equal("rightMissing", await device.Refused("Tasks"));
        }
        foreach (var call in new[] { "PatientCard", "Conclusion" })
        {
            Assert.Equal("rightMissing", await auditor.Refused(call, session));
            Assert.Equal("notFound", await doctor.Refused(call, session));
        }
        Assert.Equal("rightMissing", await auditor.Refused("Desk"));
        using var conclusion = await clinic.GetAsync("/api/conclusions/nobodys", await clinic.SignInAsStaffAsync("auditor1"));
        Assert.Equal(HttpStatusCode.Forbidden, conclusion.StatusCode);
        Assert.Contains("\"rightMissing\"", await conclusion.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_specialist_goes_on_duty_and_covers_no_queue()
    {
        await using var specialist = await clinic.OnDutyAsync("specialist1");
        await using var colleague = await DeviceAsync("therapist4");
        await colleague.Until(() => colleague.Coverage.Count >= 3, "how the queues are covered");

        Assert.Equal(Duty.Available, (await specialist.Device.Ask<DeskView>("Desk")).Duty.Duty);
        Assert.Empty((await specialist.Device.Ask<DeskView>("Desk")).Offers);
    }

    [Fact]
    public async Task A_desk_that_is_not_ones_own_is_no_desk()
    {
        var tokens = await clinic.SignInAsStaffAsync("therapist4");
        await using var own = await Device.ConnectAsync(clinic, tokens.AccessToken, desk: "doctor");
        await using var other = await Device.ConnectAsync(clinic, tokens.AccessToken, desk: "consultant");
        await using var none = await Device.ConnectAsync(clinic, tokens.AccessToken, desk: "kitchen");

        Assert.Equal("therapist4", (await own.Ask<DeskView>("Desk")).Staff.Login);
        foreach (var device in new[] { other, none })
        {
            Assert.Equal("rightMissing", await device.Refused("Desk"));
            Assert.Equal("rightMissing", await device.Refused("SetDuty", CommandId.New(), "available"));
        }
    }

    private async Task<Device> DeviceAsync(string login) => await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync(login)).AccessToken);

    private async Task<JsonElement> StaffAsync(string login)
    {
        using var answer = await clinic.GetAsync("/api/me", await clinic.SignInAsStaffAsync(login));
        return JsonSerializer.Deserialize<JsonElement>(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).GetProperty("staff");
    }

    private static string[] Words(JsonElement staff, string property) => [.. staff.GetProperty(property).EnumerateArray().Select(word => word.GetString()!)];
}

[Collection(nameof(OnSqlite))]
public sealed class PostTestsOnSqlite(SqliteClinic clinic) : PostTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class PostTestsOnPostgres(PostgresClinic clinic) : PostTests(clinic);
