using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Medzdrav.Client;
using Medzdrav.Contracts;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Tests.Gateway;

/// <summary>An unexpected error shows its person a code, by which operators find it in the log and in the traces. The errors are planted: rows with words that the program does not know.</summary>
public sealed partial class ErrorCodeTests(FaultyClinic clinic) : IClassFixture<FaultyClinic>
{
    [Fact]
    public async Task A_page_shows_the_code_that_the_log_and_the_trace_have()
    {
        await using var patient = await clinic.PatientAsync();
        await PlantAsync(patient);
        using var browser = await Browser.SignedInAsync(clinic, patient.Phone);

        using var answer = await browser.Http.GetAsync("/calendar");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var code = Shown().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
        await AssertKnownAsync(code, "page");
    }

    [Fact]
    public async Task A_page_that_is_not_there_has_no_code()
    {
        using var answer = await clinic.Http.GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("Код ошибки", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_over_HTTP_answers_with_the_code()
    {
        await using var patient = await clinic.PatientAsync();
        await PlantAsync(patient);

        using var answer = await clinic.GetAsync($"/api/patients/{patient.Person.PatientId}/calendar", patient.Tokens);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal("fault", problem.GetProperty("code").GetString());
        await AssertKnownAsync(problem.GetProperty("errorCode").GetString()!, "request");
    }

    [Fact]
    public async Task A_hub_call_ends_with_the_code()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await clinic.ExecuteAsync("INSERT INTO task (id, kind, phone, asked_at) VALUES ('planted', 'planted', '', 0)");

        var fault = await Assert.ThrowsAsync<FaultException>(() => consultant.Device.Hub.TasksAsync());

        await AssertKnownAsync(fault.ErrorCode!, "Tasks");
        await clinic.ExecuteAsync("DELETE FROM task WHERE id = 'planted'");
    }

    /// <summary>The person has a session that nobody can read.</summary>
    private async Task PlantAsync(Patient patient)
    {
        await patient.Call();
        await patient.Device.Command<SessionView>("LeaveSession", patient.Session);
        await clinic.ExecuteAsync("UPDATE session SET mode = 'planted' WHERE patient = @Value", patient.Person.PatientId);
    }

    /// <summary>The log has a single line with the code, the words and the stack trace; a trace begins with the code.</summary>
    private async Task AssertKnownAsync(string code, string words)
    {
        Assert.Matches("^[0-9a-f]{12}$", code);
        await clinic.Telemetry.Until(sent => sent.Where(one => one.Path == "/v1/traces").SelectMany(one => Span.In(one.Body)).FirstOrDefault(span => span.Trace.StartsWith(code, StringComparison.OrdinalIgnoreCase)), $"the trace {code}");
        var line = Assert.Single(clinic.Output.Split('\n'), line => line.Contains($"\"Code\":\"{code}\"", StringComparison.Ordinal));
        var logged = JsonSerializer.Deserialize<JsonElement>(line);
        Assert.Contains(words, logged.GetProperty("Message").GetString(), StringComparison.Ordinal);
        Assert.Contains("planted", logged.GetProperty("Exception").GetString(), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"Код ошибки: <[^>]+>([^<]*)<")]
    private static partial Regex Shown();
}

/// <summary>A clinic whose log is structured and whose traces are kept, and into whose database tests reach.</summary>
public sealed class FaultyClinic : Clinic
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-faulty-");

    /// <summary>Where spans go.</summary>
    internal Listener Telemetry { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Telemetry.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Changes the database beside the program.</summary>
    internal async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "medzdrav.db")};Pooling=False");
        await database.ExecuteAsync(sql, parameters);
    }

    protected override Task<Dictionary<string, string>> SettingsAsync() => Task.FromResult(new Dictionary<string, string>
    {
        ["Storage:DataDirectory"] = folder.FullName,
        ["Telemetry:Otlp"] = Telemetry.Address.ToString(),
        ["Telemetry:Protocol"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["Logging:Console:FormatterName"] = "json",
    });
}
