using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Gateway;

/// <summary>A passkey signs its member in at its own host, once per question, and nobody else.</summary>
[Collection(nameof(OnSqlite))]
public sealed class ForeignPasskeyTests(SqliteClinic clinic) : IDisposable
{
    private const string Password = "correct horse";
    private readonly string login = $"p{Guid.NewGuid():N}"[..20];
    private readonly StaffAccounts accounts = clinic.Storage.GetRequiredService<StaffAccounts>();
    private readonly SoftPasskey passkey = new(clinic.Address);

    public void Dispose() => passkey.Dispose();

    [Fact]
    public async Task A_passkey_signs_in_alone_and_its_answer_is_good_once()
    {
        await MadeByAsync(login);
        var (ask, other) = (await AskAsync("/api/staff/sign-in/passkey/options", new { }), await AskAsync("/api/staff/sign-in/passkey/options", new { }));
        var response = passkey.Answer(ask.GetProperty("options"));

        Assert.Equal((HttpStatusCode.BadRequest, "wrongPasskey"), await ConfirmAsync(other, response));
        Assert.Equal((HttpStatusCode.OK, null), await ConfirmAsync(ask, response));
        Assert.Equal((HttpStatusCode.BadRequest, "codeExpired"), await ConfirmAsync(ask, response));
    }

    [Theory]
    [InlineData(nameof(SoftPasskey.Lie.Origin))]
    [InlineData(nameof(SoftPasskey.Lie.Host))]
    [InlineData(nameof(SoftPasskey.Lie.User))]
    [InlineData(nameof(SoftPasskey.Lie.Challenge))]
    [InlineData(nameof(SoftPasskey.Lie.Key))]
    public async Task An_answer_of_another_origin_host_user_question_or_key_is_refused(string what)
    {
        await MadeByAsync(login);
        var ask = await AskAsync("/api/staff/sign-in/passkey/options", new { });

        Assert.Equal((HttpStatusCode.BadRequest, "wrongPasskey"), await ConfirmAsync(ask, passkey.Answer(ask.GetProperty("options"), Enum.Parse<SoftPasskey.Lie>(what))));
        Assert.Equal((HttpStatusCode.OK, null), await ConfirmAsync(ask, passkey.Answer(ask.GetProperty("options"))));
    }

    [Theory]
    [InlineData(nameof(SoftPasskey.Lie.Origin))]
    [InlineData(nameof(SoftPasskey.Lie.Host))]
    [InlineData(nameof(SoftPasskey.Lie.User))]
    [InlineData(nameof(SoftPasskey.Lie.Challenge))]
    public async Task None_is_kept_of_another_origin_host_user_or_question(string what)
    {
        var tokens = await HireAsync(login);
        var offered = await AskAsync("/api/staff/passkeys/set-up", new { password = Password }, tokens);

        Assert.Equal((HttpStatusCode.BadRequest, "wrongPasskey"), await KeepAsync(offered, passkey.Made(offered.GetProperty("options"), Enum.Parse<SoftPasskey.Lie>(what)), tokens));
        Assert.Equal((HttpStatusCode.NoContent, null), await KeepAsync(offered, passkey.Made(offered.GetProperty("options")), tokens));
    }

    [Fact]
    public async Task As_the_second_step_it_has_to_be_the_members_own_and_a_disabled_ones_opens_nothing()
    {
        await MadeByAsync(login);
        using var another = new SoftPasskey(clinic.Address);
        var neighbour = login[..19] + "x";
        await MadeByAsync(neighbour, another);
        var attempt = await AskAsync("/api/staff/sign-in", new { login, password = Password, client = "app" });
        Assert.Equal("passkey", attempt.GetProperty("next").GetString());
        var ask = await AskAsync("/api/staff/sign-in/passkey/options", new { attemptId = attempt.GetProperty("attemptId") });

        Assert.Equal((HttpStatusCode.BadRequest, "wrongPasskey"), await ConfirmAsync(ask, another.Answer(ask.GetProperty("options"))));
        Assert.Equal((HttpStatusCode.OK, null), await ConfirmAsync(ask, passkey.Answer(ask.GetProperty("options"))));
        var alone = await AskAsync("/api/staff/sign-in/passkey/options", new { });
        await accounts.DisableAsync(login);
        Assert.Equal((HttpStatusCode.Forbidden, "accountDisabled"), await ConfirmAsync(alone, passkey.Answer(alone.GetProperty("options"))));
    }

