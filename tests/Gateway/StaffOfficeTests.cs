using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>Staff accounts as administrators keep them, over HTTP.</summary>
public abstract class StaffOfficeTests(Clinic clinic)
{
    private const string Password = "correct horse";
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);
    private readonly string login = $"m{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task A_member_is_added_sets_the_password_by_the_link_and_works()
    {
        var administrator = await clinic.SignInAsStaffAsync("administrator1");
        var (member, token) = await AddAsync(administrator, "consultant");

        Assert.Equal(StaffState.Invited, (await MemberAsync(administrator, member)).Line.State);
        using var early = await clinic.PostAsync("/api/staff/sign-in", new { login, password = Password, client = "app" });
        Assert.Equal(HttpStatusCode.BadRequest, early.StatusCode);
        var looked = await AskAsync<StaffInvitation>("/api/staff/link", new { token });
        Assert.Equal((login, "Новенькая Нина Ивановна"), (looked.Login, looked.Name));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await clinic.RefusedAsync("/api/staff/link/password", new { token, password = "1234567890", client = "app" }));
        var tokens = await AskAsync<TokenPair>("/api/staff/link/password", new { token, password = Password, client = "app" });
        await using var device = await Device.ConnectAsync(clinic, tokens.AccessToken);
        Assert.Null(await device.Refused("Desk"));

        Assert.Equal((HttpStatusCode.NotFound, "notFound"), await clinic.RefusedAsync("/api/staff/link/password", new { token, password = Password, client = "app" }));
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), await clinic.RefusedAsync("/api/staff/link", new { token }));
        var seen = await MemberAsync(administrator, member);
        Assert.Equal((StaffState.Active, null), (seen.Line.State, seen.LinkUntil));
        Assert.Equal(SignInFactor.Password, Assert.Single(seen.SignIns).Factor);
    }

    [Fact]
    public async Task An_auditor_who_comes_by_a_link_sets_the_second_factor_up_before_anything_else()
    {
        var administrator = await clinic.SignInAsStaffAsync("administrator1");
        var (_, token) = await AddAsync(administrator, "auditor");

        var attempt = await AskAsync<StaffAttemptView>("/api/staff/link/password", new { token, password = Password, client = "app" });

        Assert.Equal(SecondStep.SetUp, attempt.Next);
        Assert.Equal(10, (await clinic.SignInWithFactorAsync(login, Password)).RecoveryCodes.Length);
    }

    [Fact]
    public async Task Disabled_reset_or_signed_out_a_member_is_out_within_five_seconds()
    {
        var administrator = await clinic.SignInAsStaffAsync("administrator1");
        var (member, token) = await AddAsync(administrator, "rosterKeeper");
        await AskAsync<TokenPair>("/api/staff/link/password", new { token, password = Password, client = "app" });

        foreach (var act in new[] { "sign-out", "disable", "enable", "reset" })
        {
            await using var device = act == "enable" ? null : await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync(login, Password)).AccessToken);
            await AskAsync<JsonElement?>($"/api/staff/members/{member}/{act}", new { }, administrator);
            if (device is not null)
                await device.Closed.WaitAsync(Within);
            if (act == "disable")
                Assert.Equal((HttpStatusCode.Forbidden, "accountDisabled"), await clinic.RefusedAsync("/api/staff/sign-in", new { login, password = Password, client = "app" }));
        }

        // The former password died with the reset.
        Assert.Equal((HttpStatusCode.BadRequest, "wrongCredentials"), await clinic.RefusedAsync("/api/staff/sign-in", new { login, password = Password, client = "app" }));
    }

    [Fact]
    public async Task Other_posts_act_at_once_and_an_edit_of_an_older_version_is_refused()
    {
        var administrator = await clinic.SignInAsStaffAsync("administrator1");
        var (member, token) = await AddAsync(administrator, "therapist");
        var tokens = await AskAsync<TokenPair>("/api/staff/link/password", new { token, password = Password, client = "app" });
        await using var device = await Device.ConnectAsync(clinic, tokens.AccessToken);
        await device.Command<DutyView>("SetDuty", Duty.Available);
        var seen = await MemberAsync(administrator, member);

        var changed = await AskAsync<StaffMemberView>($"/api/staff/members/{member}", new { seen.Version, name = "Иная Нина", posts = new[] { "rosterKeeper" }, specialties = Array.Empty<string>() }, administrator);

        await device.Until(() => device.Duties.Any(duty => duty.Duty == Duty.Off), "off duty", Within);
        Assert.Equal(("Иная Нина", Post.RosterKeeper), (changed.Line.Name, Assert.Single(changed.Line.Posts)));
        Assert.Equal((HttpStatusCode.Conflict, "staffChanged"), await clinic.RefusedAsync($"/api/staff/members/{member}", new { seen.Version, name = "Третья Нина", posts = new[] { "auditor" } }, administrator));
    }

    [Fact]
    public async Task The_list_is_searched_and_paged()
    {
        var administrator = await clinic.SignInAsStaffAsync("administrator1");
        using var answer = await clinic.GetAsync($"/api/staff/members?q={Uri.EscapeDataString("айболитов кор")}&post=paediatrician&state=active", administrator);
        var page = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<StaffPage>(WireJson.Options))!;

        Assert.Equal(("paediatrician1", 1, 1), (Assert.Single(page.Members).Login, page.Total, page.Pages));
        using var unknown = await clinic.GetAsync("/api/staff/members?post=nurse", administrator);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task Whoever_keeps_no_accounts_may_do_none_of_it()
    {
        var callers = new (TokenPair? Tokens, HttpStatusCode Status)[]
        {
            (null, HttpStatusCode.Unauthorized), (await clinic.VisitAsync(), HttpStatusCode.Forbidden), (await clinic.SignInAsStaffAsync("consultant1"), HttpStatusCode.Forbidden),
            (await clinic.SignInAsStaffAsync("auditor1"), HttpStatusCode.Forbidden), (await clinic.SignInAsStaffAsync("supervisor1"), HttpStatusCode.Forbidden),
        };
        var details = new { version = 1, login = "anna", name = "Анна", posts = new[] { "consultant" } };
        foreach (var (tokens, status) in callers)
        {
            foreach (var path in new[] { "", "/x", "/x/disable", "/x/enable", "/x/reset", "/x/sign-out" })
            {
                using var answer = await clinic.PostAsync("/api/staff/members" + path, details, tokens);
                Assert.Equal((path, status), (path, answer.StatusCode));
            }
            if (tokens is null)
                continue;
            using var list = await clinic.GetAsync("/api/staff/members", tokens);
            using var one = await clinic.GetAsync("/api/staff/members/x", tokens);
            Assert.Equal((status, status), (list.StatusCode, one.StatusCode));
        }
        using var consultant = new Browser(clinic);
        await consultant.PostAsync("/api/staff/sign-in", new { login = "consultant1", password = "demo", client = "web" });
        foreach (var page in new[] { "/staff/admin", "/staff/admin/new", "/staff/admin/x" })
            Assert.Equal(HttpStatusCode.NotFound, (await consultant.Http.GetAsync(page)).StatusCode);
    }

    [Fact]
    public async Task Oneself_unknown_ids_and_taken_logins_are_refused()
    {
        var administrator = await clinic.SignInAsStaffAsync("administrator1");
        using var me = await clinic.GetAsync("/api/me", administrator);
        var own = (await me.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("staff").GetProperty("staffId").GetString();

        Assert.Equal((HttpStatusCode.Conflict, "notOneself"), await clinic.RefusedAsync($"/api/staff/members/{own}/disable", new { }, administrator));
        Assert.Equal((HttpStatusCode.Conflict, "notOneself"), await clinic.RefusedAsync($"/api/staff/members/{own}/reset", new { }, administrator));
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), await clinic.RefusedAsync("/api/staff/members/nobody/disable", new { }, administrator));
        Assert.Equal((HttpStatusCode.Conflict, "loginTaken"), await clinic.RefusedAsync("/api/staff/members", new { commandId = Guid.NewGuid(), login = "Consultant1", name = "Анна", posts = new[] { "consultant" } }, administrator));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await clinic.RefusedAsync("/api/staff/members", new { login, name = "Анна", posts = new[] { "specialist" } }, administrator));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await clinic.RefusedAsync("/api/staff/members", new { login, name = "Анна", posts = new[] { "nurse" } }, administrator));
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), await clinic.RefusedAsync("/api/staff/link", new { token = Opaque.New(32) }));
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), await clinic.RefusedAsync("/api/staff/link", new { token = "../x" }));
    }

    [Fact]
    public async Task An_insurers_administrator_keeps_its_own_members_only()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Password);
        await clinic.CommandAsync("staff", "add", "--login", login, "--name", "Порядкова Анна", "--post", "administrator", "--insurer", "romashka", "--password-file", file);
        File.Delete(file);
        var theirs = (await clinic.SignInWithFactorAsync(login, Password)).Tokens;
        var platform = await clinic.SignInAsStaffAsync("administrator1");
        var (consultant, _) = await AddAsync(platform, "consultant", login + "c");

        using var list = await clinic.GetAsync("/api/staff/members", theirs);
        Assert.All((await list.Content.ReadFromJsonAsync<StaffPage>(WireJson.Options))!.Members, member => Assert.Equal([Post.Administrator], member.Posts));
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), await clinic.RefusedAsync($"/api/staff/members/{consultant}/disable", new { }, theirs));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await clinic.RefusedAsync("/api/staff/members", new { login = login + "d", name = "Анна", posts = new[] { "consultant" } }, theirs));
        var (own, _) = await AddAsync(theirs, "administrator", login + "e");
        Assert.Equal("romashka", (await MemberAsync(platform, own)).Insurer!.Value.Value);
    }

    [Fact]
    public async Task A_link_names_no_host_that_only_the_client_knows()
    {
        var administrator = await clinic.SignInAsStaffAsync("administrator1");
        foreach (var (host, origin) in new[] { ("evil.example", ""), ($"romashka.localhost:{clinic.Address.Port}", $"http://romashka.localhost:{clinic.Address.Port}") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/staff/members") { Headers = { Host = host, Authorization = new("Bearer", administrator.AccessToken) } };
            request.Content = JsonContent.Create(new { commandId = Guid.NewGuid(), login = $"m{Guid.NewGuid():N}"[..20], name = "Новенькая Нина Ивановна", posts = new[] { "consultant" } });

            using var answer = await clinic.Http.SendAsync(request, TestContext.Current.CancellationToken);

            var made = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.StartsWith($"{origin}/staff/welcome#", made.GetProperty("link").GetString(), StringComparison.Ordinal);
        }
    }

    private async Task<(string Member, string Token)> AddAsync(TokenPair administrator, string post, string? called = null)
    {
        var body = new { commandId = Guid.NewGuid(), login = called ?? login, name = "Новенькая Нина Ивановна", posts = new[] { post } };
        var made = await AskAsync<JsonElement>("/api/staff/members", body, administrator);
        // A repeat makes another link, and no other member.
        var again = await AskAsync<JsonElement>("/api/staff/members", body, administrator);
        Assert.Equal(made.GetProperty("staffId").GetString(), again.GetProperty("staffId").GetString());
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), await clinic.RefusedAsync("/api/staff/link", new { token = TokenOf(made) }));
        return (again.GetProperty("staffId").GetString()!, TokenOf(again));
    }

    private static string TokenOf(JsonElement made) => made.GetProperty("link").GetString()!.Split("/staff/welcome#")[1];

    private async Task<StaffMemberView> MemberAsync(TokenPair administrator, string member)
    {
        using var answer = await clinic.GetAsync($"/api/staff/members/{member}", administrator);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<StaffMemberView>(WireJson.Options))!;
    }

    private async Task<T> AskAsync<T>(string path, object body, TokenPair? tokens = null)
    {
        using var answer = await clinic.PostAsync(path, body, tokens);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<T>(WireJson.Options))!;
    }
}

[Collection(nameof(OnSqlite))]
public sealed class StaffOfficeTestsOnSqlite(SqliteClinic clinic) : StaffOfficeTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class StaffOfficeTestsOnPostgres(PostgresClinic clinic) : StaffOfficeTests(clinic);
