using System.Collections.Concurrent;
using System.Data;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Medzdrav.Tests.Gateway;

/// <summary>A running host with the demo set, on a database of its own.</summary>
public abstract class Clinic : IAsyncLifetime
{
    private const int MaxPatients = 200;

    private HostProcess? host;
    private HttpClient? http;
    private readonly ConcurrentQueue<string> secrets = new();
    private Dictionary<string, string> settings = [];
    private ServiceProvider? storage;
    private int patients;

    /// <summary>Where it serves.</summary>
    internal Uri Address => host!.Address;

    /// <summary>Whether apps speak MessagePack here: each story is told once over JSON and once over MessagePack.</summary>
    internal virtual bool SpeaksMessagePack => false;

    /// <summary>Its storage, as a command at the console has it.</summary>
    internal IServiceProvider Storage => storage ??= new ServiceCollection().AddLogging()
        .AddStorage(new ConfigurationBuilder().AddInMemoryCollection(settings!).Build()).BuildServiceProvider();

    /// <summary>Its process.</summary>
    internal int ProcessId => host!.Id;

    /// <summary>The words that it printed.</summary>
    internal string Output => host!.Output;

    /// <summary>The secret parts of all tokens that it gave.</summary>
    internal IEnumerable<string> Secrets => secrets;

    /// <summary>Without any credential.</summary>
    internal HttpClient Http => http!;

    public async ValueTask InitializeAsync()
    {
        settings = await SettingsAsync();
        host = await HostProcess.StartAsync(settings);
        http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = host.Address };
        await InsureAdultsAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        http?.Dispose();
        if (storage is not null)
            await storage.DisposeAsync();
        if (host is not null)
            await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A grown-up with a valid policy whom no other test uses, signed in by code.</summary>
    internal async Task<Patient> PatientAsync()
    {
        var phone = PhoneOf(Interlocked.Increment(ref patients));
        var tokens = await SignInByCodeAsync(phone);
        var adult = Assert.Single((await MeAsync(tokens)).Patients);
        return new Patient(this, phone, tokens, adult, await Device.ConnectAsync(this, tokens.AccessToken));
    }

    /// <summary>A specialist on duty.</summary>
    internal async Task<Specialist> OnDutyAsync(string login, string password = "demo")
    {
        var tokens = await SignInAsStaffAsync(login, password);
        var device = await Device.ConnectAsync(this, tokens.AccessToken);
        await device.Command<DutyView>("SetDuty", Duty.Available);
        return new Specialist(this, login, tokens, device);
    }

    internal async Task<TokenPair> SignInByCodeAsync(string phone)
    {
        var (attempt, code) = await AskForCodeAsync(phone);
        return await TokensAsync("/api/sign-in", new { attemptId = attempt, code, client = "app" });
    }

    internal async Task<(string Attempt, string Code)> AskForCodeAsync(string phone)
    {
        using var asked = await Http.PostAsJsonAsync("/api/sign-in/codes", new { phone });
        var attempt = await asked.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<CodeSent>(WireJson.Options);
        return (attempt!.AttemptId, await LastCodeAsync(phone));
    }

    /// <summary>The code that was sent to a phone last.</summary>
    internal async Task<string> LastCodeAsync(string phone) => (await SentAsync(phone)).First(sms => sms.Code is not null).Code!;

    /// <summary>The text of the last SMS to a phone that is meant, as soon as it is sent: what a session sends goes out within a second.</summary>
    internal async Task<string> SmsAsync(string phone, Func<string, bool> isMeant)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            if ((await SentAsync(phone, patience.Token)).FirstOrDefault(sms => isMeant(sms.Text)) is { } sms)
                return sms.Text;
            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>All SMS to a phone, the last one first.</summary>
    internal async Task<OutboxSms[]> SentAsync(string phone, CancellationToken cancellation = default) =>
        (await Http.GetFromJsonAsync<OutboxSms[]>($"/dev/sms?phone={Uri.EscapeDataString(phone)}", WireJson.Options, cancellation))!;

    /// <summary>A visitor's credential.</summary>
    internal Task<TokenPair> VisitAsync() => TokensAsync("/api/visitors", new { client = "app" });

    internal Task<TokenPair> SignInAsStaffAsync(string login, string password = "demo") => TokensAsync("/api/staff/sign-in", new { login, password, client = "app" });

    /// <summary>Signs in a member who needs a second factor and has none yet: sets it up.</summary>
    internal async Task<(TokenPair Tokens, Authenticator App, string[] RecoveryCodes)> SignInWithFactorAsync(string login, string password)
    {
        using var begun = await PostAsync("/api/staff/sign-in", new { login, password, client = "app" });
        var attempt = (await begun.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<StaffAttemptView>(WireJson.Options))!;
        using var offered = await PostAsync("/api/staff/sign-in/set-up", new { attempt.AttemptId });
        var app = new Authenticator((await offered.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TotpOffer>(WireJson.Options))!.Secret);
        using var entered = await PostAsync("/api/staff/sign-in/totp", new { attempt.AttemptId, code = await app.CodeAsync(), client = "app" });
        var text = await entered.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return (JsonSerializer.Deserialize<TokenPair>(text, WireJson.Options)!, app, JsonSerializer.Deserialize<RecoveryCodesView>(text, WireJson.Options)!.RecoveryCodes);
    }

