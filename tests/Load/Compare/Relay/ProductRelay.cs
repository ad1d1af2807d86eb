using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Load;

/// <summary>The product: built host, real sign-in, visitors in chats with consultants.</summary>
internal sealed class ProductRelay : RelayServer
{
    private const string Password = "load-testers-2026";
    private readonly List<ServerProcess> _processes = [];
    private readonly StorageFixture _storage;
    private readonly PostgresServer? _postgres;
    private readonly int _core;

    private ProductRelay(string name, StorageFixture storage, PostgresServer? postgres, int core) : base(name) => (_storage, _postgres, _core) = (storage, postgres, core);

    /// <inheritdoc />
    public override TimeSpan Cpu => _processes.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.Cpu);

    /// <inheritdoc />
    public override string Output => string.Join('\n', _processes.Select(process => process.Output));

    /// <inheritdoc />
    public override TimeSpan DatabaseCpu => _postgres is null ? TimeSpan.Zero : ProcessFigures.CpuOfTree(_postgres.ProcessId);

    /// <summary>Starts it.</summary>
    /// <param name="name">For tables.</param>
    /// <param name="rooms">How many chats.</param>
    /// <param name="postgres">The database server; null for SQLite.</param>
    /// <param name="isSplit">A gateway-only node and a silo, instead of one process.</param>
    /// <param name="core">Where its processes run.</param>
    public static async Task<RelayServer> StartAsync(string name, int rooms, PostgresServer? postgres, bool isSplit, int core)
    {
        var storage = await StorageFixture.CreateAsync(postgres is null ? DatabaseKind.Sqlite : DatabaseKind.Postgres, postgres);
        var product = new ProductRelay(name, storage, postgres, core);
        var gateway = await product.ServeAsync(isSplit);
        var staff = (rooms + RoomsPerStaff - 1) / RoomsPerStaff;
        for (var number = 0; number < staff; number++)
            await product.HireAsync($"load{number}");
        for (var number = 0; number < staff; number++)
            await product.FillAsync(gateway, $"load{number}", Math.Min(RoomsPerStaff, rooms - product.Rooms.Count));
        return product;
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var process in _processes)
            await process.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private async Task HireAsync(string login)
    {
        if (await _storage.Services.GetRequiredService<StaffAccounts>().AddAsync(login, $"Консультант {login}", ["consultant"], Password) is { } fault)
            throw new InvalidOperationException(fault);
    }

    private async Task<Uri> ServeAsync(bool isSplit)
    {
        var silo = FreeAddress();
        var (siloPort, gatewayPort) = (Ports.Free(), Ports.Free());
        await StartAsync(silo, isSplit ? "silo" : "silo,gateway,web", siloPort, gatewayPort);
        if (!isSplit)
            return silo;
        var gateway = FreeAddress();
        await StartAsync(gateway, "gateway", siloPort, gatewayPort);
        return gateway;
    }

    private async Task StartAsync(Uri address, string roles, int siloPort, int gatewayPort)
    {
        var program = Path.Combine(HostProcess.Repository, "src", "Host", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Medzdrav.Host.dll");
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Sms__Url"] = "http://127.0.0.1:9/",
            ["Silo__Port"] = siloPort.ToString(CultureInfo.InvariantCulture),
            ["Silo__GatewayPort"] = gatewayPort.ToString(CultureInfo.InvariantCulture),
            ["Cluster__Gateways"] = $"127.0.0.1:{gatewayPort}",
            // The load goes through few connections, and long chats.
            ["Gateway__CallsPerSecond"] = "10000",
            ["Gateway__Burst"] = "100000",
            ["Limits__Messages"] = "100000",
        };
        foreach (var (key, value) in _storage.Settings)
            settings[key.Replace(":", "__", StringComparison.Ordinal)] = value!;
        var process = ServerProcess.Start($"{_core}", settings, "dotnet", program, $"--urls={address.GetLeftPart(UriPartial.Authority)}", "--roles", roles);
        _processes.Add(process);
        await process.AnswersAsync(new Uri(address, "/health/ready"));
    }

    /// <summary>One consultant, with as many chats as they may hold.</summary>
    private async Task FillAsync(Uri gateway, string login, int rooms)
    {
        var staff = await OpenAsync(gateway, "/api/staff/sign-in", new { login, password = Password, client = "app" });
        staff.Told = (method, arguments) =>
        {
            if (method == "Offer")
                _ = staff.AskAsync("AnswerOffer", Guid.CreateVersion7(), arguments[0]!["offerId"]!.GetValue<string>(), true);
        };
        await staff.AskAsync("SetDuty", Guid.CreateVersion7(), "available");
        for (var number = 0; number < rooms; number++)
        {
            var patient = await OpenAsync(gateway, "/api/visitors", new { client = "app" });
            var admitted = new TaskCompletionSource();
            patient.Told = (method, arguments) =>
            {
                if (method == "SessionEvent" && arguments[1]!["kind"]!.GetValue<string>() == "legStarted")
                    admitted.TrySetResult();
            };
            var opened = await patient.AskAsync("OpenSession", new { commandId = Guid.CreateVersion7(), mode = "chat" });
            var session = opened!["sessionId"]!.GetValue<string>();
            var joined = await patient.AskAsync("JoinSession", session, 0);
            if (joined!["view"]!["leg"] is null)
                await admitted.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await staff.AskAsync("JoinSession", session, 0);
            Add(new Room(session, patient, staff));
        }
    }

    private static async Task<HubMember> OpenAsync(Uri gateway, string signIn, object body)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        using var answer = await http.PostAsJsonAsync(new Uri(signIn, UriKind.Relative), body);
        var tokens = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>();
        return await HubMember.OpenAsync(new Uri(gateway, $"/hub?access_token={Uri.EscapeDataString(tokens!["accessToken"]!.GetValue<string>())}"));
    }
}
