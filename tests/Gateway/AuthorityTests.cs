using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Gateway;

/// <summary>A change at the console acts on whoever is signed in, within seconds.</summary>
public abstract class AuthorityTests(Clinic clinic)
{
    private const string Password = "correct horse";
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    private readonly string login = $"a{Guid.NewGuid():N}";

    // The services that the console uses, beside the running host.
    private readonly StaffAccounts accounts = clinic.Storage.GetRequiredService<StaffAccounts>();

    [Fact]
    public async Task A_consultant_disabled_in_mid_chat_is_cut_and_the_patient_goes_on_with_another()
    {
        await HireAsync("consultant");
        await using var patient = await clinic.PatientAsync();
        var gone = await clinic.OnDutyAsync(login, Password);
        var session = await patient.Call();
        await gone.Take(session, LegKind.Intake);
        await using var other = await clinic.OnDutyAsync("consultant5");

        await clinic.CommandAsync("staff", "disable", login);

        await gone.Device.Closed.WaitAsync(Within);
        await other.Offered(session, LegKind.Intake).WaitAsync(Within);
        await other.Take(session, LegKind.Intake);
        await patient.Device.Say("Продолжаем");
        await other.Device.Until(() => other.Device.Texts.Contains("Продолжаем"), "the talk goes on");
        await RefusedAsync(gone.Tokens);
        using var again = await clinic.PostAsync("/api/staff/sign-in", new { login, password = Password, client = "app" });
        Assert.Equal((HttpStatusCode.Forbidden, "accountDisabled"), (again.StatusCode, (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_member_with_other_posts_has_other_rights_over_the_same_connection()
    {
        await HireAsync("therapist");
        var tokens = await clinic.SignInAsStaffAsync(login, Password);
        await using var device = await Device.ConnectAsync(clinic, tokens.AccessToken);
        await device.Command<DutyView>("SetDuty", Duty.Available);
        Assert.Equal("notFound", await device.Refused("Conclusion", "nobodys"));

        Assert.Null(await accounts.SetPostsAsync(login, ["rosterKeeper"], []));

        await device.Until(() => device.Duties.Any(duty => duty.Duty == Duty.Off), "off duty", Within);
        await UntilAsync(async () => await device.Refused("Conclusion", "nobodys") == "rightMissing");
        Assert.Equal("rightMissing", await device.Refused("Desk"));
        Assert.Equal("rightMissing", await device.Refused("SetDuty", CommandId.New(), "available"));

        Assert.Null(await accounts.SetPostsAsync(login, ["paediatrician"], []));
        await UntilAsync(async () => await device.Refused("SetDuty", CommandId.New(), "available") is null);
        await device.Command<DutyView>("SetDuty", Duty.Off);
    }

    [Fact]
    public async Task A_member_with_two_desks_is_on_duty_at_one_of_them()
    {
        await HireAsync("consultant", "therapist");
        var tokens = await clinic.SignInAsStaffAsync(login, Password);
        await using var first = await Device.ConnectAsync(clinic, tokens.AccessToken, desk: "consultant");
        await using var second = await Device.ConnectAsync(clinic, tokens.AccessToken, desk: "doctor");

        await first.Command<DutyView>("SetDuty", Duty.Available);
        await second.Command<DutyView>("SetDuty", Duty.Available);
        await first.Until(() => first.Duties.Any(duty => duty.Duty == Duty.Off), "off duty at the first desk");
        await first.Command<DutyView>("SetDuty", Duty.Available);
        await second.Until(() => second.Duties.Any(duty => duty.Duty == Duty.Off), "off duty at the second desk");

        Assert.Equal(Duty.Available, (await first.Ask<DeskView>("Desk")).Duty.Duty);
        Assert.Equal(Duty.Off, (await second.Ask<DeskView>("Desk")).Duty.Duty);
        Assert.True(await accounts.DisableAsync(login));
        await Task.WhenAll(first.Closed, second.Closed).WaitAsync(Within);
    }

    [Fact]
    public async Task Signed_out_everywhere_one_signs_in_anew()
    {
        await HireAsync("rosterKeeper");
        using var browser = await Browser.OfStaffAsync(clinic, login, Password);
        // Nothing is remembered of a cookie that nobody has shown yet.
        using var idle = await Browser.OfStaffAsync(clinic, login, Password);
        var tokens = await clinic.SignInAsStaffAsync(login, Password);
        await using var app = await Device.ConnectAsync(clinic, tokens.AccessToken);
        await using var tab = await Device.ConnectWithCookieAsync(clinic.Address, browser.Cookie);

        Assert.True(await accounts.SignOutAsync(login));

        await Task.WhenAll(app.Closed, tab.Closed).WaitAsync(Within);
        await RefusedAsync(tokens);
        using var answer = await browser.Http.GetAsync("/api/me");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        foreach (var one in new[] { browser, idle })
            Assert.Contains("Вас вывели из системы", await one.Http.GetStringAsync("/staff/sign-in"), StringComparison.Ordinal);
        await clinic.SignInAsStaffAsync(login, Password);
    }

    [Fact]
    public async Task Another_password_ends_what_was_signed_in_to_with_the_former_one()
    {
        await HireAsync("rosterKeeper");
        var tokens = await clinic.SignInAsStaffAsync(login, Password);
        await using var device = await Device.ConnectAsync(clinic, tokens.AccessToken);

        Assert.Null(await accounts.SetPasswordAsync(login, "another password"));

        await device.Closed.WaitAsync(Within);
        await RefusedAsync(tokens);
        using var former = await clinic.PostAsync("/api/staff/sign-in", new { login, password = Password, client = "app" });
        Assert.Equal(HttpStatusCode.BadRequest, former.StatusCode);
        await clinic.SignInAsStaffAsync(login, "another password");
    }

    private async Task HireAsync(params string[] posts) => Assert.Null(await accounts.AddAsync(new NewMember(login, "Переменчивый Пётр", posts, []), Password));

    /// <summary>Neither the access token nor the refresh token is good for anything.</summary>
    private async Task RefusedAsync(TokenPair tokens)
    {
        using var answer = await clinic.GetAsync("/api/me", tokens);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        using var refreshed = await clinic.PostAsync("/api/sign-in/refresh", new { tokens.RefreshToken });
        Assert.Equal(HttpStatusCode.Unauthorized, refreshed.StatusCode);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var began = Stopwatch.GetTimestamp(); !await holds(); await look.WaitForNextTickAsync())
            Assert.True(Stopwatch.GetElapsedTime(began) < Within, "It does not come about in time.");
    }
}

[Collection(nameof(OnSqlite))]
public sealed class AuthorityTestsOnSqlite(SqliteClinic clinic) : AuthorityTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class AuthorityTestsOnPostgres(PostgresClinic clinic) : AuthorityTests(clinic);
