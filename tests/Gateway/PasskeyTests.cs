using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Gateway;

/// <summary>Invented passkeys open nothing; the good ones are told in browsers.</summary>
public abstract class PasskeyTests(Clinic clinic)
{
    private const string Password = "correct horse";
    private readonly string login = $"k{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task A_question_asks_for_the_user_and_for_this_host_and_no_invented_answer_is_good()
    {
        var ask = await AskAsync("/api/staff/sign-in/passkey/options", new { });
        var options = ask.GetProperty("options");

        Assert.Equal((clinic.Address.Host, "required"), (options.GetProperty("rpId").GetString(), options.GetProperty("userVerification").GetString()));
        Assert.NotEqual(options.GetProperty("challenge").GetString(), (await AskAsync("/api/staff/sign-in/passkey/options", new { })).GetProperty("options").GetProperty("challenge").GetString());
        foreach (var response in new object[] { new { }, new { id = 5 }, Invented() })
            Assert.Equal((HttpStatusCode.BadRequest, "wrongPasskey"), await clinic.RefusedAsync("/api/staff/sign-in/passkey", new { attemptId = ask.GetProperty("attemptId"), response, client = "web" }));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await clinic.RefusedAsync("/api/staff/sign-in/passkey", new { attemptId = ask.GetProperty("attemptId"), response = "text", client = "web" }));
        Assert.Equal((HttpStatusCode.BadRequest, "codeExpired"), await clinic.RefusedAsync("/api/staff/sign-in/passkey", new { attemptId = Opaque.New(16), response = Invented(), client = "web" }));
    }

    [Fact]
    public async Task A_passkey_is_made_with_the_password_only_and_kept_only_when_the_answer_is_good()
    {
        Assert.Null(await clinic.Storage.GetRequiredService<StaffAccounts>().AddAsync(new NewMember(login, "Осторожный Олег", ["rosterKeeper"], []), Password));
        var tokens = await clinic.SignInAsStaffAsync(login, Password);

        Assert.Equal((HttpStatusCode.BadRequest, "wrongCredentials"), await clinic.RefusedAsync("/api/staff/passkeys/set-up", new { password = "wrong" }, tokens));
        var offered = await AskAsync("/api/staff/passkeys/set-up", new { password = Password }, tokens);
        Assert.Equal(login, offered.GetProperty("options").GetProperty("user").GetProperty("name").GetString());
        foreach (var response in new object[] { new { }, Invented() })
            Assert.Equal((HttpStatusCode.BadRequest, "wrongPasskey"), await clinic.RefusedAsync("/api/staff/passkeys", new { attemptId = offered.GetProperty("attemptId"), name = "Ключ", response, client = "app" }, tokens));
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), await clinic.RefusedAsync("/api/staff/passkeys/nobodys", new { name = "Чужой" }, tokens));
        using var view = await clinic.GetAsync("/api/staff/keys", tokens);
        Assert.Empty((await view.Content.ReadFromJsonAsync<StaffKeysView>(WireJson.Options))!.Passkeys);
    }

    private static object Invented() => new
    {
        id = Opaque.New(32),
        rawId = Opaque.New(32),
        type = "public-key",
        response = new { clientDataJSON = Opaque.New(64), authenticatorData = Opaque.New(37), signature = Opaque.New(64), attestationObject = Opaque.New(100), userHandle = Opaque.New(16) },
        clientExtensionResults = new { },
    };

    private async Task<JsonElement> AskAsync(string path, object body, TokenPair? tokens = null)
    {
        using var answer = await clinic.PostAsync(path, body, tokens);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}

[Collection(nameof(OnSqlite))]
public sealed class PasskeyTestsOnSqlite(SqliteClinic clinic) : PasskeyTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class PasskeyTestsOnPostgres(PostgresClinic clinic) : PasskeyTests(clinic);
