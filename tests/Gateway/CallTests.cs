using System.Net;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>Signalling of calls over real connections: who hears what, and who is cut.</summary>
public abstract class CallTests(Clinic clinic)
{
    private static readonly object Offer = new { callId = "call", description = new { type = "offer", sdp = "v=0\r\n" } };
    private static readonly object Later = new { callId = "later", candidate = (object?)null };

    [Fact]
    public async Task Descriptions_and_candidates_go_from_one_carrying_connection_to_the_other_as_they_are()
    {
        await using var patient = await clinic.PatientAsync();
        await using var consultant = await clinic.OnDutyAsync("consultant3");
        var (session, desk) = await Connected(patient, consultant);

        await patient.Device.Tell("Signal", session, StaffOf(desk), Offer);
        await patient.Device.Tell("Signal", session, StaffOf(desk), new { callId = "call", candidate = new { candidate = "candidate:1 1 udp", sdpMid = "0", sdpMLineIndex = 0 } });
        await patient.Device.Tell("Signal", session, StaffOf(desk), new { callId = "call", candidate = (object?)null });
        await patient.Device.Tell("Signal", session, StaffOf(desk), new { callId = "call", candidate = (object?)null, restart = true });

        await desk.Until(() => desk.Signals.Count == 4, "four signals arrive");
        var signals = desk.Signals.ToArray();
        Assert.All(signals, signal => Assert.Equal(ParticipantId.Patient, signal.From));
        Assert.Equal("v=0\r\n", signals[0].Payload.GetProperty("description").GetProperty("sdp").GetString());
        Assert.Equal(0, signals[1].Payload.GetProperty("candidate").GetProperty("sdpMLineIndex").GetInt32());
        Assert.Equal(JsonValueKind.Null, signals[2].Payload.GetProperty("candidate").ValueKind);
        Assert.True(signals[3].Payload.GetProperty("restart").GetBoolean());
        await desk.Tell("Signal", session, ParticipantId.Patient, Later);
        await patient.Device.Until(() => patient.Device.Signals.Any(IsLater), "the answer arrives");
        Assert.Single(patient.Device.Signals);
    }

    public static TheoryData<string> NoSignals => [
        "null",
        "7",
        "{}",
        "{\"callId\":\"call\"}",
        "{\"callId\":\"\",\"candidate\":null}",
        "{\"callId\":\"call\",\"description\":{\"type\":\"joke\",\"sdp\":\"\"}}",
        "{\"callId\":\"call\",\"description\":\"offer\"}",
        "{\"callId\":\"call\",\"candidate\":7}",
        "{\"callId\":{},\"candidate\":null}",
    ];

    [Theory]
    [MemberData(nameof(NoSignals))]
    public async Task What_is_no_signal_is_dropped_and_its_connection_closed_and_others_are_unaffected(string payload)
    {
        await using var patient = await clinic.PatientAsync();
        await using var consultant = await clinic.OnDutyAsync("consultant3");
        var (session, desk) = await Connected(patient, consultant);

        await SendAndLoseAsync(patient.Device, session, StaffOf(desk), JsonSerializer.Deserialize<JsonElement?>(payload));

        await patient.Device.Closed;
        await SignalsAnewAsync(patient, session, desk);
        Assert.Single(desk.Signals);
        await desk.Say("Связь жива");
    }

    [Fact]
    public async Task An_oversized_signal_is_dropped_and_its_connection_closed()
    {
        await using var patient = await clinic.PatientAsync();
        await using var consultant = await clinic.OnDutyAsync("consultant3");
        var (session, desk) = await Connected(patient, consultant);

        await SendAndLoseAsync(patient.Device, session, StaffOf(desk), new { callId = "call", description = new { type = "offer", sdp = new string('x', 64 * 1024) } });

        await patient.Device.Closed;
        await SignalsAnewAsync(patient, session, desk);
        Assert.Single(desk.Signals);
        await desk.Say("Связь жива");
    }

    [Fact]
    public async Task A_flood_of_signals_closes_its_connection_and_nobody_elses()
    {
        await using var patient = await clinic.PatientAsync();
        await using var consultant = await clinic.OnDutyAsync("consultant3");
        var (session, desk) = await Connected(patient, consultant);

        await Task.WhenAll(Enumerable.Range(0, 190).Select(_ => SendAndLoseAsync(patient.Device, session, StaffOf(desk), Offer)));

        await patient.Device.Closed;
        await desk.Say("Связь жива");
        // On a busy machine the connection is cut before the first of them was passed on.
        Assert.InRange(desk.Signals.Count, 0, 160);
    }