    /// <summary>Gives a command at the console, beside the running host.</summary>
    /// <returns>The words that the command printed.</returns>
    internal async Task<string> CommandAsync(params string[] arguments)
    {
        var done = await HostCommand.RunAsync([.. arguments, .. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        Assert.True(done.ExitCode == 0, done.Error);
        return done.Output;
    }

    /// <summary>A new key of an insurer's, which the console prints last.</summary>
    internal async Task<string> KeyAsync(string insurer) => (await CommandAsync("insurer", "key", "add", insurer)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[^1];

    /// <summary>The default insurer's program sends a woman's policy, which makes her the holder of the phone.</summary>
    internal async Task InsureAsync(string policy, string name, string phone)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/policies")
        {
            Content = JsonContent.Create(new PolicySent(policy, "2026-02-01", "2026-02-05", "2027-12-31", name, "1990-05-01", "female", phone), options: WireJson.Options),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await KeyAsync("default")) },
        };
        using var answer = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    internal async Task<Me> MeAsync(TokenPair tokens)
    {
        using var answer = await GetAsync("/api/me", tokens);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Me>(WireJson.Options))!;
    }

    /// <summary>The documents of the patient's Medcard, as their own page reads them.</summary>
    internal async Task<DocumentList> DocumentsAsync(Patient patient)
    {
        using var answer = await GetAsync($"/api/patients/{patient.Person.PatientId}/documents", patient.Tokens);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<DocumentList>(WireJson.Options))!;
    }

    internal async Task<HttpResponseMessage> GetAsync(string path, TokenPair tokens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new("Bearer", tokens.AccessToken) } };
        return await Http.SendAsync(request);
    }

    internal async Task<HttpStatusCode> StatusAsync(string path, TokenPair tokens)
    {
        using var answer = await GetAsync(path, tokens);
        return answer.StatusCode;
    }

    internal async Task<HttpResponseMessage> PostAsync(string path, object body, TokenPair? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: WireJson.Options) };
        if (bearer is not null)
            request.Headers.Authorization = new("Bearer", bearer.AccessToken);
        return await Http.SendAsync(request);
    }

    /// <summary>The answer to a call: the status, and the code of the refusal; null where nothing was refused.</summary>
    internal async Task<(HttpStatusCode Status, string? Code)> RefusedAsync(string path, object body, TokenPair? bearer = null)
    {
        using var answer = await PostAsync(path, body, bearer);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(text).TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    /// <summary>Until this is disposed, the database stores no event: who sends one waits.</summary>
    internal virtual Task<IAsyncDisposable> HoldStorageAsync() => throw new NotSupportedException();

    protected abstract Task<Dictionary<string, string>> SettingsAsync();

    private static string PhoneOf(int patient) => string.Create(CultureInfo.InvariantCulture, $"+7900100{patient:0000}");

    /// <summary>More grown-ups than the tests need: the demo's families are too few for all of them.</summary>
    private async Task InsureAdultsAsync()
    {
        var file = Path.GetTempFileName();
        var rows = Enumerable.Range(1, MaxPatients).Select(patient => string.Create(
            CultureInfo.InvariantCulture,
            $"ТЕСТ-{patient};01.01.2020;01.01.2020;31.12.2049;Проверкин Иван{new string('а', patient % 20)} {new string('б', 1 + patient / 20)};{1 + patient % 28:00}.01.1980;М;{PhoneOf(patient)}"));
        await File.WriteAllLinesAsync(file, ["Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон", .. rows]);
        Assert.Contains($"created {MaxPatients}", await CommandAsync("import", file), StringComparison.Ordinal);
        File.Delete(file);
    }

    internal async Task<TokenPair> TokensAsync(string path, object body, TokenPair? bearer = null)
    {
        using var answer = await PostAsync(path, body, bearer);
        var tokens = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TokenPair>(WireJson.Options))!;
        secrets.Enqueue(tokens.AccessToken.Split('.')[1]);
        return tokens;
    }
}

/// <summary>The answer of <c>/api/me</c> on an account.</summary>
internal sealed record Me(bool Visitor, PatientView[] Patients, OpenSessionView[] OpenSessions);

public sealed class SqliteClinic : Clinic
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-gateway-");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
    }

    internal override async Task<IAsyncDisposable> HoldStorageAsync()
    {
        var database = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "medzdrav.db")};Pooling=False");
        await database.OpenAsync();
        // Immediate: as of now, nobody else writes.
        await database.BeginTransactionAsync(IsolationLevel.Serializable);
        return database;
    }

    protected override Task<Dictionary<string, string>> SettingsAsync() => Task.FromResult(new Dictionary<string, string> { ["Storage:DataDirectory"] = folder.FullName });
}

public sealed class PostgresClinic : Clinic
{
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("medzdrav-gateway-");
    private string? connectionString;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        files.Delete(recursive: true);
    }

    internal override bool SpeaksMessagePack => true;

    internal override async Task<IAsyncDisposable> HoldStorageAsync()
    {
        var database = new NpgsqlConnection($"{connectionString};Pooling=false");
        await database.OpenAsync();
        await database.BeginTransactionAsync();
        await database.ExecuteAsync("LOCK TABLE journal IN EXCLUSIVE MODE");
        return database;
    }

    protected override async Task<Dictionary<string, string>> SettingsAsync() => new()
    {
        ["Storage:Database"] = "Postgres",
        ["Storage:ConnectionString"] = connectionString = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
        ["Files:Directory"] = Path.Combine(files.FullName, "files"),
        ["Silo:Port"] = $"{Ports.Free()}",
        ["Silo:GatewayPort"] = $"{Ports.Free()}",
    };
}

/// <summary>All tests on SQLite, one after the other: specialists on duty get every offer.</summary>
[CollectionDefinition(nameof(OnSqlite))]
public sealed class OnSqlite : ICollectionFixture<SqliteClinic>;

/// <summary>All tests on PostgreSQL, likewise, beside those on SQLite.</summary>
[CollectionDefinition(nameof(OnPostgres))]
public sealed class OnPostgres : ICollectionFixture<PostgresClinic>;
