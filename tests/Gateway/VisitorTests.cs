using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

public abstract class VisitorTests(Clinic clinic)
{
    [Fact]
    public async Task A_visitor_calls_without_signing_in_and_talks_with_a_consultant()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var visitor = await Visitor.ComeAsync(clinic);
        var session = await visitor.Call();

        var view = await consultant.Take(session, LegKind.Intake);
        await visitor.Device.Say("Здравствуйте");
        await consultant.Device.Until(() => consultant.Device.Texts.Contains("Здравствуйте"), "the visitor's message");

        Assert.False(view.SignedIn);
        Assert.Null(view.Patient);
        var intake = await consultant.Device.Ask<IntakeView>("Intake", session);
        Assert.Equal((false, null, 0), (intake.SignedIn, intake.MaskedPhone, intake.People.Length));
        var me = await clinic.MeAsync(visitor.Tokens);
        Assert.True(me.Visitor);
        Assert.Equal(session, Assert.Single(me.OpenSessions).SessionId);
    }

    [Fact]
    public async Task After_a_reload_the_same_session_goes_on()
    {
        await using var visitor = await Visitor.ComeAsync(clinic);
        var session = await visitor.Call();
        await visitor.Device.Say("Первое");

        var back = await visitor.Reload();

        Assert.Equal(session, (await back.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "video" })).SessionId);
        await back.Join(session);
        Assert.Equal(["Первое"], back.Texts);
    }

    [Fact]
    public async Task What_needs_a_person_asks_a_visitor_to_sign_in()
    {
        await using var visitor = await Visitor.ComeAsync(clinic);
        var session = await visitor.Call();
        var device = visitor.Device;

        Assert.Equal("signInRequired", await device.Refused("OpenSession", new { commandId = CommandId.New(), mode = "chat", patientId = "somebody" }));
        Assert.Equal("signInRequired", await device.Refused("ChoosePatient", CommandId.New(), session, "somebody"));
        Assert.Equal("signInRequired", await device.Refused("ConfirmConsent", CommandId.New(), session, "2026-11"));
        Assert.Equal("wrongRole", await device.Refused("Desk"));
        Assert.Equal("wrongRole", await device.Refused("Tasks"));
        Assert.Equal("invalidPhone", await device.Refused("RequestCallback", CommandId.New(), new { }));
        using var calendar = await clinic.GetAsync("/api/patients/somebody/calendar", visitor.Tokens);
        Assert.Equal(HttpStatusCode.Unauthorized, calendar.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await clinic.PostAsync("/api/patients/somebody/consent/withdraw", new { }, visitor.Tokens)).StatusCode);
    }

    [Fact]
    public async Task A_visitors_session_is_nobody_elses()
    {
        await using var visitor = await Visitor.ComeAsync(clinic);
        await using var other = await Visitor.ComeAsync(clinic);
        var session = await visitor.Call();

        Assert.Equal("notFound", await other.Device.Refused("JoinSession", session, 0));
        Assert.Equal("notFound", await other.Device.Refused("SendMessage", CommandId.New(), session, "Пустите", Array.Empty<string>()));
        Assert.Equal("notFound", await other.Device.Refused("LeaveSession", CommandId.New(), session));
        Assert.Equal(HttpStatusCode.NotFound, (await ClaimAsync(session, other.Tokens)).StatusCode);
    }

    [Fact]
    public async Task A_browser_gets_one_persistent_visitors_cookie_and_keeps_it()
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = clinic.Address };
        using var first = await browser.PostAsJsonAsync("/api/visitors", new { client = "web" });
        using var second = await browser.PostAsJsonAsync("/api/visitors", new { client = "web" });

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first.StatusCode, second.StatusCode));
        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.InRange(ExpiryOf(cookie) - DateTimeOffset.Parse(first.Headers.GetValues("Date").Single(), CultureInfo.InvariantCulture), TimeSpan.FromDays(1.9), TimeSpan.FromDays(2.1));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.False(second.Headers.Contains("Set-Cookie"));
        Assert.True((await browser.GetFromJsonAsync<Me>("/api/me", WireJson.Options))!.Visitor);
    }

    [Fact]
    public async Task Who_is_signed_in_stays_so_and_staff_are_no_visitors()
    {
        await using var patient = await clinic.PatientAsync();
        var staff = await clinic.SignInAsStaffAsync("consultant1");

        Assert.Equal(HttpStatusCode.NoContent, (await clinic.PostAsync("/api/visitors", new { client = "app" }, patient.Tokens)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await clinic.PostAsync("/api/visitors", new { client = "app" }, staff)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await clinic.PostAsync("/api/visitors", new { client = "fridge" })).StatusCode);
    }

    [Fact]
    public async Task Only_a_visitor_whose_session_was_signed_in_may_claim()
    {
        await using var visitor = await Visitor.ComeAsync(clinic);
        await using var patient = await clinic.PatientAsync();
        var session = await visitor.Call();

        Assert.Equal(HttpStatusCode.NotFound, (await ClaimAsync(session, visitor.Tokens)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ClaimAsync(session, patient.Tokens)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ClaimAsync(session, null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await clinic.PostAsync("/api/sign-in/claim", new { client = "app" }, visitor.Tokens)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await clinic.PostAsync("/api/sign-in/claim", new { sessionId = session, client = "fridge" }, visitor.Tokens)).StatusCode);
        await visitor.Device.Say("Я ещё здесь");
    }

    private static DateTimeOffset ExpiryOf(string cookie) =>
        DateTimeOffset.Parse(cookie.Split(';').Single(part => part.TrimStart().StartsWith("expires=", StringComparison.OrdinalIgnoreCase)).Split('=')[1], CultureInfo.InvariantCulture);

    private Task<HttpResponseMessage> ClaimAsync(SessionId session, TokenPair? tokens) => clinic.PostAsync("/api/sign-in/claim", new { sessionId = session, client = "app" }, tokens);
}

[Collection(nameof(OnSqlite))]
public sealed class VisitorTestsOnSqlite(SqliteClinic clinic) : VisitorTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class VisitorTestsOnPostgres(PostgresClinic clinic) : VisitorTests(clinic);
