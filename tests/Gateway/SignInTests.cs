using System.Net;
using System.Net.Http.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

public abstract class SignInTests(Clinic clinic)
{
    [Fact]
    public async Task A_code_signs_in_once_and_a_wrong_one_never()
    {
        var (attempt, code) = await clinic.AskForCodeAsync("+79000000070");
        var wrong = code == "000000" ? "000001" : "000000";

        Assert.Equal(HttpStatusCode.BadRequest, (await SignInAsync(attempt, wrong)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(attempt, code)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SignInAsync(attempt, code)).StatusCode);
    }

    [Fact]
    public async Task Every_valid_mobile_number_gets_the_same_answer()
    {
        using var known = await clinic.Http.PostAsJsonAsync("/api/sign-in/codes", new { phone = "+79000000001" });
        using var unknown = await clinic.Http.PostAsJsonAsync("/api/sign-in/codes", new { phone = "+79997776655" });

        Assert.Equal(HttpStatusCode.Accepted, known.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, unknown.StatusCode);
        Assert.Empty((await clinic.MeAsync(await clinic.SignInByCodeAsync("+79997776654"))).Patients);
    }

    [Fact]
    public async Task A_refresh_token_gives_a_lost_answer_again_and_an_older_one_ends_the_credential()
    {
        var first = await clinic.SignInAsStaffAsync("consultant1");
        var second = await RefreshedAsync(first);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second));
        Assert.Equal(second, await RefreshedAsync(first));
        var third = await RefreshedAsync(second);

        using var stolen = await RefreshAsync(first);

        Assert.Equal(HttpStatusCode.Unauthorized, stolen.StatusCode);
        using var afterwards = await RefreshAsync(third);
        Assert.Equal(HttpStatusCode.Unauthorized, afterwards.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(third));
    }

    [Fact]
    public async Task Signing_out_kills_the_tokens_and_the_hub_connections_of_that_sign_in_only()
    {
        var (one, other) = (await clinic.SignInAsStaffAsync("consultant1"), await clinic.SignInAsStaffAsync("consultant1"));
        await using var first = await Device.ConnectAsync(clinic, one.AccessToken);
        await using var second = await Device.ConnectAsync(clinic, one.AccessToken);
        await using var elsewhere = await Device.ConnectAsync(clinic, other.AccessToken);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sign-out") { Headers = { Authorization = new("Bearer", one.AccessToken) } };
        Assert.Equal(HttpStatusCode.NoContent, (await clinic.Http.SendAsync(request)).StatusCode);

        await Task.WhenAll(first.Closed, second.Closed);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(one));
        await Assert.ThrowsAnyAsync<Exception>(() => Device.ConnectAsync(clinic, one.AccessToken));
        await elsewhere.Ask<DeskView>("Desk");
    }

    [Fact]
    public async Task A_browser_gets_a_cookie_that_ends_with_signing_out()
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = clinic.Address };
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);

        using var signedIn = await browser.PostAsJsonAsync("/api/staff/sign-in", new { login = "Consultant1", password = "demo", client = "web" });
        Assert.Equal(HttpStatusCode.NoContent, signedIn.StatusCode);
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("medzdrav=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/me")).StatusCode);

        using var stolen = new HttpRequestMessage(HttpMethod.Get, new Uri(clinic.Address, "/api/me")) { Headers = { { "Cookie", cookie.Split(';')[0] } } };
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsJsonAsync("/api/sign-out", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await clinic.Http.SendAsync(stolen)).StatusCode);
    }

    [Fact]
    public async Task A_page_to_sign_in_on_says_to_whom_it_belonged_before_that_it_is_over()
    {
        using var patient = await Browser.SignedInAsync(clinic, "+79000000079");
        using var member = await Browser.OfStaffAsync(clinic, "consultant1");
        foreach (var (browser, page, other) in new[] { (patient, "/sign-in", "/staff/sign-in"), (member, "/staff/sign-in", "/sign-in") })
        {
            var cookie = browser.Cookie;
            await browser.PostAsync("/api/sign-out", new { });

            Assert.Contains("Вход на этом устройстве закончился.", await ReadAsync(page, cookie), StringComparison.Ordinal);
            Assert.DoesNotContain("закончился", await ReadAsync(other, cookie), StringComparison.Ordinal);
            Assert.DoesNotContain("закончился", await browser.Http.GetStringAsync(page), StringComparison.Ordinal);
        }

        async Task<string> ReadAsync(string page, string cookie)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(clinic.Address, page)) { Headers = { { "Cookie", cookie } } };
            using var answer = await clinic.Http.SendAsync(request);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        foreach (var path in new[] { "/", "/api/me", "/health/live" })
        {
            using var answer = await clinic.Http.GetAsync(path);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
            Assert.True(answer.Headers.Contains("Referrer-Policy"));
        }
    }

    private Task<HttpResponseMessage> SignInAsync(string attempt, string code) =>
        clinic.Http.PostAsJsonAsync("/api/sign-in", new { attemptId = attempt, code, client = "app" });

    private Task<HttpResponseMessage> RefreshAsync(TokenPair tokens) => clinic.Http.PostAsJsonAsync("/api/sign-in/refresh", new { tokens.RefreshToken });

    private async Task<TokenPair> RefreshedAsync(TokenPair tokens)
    {
        using var answer = await RefreshAsync(tokens);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TokenPair>(WireJson.Options))!;
    }

    private Task<HttpStatusCode> StatusAsync(TokenPair tokens) => clinic.StatusAsync("/api/me", tokens);
}

[Collection(nameof(OnSqlite))]
public sealed class SignInTestsOnSqlite(SqliteClinic clinic) : SignInTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class SignInTestsOnPostgres(PostgresClinic clinic) : SignInTests(clinic);
