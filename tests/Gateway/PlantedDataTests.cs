using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>Marked names, phones, codes and texts go through a whole assisted journey, and turn up in no log, span or metric.</summary>
public sealed class PlantedDataTests(WatchedClinic clinic) : IClassFixture<WatchedClinic>
{
    private const string Surname = "Меченова";
    private const string Phone = "+79161234598";
    private const string Policy = "МЕЧ-7730042";
    private static readonly object Written = new { complaints = "МЕЧЕНЫЕ жалобы", history = "МЕЧЕНЫЙ анамнез", diagnosis = "МЕЧЕНЫЙ диагноз", recommendations = "МЕЧЕНЫЕ рекомендации" };

    [Fact]
    public async Task Nothing_that_people_are_or_say_is_logged_traced_or_measured()
    {
        await ImportAsync();
        var code = await JourneyAsync();
        await clinic.Telemetry.Until(sent => sent.Any(body => body.Path == "/v1/metrics" && Text(body.Body).Contains("medzdrav.gateway.call.duration", StringComparison.Ordinal)) ? "" : null, "the metrics");
        var spans = await clinic.Telemetry.Until(sent => SpansOf(sent) is var all && all.Any(span => span.Name == "hub CloseSession") ? all : null, "the spans");

        AssertOneTrace(spans);
        var output = clinic.Output;
        Assert.Contains("Medzdrav", output, StringComparison.Ordinal);
        foreach (var (name, mark) in Marks(code))
        {
            Assert.False(mark.IsMatch(output), $"{name} is in the log: {Line(mark, output)}");
            foreach (var (path, body) in clinic.Telemetry.Taken)
                Assert.False(mark.IsMatch(Text(body)), $"{name} is in {path}");
        }
    }

    /// <summary>A hub call, the grain's storing and the push belong together.</summary>
    private static void AssertOneTrace(IReadOnlyCollection<Span> spans)
    {
        var traces = spans.GroupBy(span => span.Trace).Select(trace => trace.Select(span => span.Name).ToArray()).ToArray();
        Assert.Contains(traces, names => names.Contains("hub SendMessage") && names.Contains("journal append") && names.Contains("push"));
        Assert.DoesNotContain(traces, names => names.Count(name => name.StartsWith("hub ", StringComparison.Ordinal)) > 1);
    }

    private async Task ImportAsync()
    {
        var file = $"Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон\r\n{Policy};01.02.2026;05.02.2026;04.02.2036;{Surname} Зинаида Планктоновна;1981-02-03;ж;{Phone}\r\n";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/policies/import")
        {
            Content = new StringContent(file, Encoding.UTF8, "text/csv"),
            Headers = { Authorization = new("Bearer", (await clinic.SignInAsStaffAsync("administrator1")).AccessToken) },
        };
        using var answer = await clinic.Http.SendAsync(request);
        Assert.Equal(1, (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ImportReport>(WireJson.Options))!.Created);
    }