    [Fact]
    public async Task When_the_device_with_the_call_is_gone_the_other_one_is_told_and_learns_so_by_asking_too()
    {
        await using var patient = await clinic.PatientAsync();
        await using var consultant = await clinic.OnDutyAsync("consultant3");
        var (session, desk) = await Connected(patient, consultant);
        var tablet = await patient.AnotherTab();
        await tablet.Join(session);
        await tablet.Ask<Done>("TakeCall", session);
        Assert.True((await patient.Device.Ask<CallPlace>("CallPlace", session)).Carried);

        await tablet.StopAsync();

        await patient.Device.Until(() => patient.Device.CallsFreed == 1, "the phone hears that nobody has the call");
        Assert.False((await patient.Device.Ask<CallPlace>("CallPlace", session)).Carried);
        Assert.True((await desk.Ask<CallPlace>("CallPlace", session)).Carried);
        Assert.Equal(0, desk.CallsFreed);
    }

    [Fact]
    public async Task Another_device_takes_the_call_and_the_first_one_is_told_and_hears_no_more()
    {
        await using var patient = await clinic.PatientAsync();
        await using var consultant = await clinic.OnDutyAsync("consultant3");
        var (session, desk) = await Connected(patient, consultant);
        var tablet = await patient.AnotherTab();
        await tablet.Join(session);

        await tablet.Ask<Done>("TakeCall", session);

        await patient.Device.Until(() => patient.Device.CallsTaken == 1, "the phone hears that the call went elsewhere");
        await tablet.Until(() => tablet.Ready.Count == 1, "the tablet is told to connect");
        await desk.Tell("Signal", session, ParticipantId.Patient, Offer);
        await tablet.Until(() => tablet.Signals.Count == 1, "the tablet hears the desk");
        await desk.Say("Слышите?");
        await patient.Device.Until(() => patient.Device.Texts is ["Слышите?"], "the phone hears what was said afterwards");
        Assert.Empty(patient.Device.Signals);
    }

    [Fact]
    public async Task Calls_are_refused_where_there_is_none()
    {
        await using var patient = await clinic.PatientAsync();
        await using var stranger = await clinic.PatientAsync();
        var session = await patient.Call();

        Assert.Equal("wrongPhase", await patient.Device.Refused("TakeCall", session));
        Assert.Equal("notFound", await stranger.Device.Refused("TakeCall", session));
        Assert.Equal("notFound", await stranger.Device.Refused("HangUp", session));
        Assert.Equal("invalid", await patient.Device.Refused("ResumeCall", session, new[] { new { with = "", callId = "call" } }));
        Assert.Equal("invalid", await patient.Device.Refused("ReportCall", CommandId.New(), session, null));
        await patient.Device.Ask<Done>("Ping");
    }

