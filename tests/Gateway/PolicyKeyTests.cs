using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>An insurer's program and its API key.</summary>
public abstract class PolicyKeyTests(Clinic clinic)
{
    private const string Password = "сложный пароль 17";
    private readonly string number = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_policy_is_made_changed_and_left_as_it_is()
    {
        var key = await clinic.KeyAsync("romashka");

        Assert.Equal(PolicyOutcome.Created, (await EnterAsync(key, Policy())).Outcome);
        Assert.Equal(PolicyOutcome.Unchanged, (await EnterAsync(key, Policy())).Outcome);
        Assert.Equal(PolicyOutcome.Updated, (await EnterAsync(key, Policy(validTo: "2029-12-31"))).Outcome);
    }

    [Fact]
    public async Task The_same_number_at_another_insurer_is_another_policy()
    {
        await EnterAsync(await clinic.KeyAsync("romashka"), Policy());

        Assert.Equal(PolicyOutcome.Created, (await EnterAsync(await clinic.KeyAsync("vasilek"), Policy())).Outcome);
        Assert.Equal(PolicyOutcome.Unchanged, (await EnterAsync(await clinic.KeyAsync("romashka"), Policy())).Outcome);
    }

    [Fact]
    public async Task One_insurer_alone_cannot_give_a_Medcard_to_another_phone()
    {
        var (first, second) = (await clinic.KeyAsync("romashka"), await clinic.KeyAsync("vasilek"));
        var phone = $"+7901{Random.Shared.Next(10_000_000):0000000}";
        await EnterAsync(first, Policy(phone: phone));
        await EnterAsync(second, Policy(phone: phone));

        var entered = await EnterAsync(second, Policy(phone: "+79019999999"));

        Assert.Contains("номер для входа оставлен прежним", entered.Noted, StringComparison.Ordinal);
        Assert.Equal(2, (await clinic.MeAsync(await clinic.SignInByCodeAsync(phone))).Patients.Single().Policies.Length);
        Assert.DoesNotContain((await clinic.MeAsync(await clinic.SignInByCodeAsync("+79019999999"))).Patients, person => person.Name == "Ромашкина Анна Павловна");
    }

    [Fact]
    public async Task What_is_wrong_with_a_policy_is_said_without_repeating_it()
    {
        var key = await clinic.KeyAsync("romashka");

        foreach (var (policy, reason) in new[] { (Policy(birthDate: "31.02.1990"), "«Дата рождения»: не читается, нужна дата вида 31.12.2026"), (Policy(phone: "+74951234567"), "«Мобильный телефон»: не номер мобильного, нужен номер вида +7 912 345-67-89"), (Policy(validTo: "2020-01-01"), "«Действует по»: раньше, чем «Действует с»"), (new PolicySent(null, null, null, null, null, null, null, null), "«Номер полиса»: пусто") })
        {
            using var answer = await SendAsync("/api/policies", key, JsonContent.Create(policy, options: WireJson.Options));
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((HttpStatusCode.BadRequest, "invalid", reason), (answer.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("title").GetString()));
        }
    }

    [Fact]
    public async Task A_key_imports_files_of_its_own_policies_only()
    {
        var key = await clinic.KeyAsync("romashka");
        using var imported = await SendAsync("/api/policies/import", key, Csv());
        var report = (await imported.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ImportReport>(WireJson.Options))!;
        Assert.Equal((1, 0), (report.Created, report.BadCount));
        Assert.Equal(PolicyOutcome.Unchanged, (await EnterAsync(key, Policy())).Outcome);

        using var others = await SendAsync("/api/policies/import?insurer=vasilek", key, Csv());
        Assert.Equal(HttpStatusCode.Forbidden, others.StatusCode);
        using var own = await SendAsync("/api/policies/import?insurer=romashka", key, Csv());
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task The_platforms_administrator_names_the_insurer()
    {
        var administrator = (await clinic.SignInAsStaffAsync("administrator1")).AccessToken;

        using var named = await SendAsync("/api/policies/import?insurer=romashka", administrator, Csv());
        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        Assert.Equal(PolicyOutcome.Unchanged, (await EnterAsync(await clinic.KeyAsync("romashka"), Policy())).Outcome);
        using var twice = await SendAsync("/api/policies/import?insurer=romashka&insurer=romashka", administrator, Csv());
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        using var unknown = await SendAsync("/api/policies/import?insurer=nobody", administrator, Csv());
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task An_insurers_administrator_reaches_its_policies_only()
    {
        var login = "anna" + number[..8];
        await clinic.CommandAsync("staff", "add", "--login", login, "--name", "Порядкова Анна", "--post", "administrator", "--insurer", "romashka", "--password-file", await PasswordFileAsync());
        var administrator = (await clinic.SignInWithFactorAsync(login, Password)).Tokens.AccessToken;

        using var own = await SendAsync("/api/policies/import", administrator, Csv());
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(PolicyOutcome.Unchanged, (await EnterAsync(await clinic.KeyAsync("romashka"), Policy())).Outcome);
        foreach (var others in new[] { "vasilek", "default", "nobody" })
        {
            using var refused = await SendAsync($"/api/policies/import?insurer={others}", administrator, Csv());
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_revoked_or_invented_key_and_other_callers_are_refused()
    {
        var key = await clinic.KeyAsync("romashka");
        await EnterAsync(key, Policy());
        await clinic.CommandAsync("insurer", "key", "revoke", "romashka", key.Split('_')[1]);

        foreach (var (credential, status) in new (string?, HttpStatusCode)[]
            { (key, HttpStatusCode.Unauthorized), ("mzk_000000000000_invented", HttpStatusCode.Unauthorized), (null, HttpStatusCode.Unauthorized), ((await clinic.VisitAsync()).AccessToken, HttpStatusCode.Forbidden), ((await clinic.SignInAsStaffAsync("consultant1")).AccessToken, HttpStatusCode.Forbidden), ((await clinic.SignInAsStaffAsync("administrator1")).AccessToken, HttpStatusCode.Forbidden) })
        {
            using var answer = await SendAsync("/api/policies", credential, JsonContent.Create(Policy(), options: WireJson.Options));
            Assert.Equal(status, answer.StatusCode);
        }
        // A key opens nothing else.
        using var me = new HttpRequestMessage(HttpMethod.Get, "/api/me") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await clinic.KeyAsync("romashka")) } };
        using var nobody = await clinic.Http.SendAsync(me);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    private PolicySent Policy(string birthDate = "1990-05-01", string validTo = "2027-12-31", string? phone = null) =>
        new(number, "2026-02-01", "2026-02-05", validTo, "Ромашкина Анна Павловна", birthDate, "female", phone);

    private StringContent Csv() => new(
        $"Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон\r\n{number};01.02.2026;05.02.2026;31.12.2027;Ромашкина Анна Павловна;01.05.1990;Ж;", Encoding.UTF8, "text/csv");

    private static async Task<string> PasswordFileAsync()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Password);
        return file;
    }

    private async Task<PolicyEntered> EnterAsync(string key, PolicySent policy)
    {
        using var answer = await SendAsync("/api/policies", key, JsonContent.Create(policy, options: WireJson.Options));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<PolicyEntered>(WireJson.Options))!;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string? credential, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        if (credential is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        return await clinic.Http.SendAsync(request);
    }
}

[Collection(nameof(OnSqlite))]
public sealed class SqlitePolicyKeyTests(SqliteClinic clinic) : PolicyKeyTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class PostgresPolicyKeyTests(PostgresClinic clinic) : PolicyKeyTests(clinic);
