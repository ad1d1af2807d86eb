using System.Globalization;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>The product: built host, real sign-in, visitors in chats with consultants.</summary>
internal sealed class ProductRelay : RelayServer
{
    private readonly List<ServerProcess> _processes = [];
    private readonly StorageFixture _storage;
    private readonly PostgresServer? _postgres;
    private readonly int _core;
    private readonly string _variables;

    private ProductRelay(string name, StorageFixture storage, PostgresServer? postgres, int core, string variables) : base(name) =>
        (_storage, _postgres, _core, _variables) = (storage, postgres, core, variables);

    /// <inheritdoc />
    public override TimeSpan Cpu => _processes.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.Cpu);

    /// <inheritdoc />
    public override bool IsCompiling => _processes.Exists(process => process.IsCompiling);

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
    /// <param name="variables">Environment variables, <c>NAME=value;NAME=value</c>.</param>
    public static async Task<RelayServer> StartAsync(string name, int rooms, PostgresServer? postgres, bool isSplit, int core, string variables = "")
    {
        var storage = await StorageFixture.CreateAsync(postgres is null ? DatabaseKind.Sqlite : DatabaseKind.Postgres, postgres);
        var product = new ProductRelay(name, storage, postgres, core, variables);
        var gateway = await product.ServeAsync(isSplit);
        using var http = new HttpClient { BaseAddress = gateway };
        var stored = new Stored(storage.Services);
        for (var number = 0; product.Rooms.Count < rooms; number++)
        {
            await stored.HireAsync($"load{number}", Post.Consultant);
            await product.FillAsync(http, $"load{number}", Math.Min(RoomsPerStaff, rooms - product.Rooms.Count));
        }
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

    private async Task<Uri> ServeAsync(bool isSplit)
    {
        var silo = ProductHost.FreeAddress();
        var (siloPort, gatewayPort) = (Ports.Free(), Ports.Free());
        await StartAsync(silo, isSplit ? "silo" : "silo,gateway,web", siloPort, gatewayPort);
        if (!isSplit)
            return silo;
        var gateway = ProductHost.FreeAddress();
        await StartAsync(gateway, "gateway", siloPort, gatewayPort);
        return gateway;
    }

    private async Task StartAsync(Uri address, string roles, int siloPort, int gatewayPort)
    {
        var settings = new Dictionary<string, string>
        {
            ["Silo__Port"] = siloPort.ToString(CultureInfo.InvariantCulture),
            ["Silo__GatewayPort"] = gatewayPort.ToString(CultureInfo.InvariantCulture),
            ["Cluster__Gateways"] = $"127.0.0.1:{gatewayPort}",
            // The load goes through few connections, and long chats.
            ["Gateway__CallsPerSecond"] = "10000",
            ["Gateway__Burst"] = "100000",
            ["Limits__Messages"] = "100000",
        };
        foreach (var variable in _variables.Split(';', StringSplitOptions.RemoveEmptyEntries))
            settings[variable.Split('=')[0]] = variable[(variable.IndexOf('=', StringComparison.Ordinal) + 1)..];
        var process = ProductHost.Start(_storage, address, _core, settings, "--roles", roles);
        _processes.Add(process);
        await process.AnswersAsync(new Uri(address, "/health/ready"));
    }

    /// <summary>A consultant, with as many chats as they may hold.</summary>
    private async Task FillAsync(HttpClient http, string login, int rooms)
    {
        var staff = await ProductHost.StaffAsync(http, login);
        staff.Told = (method, arguments) =>
        {
            if (method == "Offer")
                _ = staff.AskAsync("AnswerOffer", Guid.CreateVersion7(), arguments[0]!["offerId"]!.GetValue<string>(), true);
        };
        await staff.AskAsync("SetDuty", Guid.CreateVersion7(), "available");
        for (var number = 0; number < rooms; number++)
        {
            var patient = await ProductHost.VisitorAsync(http);
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
}