    /// <summary>A visitor calls, is signed in by the consultant, consents, sees the doctor, is closed.</summary>
    private async Task<string> JourneyAsync()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var doctor = await clinic.OnDutyAsync("therapist1");
        await using var visitor = await Visitor.ComeAsync(clinic);
        var session = await visitor.Call();
        await visitor.Device.Command<CallbackAccepted>("RequestCallback", new { phone = Phone, sessionId = session });
        await consultant.Take(session, LegKind.Intake);
        await consultant.Device.Ask<TaskList>("Tasks");
        await visitor.Device.Say($"МЕЧЕНОЕ сообщение, звоните {Phone}");
        Assert.Single((await consultant.Device.Command<FoundPatients>("FindPatients", Surname)).Patients);
        await consultant.Device.Command<IdentifiedPerson>("Identify", session, new { policyNumber = Policy, name = $"{Surname} Зинаида Планктоновна", birthDate = "1981-02-03" });
        await consultant.Device.Command<AssistedCodeSent>("SendSignInCode", session, Phone);
        var code = await clinic.SmsCodeAsync();
        Assert.Equal("wrongCode", await consultant.Device.Refused("ConfirmSignIn", CommandId.New(), session, code == "111111" ? "222222" : "111111"));
        var signedIn = await consultant.Device.Command<AssistedSignIn>("ConfirmSignIn", session, $"МЕЧЕНЫЙ код {code}");
        await visitor.Device.Until(() => visitor.Device.Kinds.Contains("signedIn"), "the visitor is told");
        var patient = await visitor.Claim();
        await patient.Reply<SessionView>("ChoosePatient", CommandId.New(), session, Assert.Single(signedIn.Patients).PatientId);
        await consultant.Device.Command<SessionView>("RequestConsent", session);
        await patient.Until(() => patient.Kinds.Contains("consentRequested"), "the consent");
        var asked = patient.Log.Values.Last(happened => happened.Kind == "consentRequested");
        await patient.Command<SessionView>("ConfirmConsent", session, Device.Data(asked).GetProperty("textVersion").GetString());
        await consultant.Device.Command<SessionView>("Transfer", session, new { to = "therapist", reason = "МЕЧЕНАЯ причина" });
        await doctor.Take(session, LegKind.Consultation);
        await doctor.Device.Ask<PatientCard>("PatientCard", session);
        await doctor.Device.Say("МЕЧЕНЫЙ ответ");
        await doctor.Device.Command<ConclusionView>("SaveConclusion", session, Written);
        await doctor.Device.Command<ConclusionView>("SignConclusion", session);
        await doctor.Device.Command<SessionView>("EndConsultation", session);
        await consultant.Take(session, LegKind.FollowUp);
        await ReadAsync(visitor.Tokens);
        await consultant.Device.Command<SessionView>("CloseSession", session, "completed");
        return code;
    }

    /// <summary>Data put into addresses and headers leaves no trace either.</summary>
    private async Task ReadAsync(TokenPair tokens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/me?phone={Uri.EscapeDataString(Phone)}") { Headers = { Authorization = new("Bearer", tokens.AccessToken) } };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("MarkedAgent", "1.0"));
        using var answer = await clinic.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        Assert.Contains(Surname, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private IEnumerable<(string What, Regex Mark)> Marks(string code) =>
    [
        ("A text", new("МЕЧЕН", RegexOptions.IgnoreCase)),
        ("A phone", new("1234598|123-45-98|45-98")),
        ("A code", new($"(?<![0-9A-Fa-f.]){code}(?![0-9A-Fa-f])")),
        ("A policy", new("7730042")),
        ("A birth date", new("1981-02-03|03\\.02\\.1981")),
        ("A user agent", new("MarkedAgent")),
        .. clinic.Secrets.Select(secret => ("A token", new Regex(Regex.Escape(secret)))),
    ];

    private static Span[] SpansOf(IEnumerable<(string Path, byte[] Body)> sent) => [.. sent.Where(body => body.Path == "/v1/traces").SelectMany(body => Span.In(body.Body))];

    private static string Text(byte[] body) => Encoding.UTF8.GetString(body);

    private static string? Line(Regex mark, string output) => output.Split('\n').FirstOrDefault(line => mark.IsMatch(line));
}

/// <summary>A clinic whose logs, spans and metrics are all read, and whose SMS go to a provider.</summary>
public sealed class WatchedClinic : Clinic
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-planted-");
    private readonly Listener provider = new();

    /// <summary>Where spans and metrics go.</summary>
    internal Listener Telemetry { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Telemetry.DisposeAsync();
        await provider.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>The code in the SMS that the provider took.</summary>
    internal Task<string> SmsCodeAsync() => provider.Until(sent => sent.Select(sms => Code(sms.Body)).LastOrDefault(code => code is not null), "the SMS");

    protected override Task<Dictionary<string, string>> SettingsAsync() => Task.FromResult(new Dictionary<string, string>
    {
        ["Storage:DataDirectory"] = folder.FullName,
        ["Sms:Url"] = provider.Address.ToString(),
        ["Telemetry:Otlp"] = Telemetry.Address.ToString(),
        ["Telemetry:Protocol"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        ["Logging:LogLevel:Default"] = "Trace",
        ["Logging:LogLevel:Microsoft"] = "Trace",
        ["Logging:LogLevel:Orleans"] = "Trace",
        ["Logging:LogLevel:System.Net.Http"] = "Trace",
        ["Logging:LogLevel:Polly"] = "Trace",
    });

    private static string? Code(byte[] sms)
    {
        var text = JsonSerializer.Deserialize<JsonElement>(sms).GetProperty("text").GetString()!;
        return Regex.Match(text, @"\d{6}") is { Success: true } code ? code.Value : null;
    }
}
