using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Contracts;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>Somebody reads a copy of the whole database while everybody is signed in: nothing that people and programs hold stands there, and what stands there opens nothing.</summary>
public abstract class StolenDatabaseTests(Clinic clinic)
{
    private const string Password = "correct horse";
    private readonly Dictionary<string, string> held = [];

    [Fact]
    public async Task Nothing_that_opens_anything_stands_in_the_database_and_nothing_that_stands_there_opens_anything()
    {
        await using var patient = await clinic.PatientAsync();
        Hold("a patient", patient.Tokens);
        await using var service = new PushService();
        using var browser = new PushedBrowser(service);
        await OkAsync("/api/push-subscriptions", new { endpoint = browser.Endpoint, keys = new { p256dh = browser.P256dh, auth = browser.Auth } }, patient.Tokens);
        await HoldPatientsAsync(patient);
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        Hold("a consultant", consultant.Tokens);
        await using var visitor = await Visitor.ComeAsync(clinic);
        Hold("a visitor who becomes an account", visitor.Tokens);
        await ClaimAsync(visitor, consultant);
        Hold("the account of a visitor", visitor.Tokens);
        Hold("another visitor", await clinic.VisitAsync());
        await HoldStaffsAsync();
        var key = await clinic.KeyAsync("romashka");
        held["an API key"] = key;
        held["an API key's secret"] = key.Split('_', 3)[2];

        var stored = await StoredTexts.OfAsync(clinic);

        Assert.True(stored.Of("grain_state.key_text").Count(StoredId.Is) >= 7);
        Assert.All(held, secret => Assert.True(stored.Holding(secret.Value) is [], $"{secret.Key} stands in {string.Join(", ", stored.Holding(secret.Value))}"));
        await OpenWithAsync(stored);
        await AllStandAsync(patient.Tokens, consultant.Tokens, visitor.Tokens, key);
    }

    /// <summary>A code that was asked for and not used, and a private link to the calendar.</summary>
    private async Task HoldPatientsAsync(Patient patient)
    {
        held["an attempt of a patient"] = (await clinic.AskForCodeAsync(patient.Phone)).Attempt;
        var link = await OkAsync("/api/calendar-links", new { }, patient.Tokens);
        held["a calendar's link"] = link.GetProperty("path").GetString()!.Split('/', '.')[2];
    }

    private async Task ClaimAsync(Visitor visitor, Specialist consultant)
    {
        await using var insured = await clinic.PatientAsync();
        Hold("the patient whom the consultant signs in", insured.Tokens);
        var session = await visitor.Call();
        await consultant.Take(session, LegKind.Intake);
        var sent = await consultant.Device.Command<AssistedCodeSent>("SendSignInCode", session, insured.Phone);
        await consultant.Device.Command<AssistedSignIn>("ConfirmSignIn", session, await clinic.LastCodeAsync(insured.Phone));
        Assert.Equal(22, sent.AttemptId.Length);
        await visitor.Claim();
    }

    /// <summary>A link that nobody has used, a second factor with its recovery codes, and two sign-ins of staff between their steps.</summary>
    private async Task HoldStaffsAsync()
    {
        var administrator = await clinic.SignInAsStaffAsync("administrator1");
        Hold("an administrator", administrator);
        held["a link of first sign-in"] = (await InviteAsync(administrator)).Token;
        var (login, token) = await InviteAsync(administrator);
        held["a used link"] = token;
        held["an attempt to set a second factor up"] = (await OkAsync("/api/staff/link/password", new { token, password = Password, client = "app" })).GetProperty("attemptId").GetString()!;
        var (auditor, _, codes) = await clinic.SignInWithFactorAsync(login, Password);
        Hold("an auditor", auditor);
        foreach (var code in codes)
            held[$"the recovery code {code}"] = code;
        held["an attempt to tell a code"] = (await OkAsync("/api/staff/sign-in", new { login, password = Password, client = "app" })).GetProperty("attemptId").GetString()!;
        held["an attempt by passkey"] = (await OkAsync("/api/staff/sign-in/passkey/options", new { })).GetProperty("attemptId").GetString()!;
        held["a password"] = Password;
    }

