using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Gateway;

/// <summary>The second step of a sign-in, one's own keys and sign-ins, over HTTP.</summary>
public abstract class StaffFactorTests(Clinic clinic)
{
    private const string Password = "correct horse";
    private readonly string login = $"f{Guid.NewGuid():N}"[..20];
    private readonly StaffAccounts accounts = clinic.Storage.GetRequiredService<StaffAccounts>();

    [Fact]
    public async Task An_auditor_sets_the_factor_up_and_signs_in_with_it_from_then_on()
    {
        await HireAsync("auditor");
        var (tokens, app, codes) = await clinic.SignInWithFactorAsync(login, Password);
        Assert.Equal(10, codes.Length);
        using var me = await clinic.GetAsync("/api/me", tokens);
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);

        using var browser = new Browser(clinic);
        var attempt = await BeginAsync(browser);
        Assert.Equal(SecondStep.Totp, attempt.Next);
        Assert.Equal(HttpStatusCode.BadRequest, await browser.PostAsync("/api/staff/sign-in/set-up", new { attempt.AttemptId }));
        Assert.Equal((HttpStatusCode.BadRequest, "invalidCode"), await ConfirmAsync(browser, attempt, "12 34"));
        Assert.Equal((HttpStatusCode.BadRequest, "wrongCode"), await ConfirmAsync(browser, attempt, app.Wrong()));
        Assert.Equal((HttpStatusCode.BadRequest, "wrongCode"), await ConfirmAsync(browser, attempt, app.Last));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetAsync("/api/me")).StatusCode);
        Assert.Equal((HttpStatusCode.NoContent, null), await ConfirmAsync(browser, attempt, await app.CodeAsync()));
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/api/me")).StatusCode);
        Assert.Equal((HttpStatusCode.BadRequest, "codeExpired"), await ConfirmAsync(browser, attempt, app.CodeAt(1)));
        Assert.Equal((HttpStatusCode.BadRequest, "codeExpired"), await ConfirmAsync(browser, attempt with { AttemptId = Opaque.New(16) }, "123456"));

        using var another = new Browser(clinic);
        Assert.Equal((HttpStatusCode.NoContent, null), await ConfirmAsync(another, await BeginAsync(another), codes[0]));
        var view = (await browser.Http.GetFromJsonAsync<StaffKeysView>("/api/staff/keys", WireJson.Options))!;
        Assert.Equal((9, true, login), (view.RecoveryCodesLeft, view.IsFactorRequired, view.Login));
        Assert.Equal([SignInFactor.RecoveryCode, SignInFactor.Totp, SignInFactor.Totp], view.SignIns.Select(signIn => signIn.Factor));
    }

    [Fact]
    public async Task At_the_console_the_factor_is_forgotten_and_everything_signed_in_by_it_ends()
    {
        await HireAsync("administrator");
        var (tokens, _, _) = await clinic.SignInWithFactorAsync(login, Password);

        Assert.Contains("no second factor", await clinic.CommandAsync("staff", "forget-factor", login), StringComparison.Ordinal);

        await EndedAsync(tokens);
        using var browser = new Browser(clinic);
        Assert.Equal(SecondStep.SetUp, (await BeginAsync(browser)).Next);
    }

    [Fact]
    public async Task A_member_changes_the_own_password_and_the_other_sign_ins_end()
    {
        await HireAsync("rosterKeeper");
        using var browser = new Browser(clinic);
        Assert.Equal(HttpStatusCode.NoContent, await browser.PostAsync("/api/staff/sign-in", new { login, password = Password, client = "web" }));
        var elsewhere = await clinic.SignInAsStaffAsync(login, Password);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await RefusedAsync(browser, "/api/staff/password", new { current = Password, next = "Qwerty12345", client = "web" }));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await RefusedAsync(browser, "/api/staff/password", new { current = Password, next = $"{login}1", client = "web" }));
        Assert.Equal((HttpStatusCode.BadRequest, "wrongCredentials"), await RefusedAsync(browser, "/api/staff/password", new { current = "wrong", next = "another password", client = "web" }));
        Assert.Equal(HttpStatusCode.NoContent, await browser.PostAsync("/api/staff/password", new { current = Password, next = "another password", client = "web" }));

        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/api/me")).StatusCode);
        await EndedAsync(elsewhere);
        using var former = await clinic.PostAsync("/api/staff/sign-in", new { login, password = Password, client = "app" });
        Assert.Equal(HttpStatusCode.BadRequest, former.StatusCode);
        await clinic.SignInAsStaffAsync(login, "another password");
    }

    [Fact]
    public async Task A_member_ends_the_other_sign_ins()
    {
        await HireAsync("rosterKeeper");
        using var browser = new Browser(clinic);
        Assert.Equal(HttpStatusCode.NoContent, await browser.PostAsync("/api/staff/sign-in", new { login, password = Password, client = "web" }));
        var tokens = await clinic.SignInAsStaffAsync(login, Password);
        await using var elsewhere = await Device.ConnectAsync(clinic, tokens.AccessToken);

        Assert.Equal(HttpStatusCode.NoContent, await browser.PostAsync("/api/staff/sign-ins/end-others", new { }));

        await elsewhere.Closed.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/api/me")).StatusCode);
        var page = await browser.Http.GetStringAsync("/staff/me");
        Assert.Contains("это устройство", page, StringComparison.Ordinal);
        Assert.Contains("закончился", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/staff/password")]
    [InlineData("/api/staff/totp/set-up")]
    [InlineData("/api/staff/totp/recovery-codes")]
    [InlineData("/api/staff/totp/remove")]
    [InlineData("/api/staff/sign-ins/end-others")]
    public async Task Nobody_but_staff_has_keys(string path)
    {
        var body = new { current = "a", next = "b", password = Password, client = "web" };
        using var nobody = await clinic.PostAsync(path, body);
        using var visitor = await clinic.PostAsync(path, body, await clinic.VisitAsync());

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (nobody.StatusCode, visitor.StatusCode));
        using var view = await clinic.GetAsync("/api/staff/keys", await clinic.VisitAsync());
        Assert.Equal(HttpStatusCode.Forbidden, view.StatusCode);
    }

    /// <summary>Within five seconds the tokens are good for nothing.</summary>
    private async Task EndedAsync(TokenPair tokens)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var began = Stopwatch.GetTimestamp(); ; await look.WaitForNextTickAsync())
        {
            using var answer = await clinic.GetAsync("/api/me", tokens);
            if (answer.StatusCode == HttpStatusCode.Unauthorized)
                return;
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(6), "The sign-in goes on.");
        }
    }

    private async Task HireAsync(string post) => Assert.Null(await accounts.AddAsync(new NewMember(login, "Осторожный Олег", [post], []), Password));

    private async Task<StaffAttemptView> BeginAsync(Browser browser)
    {
        using var answer = await browser.Http.PostAsJsonAsync("/api/staff/sign-in", new { login, password = Password, client = "web" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<StaffAttemptView>(WireJson.Options))!;
    }

    private static Task<(HttpStatusCode Status, string? Code)> ConfirmAsync(Browser browser, StaffAttemptView attempt, string code) =>
        RefusedAsync(browser, "/api/staff/sign-in/totp", new { attempt.AttemptId, code, client = "web" });

    private static async Task<(HttpStatusCode Status, string? Code)> RefusedAsync(Browser browser, string path, object body)
    {
        using var answer = await browser.Http.PostAsJsonAsync(path, body, WireJson.Options);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(text).TryGetProperty("code", out var code) ? code.GetString() : null);
    }
}

[Collection(nameof(OnSqlite))]
public sealed class StaffFactorTestsOnSqlite(SqliteClinic clinic) : StaffFactorTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class StaffFactorTestsOnPostgres(PostgresClinic clinic) : StaffFactorTests(clinic);
