using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Medzdrav.Tests.Gateway;

public abstract class MalformedTests(Clinic clinic)
{
    private static readonly string[] NoDocuments = [];

    [Fact]
    public async Task Malformed_ids_enums_and_parts_are_refused_as_invalid()
    {
        await using var patient = await clinic.PatientAsync();
        await using var consultant = await clinic.OnDutyAsync("consultant2");
        await using var doctor = await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync("therapist2")).AccessToken);
        var (session, tab, desk) = (await patient.Call(), patient.Device, consultant.Device);
        var tooLong = new string('x', 65);

        Assert.Equal("invalid", await tab.Refused("SendMessage", Guid.Empty, session, "Раз", NoDocuments));
        Assert.Equal("invalid", await tab.Refused("SendMessage", "not-a-uuid", session, "Раз", NoDocuments));
        Assert.Equal("invalid", await tab.Refused("SendMessage", 7, session, "Раз", NoDocuments));
        Assert.Equal("invalid", await tab.Refused("SendMessage", CommandId.New(), tooLong, "Раз", NoDocuments));
        Assert.Equal("invalid", await tab.Refused("SendMessage", CommandId.New(), new { a = 1 }, "Раз", NoDocuments));
        Assert.Equal("invalid", await tab.Refused("SendMessage", CommandId.New(), null, "Раз", NoDocuments));
        Assert.Equal("invalid", await tab.Refused("SendMessage", CommandId.New(), session, "Раз", new[] { tooLong }));
        Assert.Equal("messageEmpty", await tab.Refused("SendMessage", CommandId.New(), session, null, NoDocuments));
        Assert.Equal("messageTooLong", await tab.Refused("SendMessage", CommandId.New(), session, new string('ы', 8_001), NoDocuments));
        Assert.Equal("invalid", await tab.Refused("ChangeMode", CommandId.New(), session, "telepathy"));
        Assert.Equal("invalid", await tab.Refused("ChangeMode", CommandId.New(), session, 1));
        Assert.Equal("invalid", await tab.Refused("JoinSession", session, -1));
        Assert.Equal("invalid", await tab.Refused("JoinSession", session, 1_000_000));
        Assert.Equal("invalid", await tab.Refused("OpenSession", new { commandId = CommandId.New() }));
        Assert.Equal("invalid", await tab.Refused("OpenSession", new { mode = "chat" }));
        Assert.Equal("invalid", await tab.Refused("OpenSession", new { commandId = CommandId.New(), mode = "chat", patientId = tooLong }));
        Assert.Equal("invalid", await tab.Refused("OpenSession", (object?)null));
        Assert.Equal("invalid", await desk.Refused("SetDuty", CommandId.New(), "asleep"));
        Assert.Equal("invalid", await desk.Refused("SetDuty", CommandId.New(), "wrapUp"));
        Assert.Equal("invalid", await desk.Refused("Transfer", CommandId.New(), session, new { to = "appointment", reason = "потом" }));
        Assert.Equal("invalid", await desk.Refused("CloseSession", CommandId.New(), session, "whatever"));
        Assert.Equal("invalid", await doctor.Refused("SaveConclusion", CommandId.New(), session, new { complaints = "только жалобы" }));
        Assert.Equal("offerGone", await desk.Refused("AnswerOffer", CommandId.New(), "never-made", true));
        await tab.Say("Связь жива");
    }

    [Fact]
    public async Task Wrong_types_and_unknown_methods_are_faults_that_leave_the_connection_alone()
    {
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();

        await Assert.ThrowsAsync<HubException>(() => patient.Device.Reply<JoinAnswer>("JoinSession", session, "first"));
        await Assert.ThrowsAsync<HubException>(() => patient.Device.Reply<JoinAnswer>("JoinSession", session));
        await Assert.ThrowsAsync<HubException>(() => patient.Device.Reply<JoinAnswer>("BreakEverything", session));
        await patient.Device.Say("Связь жива");
    }

    [Fact]
    public async Task An_oversized_message_ends_its_connection_and_no_other()
    {
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();
        var other = await patient.AnotherTab();
        await other.Join(session);

        var lost = patient.Device.Reply<MessageReceipt>("SendMessage", CommandId.New(), session, new string('x', 200 * 1024), NoDocuments);

        await patient.Device.Closed;
        await Assert.ThrowsAnyAsync<Exception>(() => lost);
        await other.Say("Связь жива");
        Assert.Equal(["Связь жива"], other.Texts.Length == 0 ? (await other.Join(session)).Events.Where(happened => happened.Kind == "message").Select(TextOf) : other.Texts);
    }

    [Fact]
    public async Task A_connection_that_does_not_speak_the_protocol_is_closed()
    {
        await using var patient = await clinic.PatientAsync();
        await using var socket = await RawSocket.ConnectAsync(clinic.Address, patient.Tokens.AccessToken);

        await socket.SendAsync("{\"type\":1,\"target\":\"Desk\"," + RawSocket.End);

        await socket.ReadToEndAsync();
        await patient.Call();
    }

    [Theory]
    [InlineData("{bad", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("{\"login\":1,\"password\":\"x\",\"client\":\"app\"}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("{\"login\":\"consultant1\",\"password\":\"demo\",\"client\":\"fridge\"}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("{\"login\":\"nobody\",\"password\":\"demo\",\"client\":\"app\"}", HttpStatusCode.BadRequest, "wrongCredentials")]
    public async Task A_bad_body_is_a_problem_with_a_code(string body, HttpStatusCode status, string code) =>
        Assert.Equal((status, code), await PostAsync("/api/staff/sign-in", body));

    [Fact]
    public async Task Bodies_are_limited_forms_and_foreign_pages_are_refused_and_unknown_calls_are_problems()
    {
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "invalid"), await PostAsync("/api/staff/sign-in", $"{{\"login\":\"{new string('x', 20_000)}\"}}"));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await PostAsync("/api/sign-out", "a=b", "application/x-www-form-urlencoded"));
        Assert.Equal((HttpStatusCode.Forbidden, "wrongRole"), await PostAsync("/api/sign-out", "{}", origin: "https://elsewhere.example"));
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), await PostAsync("/api/visitors-from-mars", "{}"));
        Assert.Equal((HttpStatusCode.BadRequest, "invalidPhone"), await PostAsync("/api/sign-in/codes", "{\"phone\":\"112\"}"));
        Assert.Equal((HttpStatusCode.BadRequest, "codeExpired"), await PostAsync("/api/sign-in", "{\"attemptId\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"code\":\"000000\",\"client\":\"app\"}"));
    }

    [Fact]
    public async Task A_foreign_page_gets_no_hub_with_its_visitors_cookie()
    {
        using var signedIn = await clinic.Http.PostAsJsonAsync("/api/staff/sign-in", new { login = "consultant1", password = "demo", client = "web" });
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("medzdrav=", StringComparison.Ordinal)).Split(';')[0];

        await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.ConnectAsync(clinic.Address, token: null, "https://elsewhere.example", cookie));
        await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.ConnectAsync(clinic.Address, token: null));
        await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.ConnectAsync(clinic.Address, "made.up"));
        await (await RawSocket.ConnectAsync(clinic.Address, token: null, clinic.Address.GetLeftPart(UriPartial.Authority), cookie)).DisposeAsync();
    }

    private static string TextOf(SessionEventView message) => Device.Data(message).GetProperty("text").GetString()!;

    private async Task<(HttpStatusCode Status, string? Code)> PostAsync(string path, string body, string type = "application/json", string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await clinic.Http.SendAsync(request);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        return (answer.StatusCode, problem.GetProperty("code").GetString());
    }
}

[Collection(nameof(OnSqlite))]
public sealed class MalformedTestsOnSqlite(SqliteClinic clinic) : MalformedTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class MalformedTestsOnPostgres(PostgresClinic clinic) : MalformedTests(clinic);
