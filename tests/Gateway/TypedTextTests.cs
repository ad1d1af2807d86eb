using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>Texts that are none at all, at every door: both databases and both encodings give one answer.</summary>
public abstract class TypedTextTests(Clinic clinic)
{
    private const string Zero = "а\0б";
    private const string Mended = "а\ufffdб";

    [Fact]
    public async Task Half_a_surrogate_pair_is_said_as_a_replacement_and_what_follows_goes_on()
    {
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();
        await using var socket = await RawSocket.ConnectAsync(clinic.Address, patient.Tokens.AccessToken);

        await socket.SendAsync(
            $"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"SendMessage\",\"arguments\":[\"{Guid.NewGuid()}\",\"{session}\",\"ок \\ud83d\",[]]}}{RawSocket.End}");
        await socket.ReadUntilAsync("\"sequence\"");
        await patient.Device.Say("Дальше");

        await patient.Device.Until(() => patient.Device.Texts.Length == 2, "both are heard");
        Assert.Equal(["ок \ufffd", "Дальше"], patient.Device.Texts);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_any_other_field_is_no_fault_either()
    {
        await using var patient = await clinic.PatientAsync();
        await patient.Call();
        await using var socket = await RawSocket.ConnectAsync(clinic.Address, (await clinic.SignInAsStaffAsync("consultant2")).AccessToken);

        await socket.SendAsync($"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"FindPatients\",\"arguments\":[\"{Guid.NewGuid()}\",\"Иванов\\udc00\"]}}{RawSocket.End}");
        await socket.ReadUntilAsync("\"patients\":[]");
        await socket.SendAsync($"{{\"type\":1,\"invocationId\":\"2\",\"target\":\"JoinSession\",\"arguments\":[\"\\ud800\",0]}}{RawSocket.End}");
        await socket.ReadUntilAsync("\"notFound\"");

        Assert.Equal((HttpStatusCode.BadRequest, "wrongCredentials"), await PostAsync("/api/staff/sign-in", "{\"login\":\"\\ud83d\",\"password\":\"\\ude00\",\"client\":\"app\"}"u8.ToArray()));
        Assert.Equal((HttpStatusCode.BadRequest, "wrongCredentials"), await PostAsync("/api/staff/sign-in", [.. "{\"login\":\""u8, 0xC3, 0x28, .. "\",\"password\":\"x\",\"client\":\"app\"}"u8]));
        Assert.Equal((HttpStatusCode.BadRequest, "invalidPhone"), await PostAsync("/api/sign-in/codes", "{\"phone\":\"\\ud83d\"}"u8.ToArray()));
    }

    [Fact]
    public async Task Zeros_are_answered_alike_in_every_field_of_a_session()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var doctor = await clinic.OnDutyAsync("therapist1");
        await using var patient = await clinic.PatientAsync();
        var (tab, desk) = (patient.Device, consultant.Device);
        var check = new { mode = "chat", browser = Zero, results = new[] { new { check = "network", outcome = "pass", detail = Zero } } };
        var session = await patient.Call(connectionCheck: check);
        await consultant.Take(session, LegKind.Intake);

        await tab.Say(Zero);
        await tab.Say("Звонок\u0007");
        Assert.Equal("messageEmpty", await tab.Refused("SendMessage", CommandId.New(), session, "\u200b\u00ad\ufeff", Array.Empty<string>()));
        Assert.Equal("invalid", await tab.Refused("SendMessage", CommandId.New(), session, "Раз", new[] { "\u0001" }));
        Assert.Equal("notFound", await tab.Refused("JoinSession", Zero, 0));
        Assert.Equal("invalidPhone", await tab.Refused("RequestCallback", CommandId.New(), new { phone = Zero }));
        Assert.Equal("personUnknown", await desk.Refused("Identify", CommandId.New(), session, new { policyNumber = Zero, name = $"{Zero}Никто {Zero}Никто", birthDate = "1980-01-01" }));
        Assert.Empty((await desk.Command<FoundPatients>("FindPatients", "Ыъыъ\0")).Patients);
        Assert.Empty((await desk.Command<FoundPatients>("FindPatients", "ТЕСТ-1\0")).Patients);
        Assert.Equal("offerGone", await desk.Refused("AnswerOffer", CommandId.New(), Zero, true));
        Assert.Equal("notFound", await desk.Refused("ClaimTask", CommandId.New(), Zero));
        Assert.Equal("notFound", await tab.Refused("ChoosePatient", CommandId.New(), session, Zero));
        await desk.Command<SessionView>("RequestConsent", session);
        await tab.Until(() => tab.Kinds.Contains("consentRequested"), "the consent is asked for");
        Assert.Equal("wrongConsentVersion", await tab.Refused("ConfirmConsent", CommandId.New(), session, Zero));
        await tab.Command<SessionView>("ConfirmConsent", session, Device.Data(tab.Log.Values.Single(happened => happened.Kind == "consentRequested")).GetProperty("textVersion").GetString());
        Assert.Equal("invalid", await desk.Refused("Transfer", CommandId.New(), session, new { to = "therapist", reason = "\u200b" }));
        await desk.Command<SessionView>("Transfer", session, new { to = "therapist", reason = Zero });
        await doctor.Take(session, LegKind.Consultation);
        var saved = await doctor.Device.Command<ConclusionView>("SaveConclusion", session, new { complaints = Zero, history = Zero, diagnosis = Zero, recommendations = Zero });

        Assert.Equal(new ConclusionText(Mended, Mended, Mended, Mended), saved.Text);
        await tab.Until(() => tab.Texts.Length == 2, "both are heard");
        Assert.Equal([Mended, "Звонок\u0007"], tab.Texts);
        Assert.Equal(Mended, Device.Data(doctor.Device.Log.Values.Single(happened => happened.Kind == "transferred")).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Zeros_are_answered_alike_over_HTTP()
    {
        await using var patient = await clinic.PatientAsync();
        var key = await clinic.KeyAsync("romashka");
        var bearer = new TokenPair(key, "", default);
        var policy = new PolicySent(Zero, "2026-02-01", "2026-02-05", "2027-12-31", "Ромашкина Анна", "1990-05-01", "female", null);

        Assert.Equal((HttpStatusCode.BadRequest, "wrongCredentials"), await PostAsync("/api/staff/sign-in", new { login = Zero, password = Zero, client = "app" }));
        Assert.Equal((HttpStatusCode.BadRequest, "invalidPhone"), await PostAsync("/api/sign-in/codes", new { phone = Zero }));
        Assert.Equal((HttpStatusCode.BadRequest, "codeExpired"), await PostAsync("/api/sign-in", new { attemptId = Zero, code = Zero, client = "app" }));
        Assert.Equal((HttpStatusCode.Unauthorized, "signInRequired"), await PostAsync("/api/sign-in/refresh", new { refreshToken = Zero }));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await PostAsync("/api/policies", policy, bearer));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await PostAsync("/api/policies", policy with { Number = "1", Name = "Ромашкина\0 Анна" }, bearer));
        using var servers = await clinic.GetAsync("/api/ice-servers?sessionId=%00", patient.Tokens);
        Assert.Equal(HttpStatusCode.BadRequest, servers.StatusCode);
    }

    private async Task<(HttpStatusCode Status, string? Code)> PostAsync(string path, object body, TokenPair? bearer = null)
    {
        using var answer = await clinic.PostAsync(path, body, bearer);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    private async Task<(HttpStatusCode Status, string? Code)> PostAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") { CharSet = Encoding.UTF8.WebName } } };
        using var answer = await clinic.Http.PostAsync(new Uri(path, UriKind.Relative), content);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }
}

[Collection(nameof(OnSqlite))]
public sealed class TypedTextTestsOnSqlite(SqliteClinic clinic) : TypedTextTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class TypedTextTestsOnPostgres(PostgresClinic clinic) : TypedTextTests(clinic);
