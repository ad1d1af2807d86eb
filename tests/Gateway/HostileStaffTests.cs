using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Gateway;

/// <summary>A person who means harm, or taps twice, gets nothing out of the sign-in of staff and of their accounts.</summary>
[Collection(nameof(OnSqlite))]
public sealed class HostileStaffTests(SqliteClinic clinic)
{
    private const string Password = "correct horse";
    private readonly string login = $"h{Guid.NewGuid():N}"[..20];
    private readonly StaffAccounts accounts = clinic.Storage.GetRequiredService<StaffAccounts>();

    [Fact]
    public async Task However_often_one_taps_and_in_how_many_tabs_there_is_one_member_and_one_link()
    {
        var administrator = await clinic.SignInAsStaffAsync("administrator1");
        var tap = Body(Guid.NewGuid());

        var taps = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AskAsync("/api/staff/members", tap, administrator)));
        var tabs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AskAsync("/api/staff/members", Body(Guid.NewGuid()), administrator)));

        Assert.Single(taps.Select(answer => answer.Json.GetProperty("staffId").GetString()).Distinct());
        Assert.All(tabs, answer => Assert.Equal((HttpStatusCode.Conflict, "loginTaken"), (answer.Status, answer.Code)));
        var looks = await Task.WhenAll(taps.Select(answer => AskAsync("/api/staff/link", new { token = TokenOf(answer.Json) })));
        Assert.Single(looks, look => look.Status == HttpStatusCode.OK);

        object Body(Guid commandId) => new { commandId, login, name = "Новенькая Нина", posts = new[] { "rosterKeeper" } };
    }

    [Fact]
    public async Task Of_two_who_use_a_link_at_once_one_sets_the_password()
    {
        var administrator = await clinic.SignInAsStaffAsync("administrator1");
        var token = TokenOf((await AskAsync("/api/staff/members", new { commandId = Guid.NewGuid(), login, name = "Новенькая Нина", posts = new[] { "rosterKeeper" } }, administrator)).Json);
        string[] passwords = ["зонтик летает криво", "чайник плавает прямо"];

        var used = await Task.WhenAll(passwords.Select(password => AskAsync("/api/staff/link/password", new { token, password, client = "app" })));

        var winner = Array.FindIndex(used, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), (used[1 - winner].Status, used[1 - winner].Code));
        Assert.Equal("wrongCredentials", (await SignInAsync(passwords[1 - winner])).Code);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(passwords[winner])).Status);
    }

    [Fact]
    public async Task A_cookie_that_was_there_before_the_two_steps_is_worth_nothing_after_them()
    {
        var (_, app, _) = await HireAuditorAsync();
        using var browser = new Browser(clinic);
        Assert.Equal(HttpStatusCode.NoContent, await browser.PostAsync("/api/visitors", new { client = "web" }));
        var planted = browser.Cookie;
        using var begun = await browser.Http.PostAsJsonAsync("/api/staff/sign-in", new { login, password = Password, client = "web" });
        Assert.Equal(planted, browser.Cookie);
        var attempt = (await begun.Content.ReadFromJsonAsync<StaffAttemptView>(WireJson.Options))!;

        Assert.Equal(HttpStatusCode.NoContent, await browser.PostAsync("/api/staff/sign-in/totp", new { attempt.AttemptId, code = await app.CodeAsync(), client = "web" }));

        Assert.Equal(HttpStatusCode.OK, await KeysOfAsync(browser.Cookie));
        Assert.NotEqual(HttpStatusCode.OK, await KeysOfAsync(planted));
    }

    [Fact]
    public async Task Codes_are_guessed_ten_times_over_however_many_attempts_and_connections()
    {
        var (_, app, _) = await HireAuditorAsync();
        // The attempts begin one after another, the guesses come all at once.
        List<JsonElement> attempts = [];
        for (var begun = 0; begun < 6; begun++)
            attempts.Add((await SignInAsync(Password)).Json.GetProperty("attemptId"));

        var guesses = await Task.WhenAll(attempts.SelectMany(attemptId => Enumerable.Range(0, 4).Select(_ =>
            AskAsync("/api/staff/sign-in/totp", new { attemptId, code = app.Wrong(), client = "app" }))));

        Assert.Equal(10, guesses.Count(guess => guess.Code == "wrongCode"));
        Assert.All(guesses.Where(guess => guess.Code != "wrongCode"), guess => Assert.Equal("tooMany", guess.Code));
        var right = await AskAsync("/api/staff/sign-in/totp", new { attemptId = (await SignInAsync(Password)).Json.GetProperty("attemptId"), code = app.CodeAt(0), client = "app" });
        Assert.Equal("tooMany", right.Code);
    }

    [Fact]
    public async Task Whether_there_is_a_login_is_told_to_nobody()
    {
        Assert.Null(await accounts.AddAsync(new NewMember(login, "Осторожный Олег", ["consultant"], []), Password));
        Assert.Null(await accounts.AddAsync(new NewMember(login + "d", "Отключённый Денис", ["auditor"], []), Password));
        await accounts.DisableAsync(login + "d");
        var administrator = await clinic.SignInAsStaffAsync("administrator1");
        await AskAsync("/api/staff/members", new { commandId = Guid.NewGuid(), login = login + "i", name = "Новенькая Нина", posts = new[] { "auditor" } }, administrator);

        var refusals = new List<string>();
        foreach (var name in new[] { login, login + "d", login + "i", login + "nobody" })
        {
            var answer = await AskAsync("/api/staff/sign-in", new { login = name, password = "not the password", client = "app" });
            refusals.Add($"{answer.Status} {answer.Code} {answer.Json.GetProperty("title")}");
        }

        Assert.Single(refusals.Distinct());
    }

    [Fact]
    public async Task A_disabled_member_is_out_on_all_devices_and_between_the_two_steps()
    {
        var (tokens, app, codes) = await HireAuditorAsync();
        using var browser = new Browser(clinic);
        var second = (await SignInAsync(Password)).Json.GetProperty("attemptId");
        Assert.Equal(HttpStatusCode.NoContent, await browser.PostAsync("/api/staff/sign-in/totp", new { attemptId = second, code = codes[0], client = "web" }));
        await using var device = await Device.ConnectAsync(clinic, tokens.AccessToken);
        await using var tab = await Device.ConnectWithCookieAsync(clinic.Address, browser.Cookie);
        var between = (await SignInAsync(Password)).Json.GetProperty("attemptId");
        var administrator = await clinic.SignInAsStaffAsync("administrator1");
        using var me = await clinic.GetAsync("/api/me", tokens);
        var member = (await me.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("staff").GetProperty("staffId").GetString();

        Assert.Equal(HttpStatusCode.OK, (await AskAsync($"/api/staff/members/{member}/disable", new { }, administrator)).Status);

        // At once, not within the five seconds that a change at the console may take.
        Assert.Equal(HttpStatusCode.Unauthorized, await clinic.StatusAsync("/api/me", tokens));
        Assert.Equal(HttpStatusCode.Unauthorized, await KeysOfAsync(browser.Cookie));
        await Task.WhenAll(device.Closed, tab.Closed).WaitAsync(TimeSpan.FromSeconds(5));
        using var refreshed = await clinic.PostAsync("/api/sign-in/refresh", new { tokens.RefreshToken });
        Assert.Equal(HttpStatusCode.Unauthorized, refreshed.StatusCode);
        var late = await AskAsync("/api/staff/sign-in/totp", new { attemptId = between, code = await app.CodeAsync(), client = "app" });
        Assert.Equal((HttpStatusCode.Forbidden, "accountDisabled"), (late.Status, late.Code));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    public async Task After_signing_in_nobody_is_sent_to_another_site(string address)
    {
        foreach (var page in new[] { "/staff/sign-in", "/sign-in" })
        {
            var shown = await clinic.Http.GetStringAsync($"{page}?returnUrl={Uri.EscapeDataString(address)}");
            Assert.DoesNotContain("evil.example", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("alert(1)", shown, StringComparison.Ordinal);
        }
    }

    private async Task<(TokenPair Tokens, Authenticator App, string[] Codes)> HireAuditorAsync()
    {
        Assert.Null(await accounts.AddAsync(new NewMember(login, "Бдительный Лев", ["auditor"], []), Password));
        return await clinic.SignInWithFactorAsync(login, Password);
    }

    private Task<(HttpStatusCode Status, string? Code, JsonElement Json)> SignInAsync(string password) => AskAsync("/api/staff/sign-in", new { login, password, client = "app" });

    private async Task<HttpStatusCode> KeysOfAsync(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/staff/keys") { Headers = { { "Cookie", cookie } } };
        using var answer = await clinic.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static string TokenOf(JsonElement made) => made.GetProperty("link").GetString()!.Split("/staff/welcome#")[1];

    private async Task<(HttpStatusCode Status, string? Code, JsonElement Json)> AskAsync(string path, object body, TokenPair? tokens = null)
    {
        using var answer = await clinic.PostAsync(path, body, tokens);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.StatusCode, json.TryGetProperty("code", out var code) ? code.GetString() : null, json);
    }
}
