using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Load;

/// <summary>The built host on one core with consultants and visitors, for the comparisons of queues.</summary>
internal sealed class MatchingHost : IAsyncDisposable
{
    private const string Password = "load-testers-2026";
    private const int AtOnce = 8;
    private readonly StorageFixture _storage;
    private readonly PostgresServer? _postgres;
    private readonly List<HubMember> _members = [];
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _http;

    private MatchingHost(StorageFixture storage, PostgresServer? postgres, Uri address, ServerProcess process)
    {
        (_storage, _postgres, Process) = (storage, postgres, process);
        _http = new HttpClient { BaseAddress = address };
        _ = BreatheAsync();
    }

    /// <summary>The host.</summary>
    public ServerProcess Process { get; }

    /// <summary>CPU time of a database that is a process of its own.</summary>
    public TimeSpan DatabaseCpu => _postgres is null ? TimeSpan.Zero : ProcessFigures.CpuOfTree(_postgres.ProcessId);

    /// <summary>Starts it.</summary>
    /// <param name="core">Where.</param>
    /// <param name="postgres">The database server; null for SQLite.</param>
    /// <param name="units">Chats that a consultant holds at once.</param>
    public static async Task<MatchingHost> StartAsync(int core, PostgresServer? postgres, int units)
    {
        var storage = await StorageFixture.CreateAsync(postgres is null ? DatabaseKind.Sqlite : DatabaseKind.Postgres, postgres);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}"));
        var program = Path.Combine(HostProcess.Repository, "src", "Host", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Medzdrav.Host.dll");
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Sms__Url"] = "http://127.0.0.1:9/",
            ["Silo__Port"] = $"{Ports.Free()}",
            ["Silo__GatewayPort"] = $"{Ports.Free()}",
            ["Limits__ConsultantUnits"] = $"{units}",
        };
        foreach (var (key, value) in storage.Settings)
            settings[key.Replace(":", "__", StringComparison.Ordinal)] = value!;
        var process = ServerProcess.Start($"{core}", settings, "dotnet", program, $"--urls={address.GetLeftPart(UriPartial.Authority)}");
        await process.AnswersAsync(new Uri(address, "/health/ready"));
        return new MatchingHost(storage, postgres, address, process);
    }

    /// <summary>Visitors with a connection each.</summary>
    public async Task<MatchingPatient[]> VisitorsAsync(int count)
    {
        var patients = new MatchingPatient[count];
        await EachAsync(count, async number => patients[number] = new MatchingPatient(number, await OpenAsync("/api/visitors", new { client = "app" })));
        return patients;
    }

    /// <summary>Consultants with a connection each, off duty.</summary>
    public async Task<MatchingConsultant[]> ConsultantsAsync(int count)
    {
        var accounts = _storage.Services.GetRequiredService<StaffAccounts>();
        var records = _storage.Services.GetRequiredService<IStaffRecords>();
        if (await accounts.AddAsync("first", "Консультант", ["consultant"], Password) is { } fault)
            throw new InvalidOperationException(fault);
        // One hash for all: making them is slow by design.
        var first = (await records.FindByLoginAsync("first"))!;
        var consultants = new MatchingConsultant[count];
        // One after the other: the product checks few passwords at once.
        for (var number = 0; number < count; number++)
        {
            var login = $"load{number}";
            await records.AddAsync(first with { Id = new StaffId(login), Login = login });
            consultants[number] = new MatchingConsultant(await OpenAsync("/api/staff/sign-in", new { login, password = Password, client = "app" }));
        }
        return consultants;
    }

    /// <summary>Lets time pass.</summary>
    public static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }

    /// <summary>Something for many, a few at a time.</summary>
    public static Task EachAsync(int count, Func<int, Task> act) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await act(number));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (var member in _members)
            member.Dispose();
        await Process.DisposeAsync();
        await _storage.DisposeAsync();
        _http.Dispose();
        _end.Dispose();
    }

    private async Task<HubMember> OpenAsync(string signIn, object body)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(signIn, UriKind.Relative), body);
        var tokens = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>();
        var member = await HubMember.OpenAsync(new Uri(_http.BaseAddress!, $"/hub?access_token={Uri.EscapeDataString(tokens!["accessToken"]!.GetValue<string>())}"));
        lock (_members)
            _members.Add(member);
        return member;
    }

    /// <summary>Clients ping every 4 s, as the product's own do; a part of them at a time.</summary>
    private async Task BreatheAsync()
    {
        const int parts = 40;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(4_000.0 / parts));
        for (var part = 0; !_end.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None); part = (part + 1) % parts)
        {
            HubMember[] breathing;
            lock (_members)
                breathing = [.. _members.Where((_, number) => number % parts == part)];
            foreach (var member in breathing)
                if (!_end.IsCancellationRequested)
                    member.Breathe();
        }
    }
}