    [Fact]
    public async Task Whoever_knows_the_password_sets_no_app_up_beside_a_passkey_that_was_made_meanwhile()
    {
        Assert.Null(await accounts.AddAsync(new NewMember(login, "Осторожный Олег", ["auditor"], []), Password));
        var credentials = new { login, password = Password, client = "app" };
        var (own, strangers) = (await AskAsync("/api/staff/sign-in", credentials), await AskAsync("/api/staff/sign-in", credentials));
        var app = new Authenticator((await AskAsync("/api/staff/sign-in/set-up", new { attemptId = strangers.GetProperty("attemptId") })).GetProperty("secret").GetString()!);
        var offered = await AskAsync("/api/staff/sign-in/passkey/set-up", new { attemptId = own.GetProperty("attemptId") });
        Assert.Equal((HttpStatusCode.OK, null), await KeepAsync(offered, passkey.Made(offered.GetProperty("options"))));

        var code = await app.CodeAsync();
        Assert.Equal((HttpStatusCode.BadRequest, "codeExpired"), await clinic.RefusedAsync("/api/staff/sign-in/totp", new { attemptId = strangers.GetProperty("attemptId"), code, client = "app" }));
    }

    [Fact]
    public async Task A_malformed_answer_is_refused_and_is_no_fault()
    {
        var tokens = await HireAsync(login);
        var offered = await AskAsync("/api/staff/passkeys/set-up", new { password = Password }, tokens);
        var good = JsonSerializer.SerializeToNode(passkey.Made(offered.GetProperty("options")))!;
        foreach (var name in new[] { "attestationObject", "clientDataJSON" })
            foreach (var broken in new[] { "", "AA", "o2NmbXRkbm9uZQ", "oA", "____", (string?)null })
            {
                var response = good.DeepClone();
                response["response"]![name] = broken;
                Assert.Equal((broken, HttpStatusCode.BadRequest), (broken, (await KeepAsync(await AskAsync("/api/staff/passkeys/set-up", new { password = Password }, tokens), response, tokens)).Status));
            }
        foreach (var lost in new[] { "id", "rawId", "type", "response", "clientExtensionResults" })
        {
            var response = good.DeepClone().AsObject();
            response.Remove(lost);
            var status = (await KeepAsync(await AskAsync("/api/staff/passkeys/set-up", new { password = Password }, tokens), response, tokens)).Status;
            Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.NoContent, $"{lost}: {status}");
        }
    }

    private async Task<TokenPair> HireAsync(string member)
    {
        Assert.Null(await accounts.AddAsync(new NewMember(member, "Осторожный Олег", ["rosterKeeper"], []), Password));
        return await clinic.SignInAsStaffAsync(member, Password);
    }

    /// <summary>A member makes a passkey.</summary>
    private async Task MadeByAsync(string member, SoftPasskey? device = null)
    {
        var tokens = await HireAsync(member);
        var offered = await AskAsync("/api/staff/passkeys/set-up", new { password = Password }, tokens);
        Assert.Equal((HttpStatusCode.NoContent, null), await KeepAsync(offered, (device ?? passkey).Made(offered.GetProperty("options")), tokens));
    }

    private Task<(HttpStatusCode Status, string? Code)> KeepAsync(JsonElement ask, object response, TokenPair? tokens = null) =>
        clinic.RefusedAsync("/api/staff/passkeys", new { attemptId = ask.GetProperty("attemptId"), name = "Ключ", response, client = "app" }, tokens);

    private Task<(HttpStatusCode Status, string? Code)> ConfirmAsync(JsonElement ask, object response) =>
        clinic.RefusedAsync("/api/staff/sign-in/passkey", new { attemptId = ask.GetProperty("attemptId"), response, client = "app" });

    private async Task<JsonElement> AskAsync(string path, object body, TokenPair? tokens = null)
    {
        using var answer = await clinic.PostAsync(path, body, tokens);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