    private async Task<(string Login, string Token)> InviteAsync(TokenPair administrator)
    {
        var login = $"s{Guid.NewGuid():N}"[..20];
        var link = await OkAsync("/api/staff/members", new { commandId = Guid.NewGuid(), login, name = "Новенькая Нина Ивановна", posts = new[] { "auditor" } }, administrator);
        return (login, link.GetProperty("link").GetString()!.Split('#', '=')[^1]);
    }

    /// <summary>Shows each stored id, key and hash wherever somebody shows a secret.</summary>
    private async Task OpenWithAsync(StoredTexts stored)
    {
        var shown = new[] { "grain_state.key_text", "staff_sign_in.credential", "push_device.credential", "calendar_link.hash", "staff_link.hash", "staff_recovery_code.hash", "insurer_key.hash" }
            .SelectMany(column => stored.Of(column).Where(text => column != "grain_state.key_text" || StoredId.Is(text)).Take(10)).ToArray();
        Assert.True(shown.Length > 15);
        foreach (var text in shown.SelectMany(text => new[] { text, text.TrimStart('#') }))
        {
            foreach (var bearer in new[] { text, $"{text}.{text}", $"{text[..Math.Min(22, text.Length)]}.{new string('A', 43)}", $"mzk_{new string('0', 12)}_{text}" })
            {
                using var asked = new HttpRequestMessage(HttpMethod.Get, "/api/me");
                Assert.True(asked.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}"));
                using var answer = await clinic.Http.SendAsync(asked);
                Assert.Contains(answer.StatusCode, Closed);
                Assert.Contains((await clinic.RefusedAsync("/api/sign-in/refresh", new { refreshToken = bearer })).Status, Closed);
            }
            Assert.Contains((await clinic.RefusedAsync("/api/staff/sign-in/set-up", new { attemptId = text })).Status, Closed);
            Assert.Contains((await clinic.RefusedAsync("/api/sign-in", new { attemptId = text, code = "123456", client = "app" })).Status, Closed);
            Assert.Contains((await clinic.RefusedAsync("/api/staff/link", new { token = text })).Status, Closed);
            using var calendar = await clinic.Http.GetAsync($"/calendar/{Uri.EscapeDataString(text)}.ics");
            Assert.Contains(calendar.StatusCode, Closed);
        }
    }

    private static HttpStatusCode[] Closed => [HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.Conflict];

    /// <summary>The same doors open to those who hold the secrets.</summary>
    private async Task AllStandAsync(TokenPair patient, TokenPair staff, TokenPair claimed, string key)
    {
        foreach (var tokens in new[] { patient, staff, claimed })
        {
            Assert.Equal(HttpStatusCode.OK, await clinic.StatusAsync("/api/me", tokens));
            Assert.Equal(HttpStatusCode.OK, (await clinic.RefusedAsync("/api/sign-in/refresh", new { tokens.RefreshToken })).Status);
        }
        using var calendar = await clinic.Http.GetAsync($"/calendar/{held["a calendar's link"]}.ics");
        Assert.Equal(HttpStatusCode.OK, calendar.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await clinic.RefusedAsync("/api/staff/link", new { token = held["a link of first sign-in"] })).Status);
        using var empty = new HttpRequestMessage(HttpMethod.Post, "/api/policies") { Content = JsonContent.Create(new { }), Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        using var answer = await clinic.Http.SendAsync(empty);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private void Hold(string whose, TokenPair tokens)
    {
        held[$"the credential of {whose}"] = tokens.AccessToken.Split('.')[0];
        held[$"the access token of {whose}"] = tokens.AccessToken.Split('.')[1];
        held[$"the refresh token of {whose}"] = tokens.RefreshToken.Split('.')[1];
    }

    private async Task<JsonElement> OkAsync(string path, object body, TokenPair? bearer = null)
    {
        using var answer = await clinic.PostAsync(path, body, bearer);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }
}

[Collection(nameof(OnSqlite))]
public sealed class StolenDatabaseTestsOnSqlite(SqliteClinic clinic) : StolenDatabaseTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class StolenDatabaseTestsOnPostgres(PostgresClinic clinic) : StolenDatabaseTests(clinic);