    [Fact]
    public async Task Servers_for_a_call_are_for_those_in_it_and_for_a_check_for_everybody()
    {
        await using var patient = await clinic.PatientAsync();
        await using var stranger = await clinic.PatientAsync();
        var session = await patient.Call();

        // A chat needs no relay.
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync($"?sessionId={session}", patient.Tokens));
        await patient.Device.Command<SessionView>("ChangeMode", session, "video");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"?sessionId={session}", patient.Tokens));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"?sessionId={session}", stranger.Tokens));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("", patient.Tokens));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("?purpose=fun", patient.Tokens));
        Assert.Equal(HttpStatusCode.Unauthorized, (await clinic.Http.GetAsync(new Uri($"/api/ice-servers?sessionId={session}", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("[]", await clinic.Http.GetStringAsync(new Uri("/api/ice-servers?purpose=check", UriKind.Relative), TestContext.Current.CancellationToken));
        await patient.Device.Command<SessionView>("LeaveSession", session);
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync($"?sessionId={session}", patient.Tokens));
    }

    [Fact]
    public async Task A_visitor_gets_a_relay_with_the_call_not_before_it_and_not_after_leaving()
    {
        await using var visitor = await Visitor.ComeAsync(clinic);
        var session = await visitor.Call();
        await visitor.Device.Command<SessionView>("ChangeMode", session, "audio");
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync($"?sessionId={session}", visitor.Tokens));

        // A consultant who was there before would be offered the chat first, and then the call in its place.
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await consultant.Take(session, LegKind.Intake);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"?sessionId={session}", visitor.Tokens));
        await visitor.Device.Command<SessionView>("LeaveSession", session);
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync($"?sessionId={session}", visitor.Tokens));
    }

    [Fact]
    public async Task One_person_gets_so_many_credentials_in_ten_minutes_and_others_are_not_harmed()
    {
        await using var greedy = await clinic.PatientAsync();
        await using var patient = await clinic.PatientAsync();
        var (theirs, own) = (await greedy.Call(), await patient.Call());
        await greedy.Device.Command<SessionView>("ChangeMode", theirs, "video");
        await patient.Device.Command<SessionView>("ChangeMode", own, "video");

        var statuses = await Task.WhenAll(Enumerable.Range(0, 80).Select(_ => StatusAsync($"?sessionId={theirs}", greedy.Tokens)));

        Assert.Equal((60, 20), (statuses.Count(status => status == HttpStatusCode.OK), statuses.Count(status => status == HttpStatusCode.TooManyRequests)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"?sessionId={own}", patient.Tokens));
    }

    [Fact]
    public async Task The_speed_is_measured_with_blocks_of_a_quarter_of_a_mebibyte()
    {
        var block = await clinic.Http.GetByteArrayAsync(new Uri("/api/check/speed", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(256 * 1024, block.Length);
        Assert.Equal(HttpStatusCode.NoContent, await UploadAsync(block));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await UploadAsync([.. block, 0]));
    }

    private async Task<HttpStatusCode> UploadAsync(byte[] block)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/check/speed") { Content = new ByteArrayContent(block) };
        request.Headers.Add("Origin", clinic.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await clinic.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    [Fact]
    public async Task What_the_check_found_reaches_the_consultant_and_what_is_no_check_is_refused()
    {
        await using var patient = await clinic.PatientAsync();
        await using var consultant = await clinic.OnDutyAsync("consultant3");
        var check = new { mode = "audio", browser = "Chrome 128, телефон", results = new[] { new { check = "camera", outcome = "fail", detail = "Камера не найдена" } } };

        Assert.Equal("invalid", await patient.Device.Refused("OpenSession", new { commandId = CommandId.New(), mode = "chat", connectionCheck = new { mode = "audio", browser = new string('x', 61), results = check.results } }));
        Assert.Equal("invalid", await patient.Device.Refused("OpenSession", new { commandId = CommandId.New(), mode = "chat", connectionCheck = new { mode = "audio", browser = "x" } }));
        var session = await patient.Call(connectionCheck: check);
        await consultant.Take(session, LegKind.Intake);

        var seen = Assert.Single(consultant.Device.Log.Values, happened => happened.Kind == "connectionChecked");
        Assert.Equal("Камера не найдена", Device.Data(seen).GetProperty("results")[0].GetProperty("detail").GetString());
    }

    /// <summary>The patient goes on in another tab; what it signals reaches the desk behind everything from before.</summary>
    private static async Task SignalsAnewAsync(Patient patient, SessionId session, Device desk)
    {
        var tab = await patient.AnotherTab();
        await tab.Join(session);
        await tab.Ask<Done>("TakeCall", session);
        await tab.Tell("Signal", session, StaffOf(desk), Later);
        await desk.Until(() => desk.Signals.Any(IsLater), "the new tab's signal arrives");
    }

    private static bool IsLater((ParticipantId From, JsonElement Payload) signal) => signal.Payload.GetProperty("callId").GetString() == "later";

    private static ParticipantId StaffOf(Device desk) => new(Device.Data(desk.Log.Values.Last(happened => happened.Kind == "legStarted")).GetProperty("staff").GetProperty("participantId").GetString()!);

    private static async Task<(SessionId Session, Device Desk)> Connected(Patient patient, Specialist consultant)
    {
        var session = await patient.Call("video");
        await consultant.Take(session, LegKind.Intake);
        await patient.Device.Ask<Done>("TakeCall", session);
        await consultant.Device.Ask<Done>("TakeCall", session);
        await patient.Device.Until(() => patient.Device.Ready.Count == 1, "the patient is told to connect");
        await consultant.Device.Until(() => consultant.Device.Ready.Count == 1, "the consultant is told to connect");
        Assert.Equal(patient.Device.Ready.Single().CallId, consultant.Device.Ready.Single().CallId);
        return (session, consultant.Device);
    }

    private static async Task SendAndLoseAsync(Device device, SessionId session, ParticipantId to, object? payload)
    {
        try
        {
            await device.Tell("Signal", session, to, payload);
        }
        catch (Exception cut) when (cut is not Xunit.Sdk.XunitException)
        {
            // The connection was closed before, or instead of, the answer.
        }
    }

    private Task<HttpStatusCode> StatusAsync(string query, TokenPair tokens) => clinic.StatusAsync("/api/ice-servers" + query, tokens);
}

[Collection(nameof(OnSqlite))]
public sealed class CallTestsOnSqlite(SqliteClinic clinic) : CallTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class CallTestsOnPostgres(PostgresClinic clinic) : CallTests(clinic);
