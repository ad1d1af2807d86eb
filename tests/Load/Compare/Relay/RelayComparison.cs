using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>Comparison 1: a chat message from its sender to both sides, durable and in sequence, beside two relays from memory.</summary>
internal static class RelayComparison
{
    private const int Rooms = 200;
    private const int Window = 2;
    private const int WarmRounds = 4;
    private const int MostWarmRounds = 16;
    private const int WarmSeconds = 5;
    private const int WarmPacedSeconds = 2;

    public static async Task<Comparison> RunAsync(CompareSettings settings)
    {
        using var clients = CorePinning.ThisProcess(settings.ClientCore);
        await using var postgres = await PostgresServer.StartNewAsync(durable: true);
        using var database = CorePinning.Tree(postgres.ProcessId, settings.ClientCore);
        await using var servers = new RelayServers(postgres, Rooms, settings);
        var runs = await servers.StartAsync();

        await WarmAsync(runs);
        var peaks = await RoundsAsync(runs, settings.Rounds, run => new RelayLoad(run).SaturateAsync(settings.Seconds, Window), "saturated");
        var peak = Spread.Of(peaks[runs[0].Name].Select(round => round.PerSecond)).Median;
        var half = await RoundsAsync(runs, settings.Rounds, run => new RelayLoad(run).PaceAsync(peak * 0.5, settings.Seconds), "50 %");
        if (settings.Among is not null)
            return new Comparison("Chat relay, in part", [], []);
        var more = await RoundsAsync(runs, settings.Rounds, run => new RelayLoad(run).PaceAsync(peak * 0.7, settings.Seconds), "70 %");
        return RelayReport.Of(peaks, half, more, peak);
    }

    /// <summary>Until the hot path is compiled for good, figures are of the compiler. It works in the pauses: a busy core leaves it no time.</summary>
    public static async Task WarmAsync(IReadOnlyList<RelayServer> servers)
    {
        await RoundsAsync(servers, WarmRounds, WarmAsync, "warm");
        for (var round = WarmRounds; round < MostWarmRounds && servers.Where(server => server.IsCompiling).ToArray() is { Length: > 0 } late; round++)
            await RoundsAsync(late, 1, WarmAsync, "still compiling");
    }

    private static async Task<RelayFigures> WarmAsync(RelayServer server)
    {
        var figures = await new RelayLoad(server).SaturateAsync(WarmSeconds, Window);
        await new RelayLoad(server).PaceAsync(figures.PerSecond * 0.3, WarmPacedSeconds);
        await Pace.PassAsync(TimeSpan.FromSeconds(5));
        return figures;
    }

    /// <summary>Every server in turn, round after round: what disturbs the machine disturbs all.</summary>
    private static async Task<Dictionary<string, RelayFigures[]>> RoundsAsync(IReadOnlyList<RelayServer> servers, int rounds, Func<RelayServer, Task<RelayFigures>> measure, string what)
    {
        var found = servers.ToDictionary(server => server.Name, _ => new List<RelayFigures>());
        for (var round = 0; round < rounds; round++)
            foreach (var server in servers)
            {
                var figures = await measure(server);
                found[server.Name].Add(figures);
                await ComparisonTable.SayAsync(
                    $"{what} {round + 1}: {server.Name,-28} {figures.PerSecond,7:F0}/s {figures.CpuMicroseconds,6:F1} µs, database {figures.DatabaseMicroseconds,5:F1} µs, p50 {figures.P50,6:F2} ms, p90 {figures.P90,6:F2} ms, p99 {figures.P99,6:F2} ms, core {figures.Utilization:P0}, stolen {figures.Stolen:P1}");
            }
        return found.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }
}

/// <summary>The servers of the comparison, all up at once; only the measured one works.</summary>
internal sealed class RelayServers(PostgresServer postgres, int rooms, CompareSettings settings) : IAsyncDisposable
{
    public const string Postgres = "Medzdrav, PostgreSQL";
    public const string Sqlite = "Medzdrav, SQLite";
    public const string Split = "Medzdrav, gateway and silo";
    public const string Bare = "bare SignalR";
    public const string SocketIo = "Socket.IO";
    private const string OnSqlite = "Storage__Database=Sqlite";

    private readonly List<RelayServer> _running = [];

    public async Task<IReadOnlyList<RelayServer>> StartAsync()
    {
        await AddAsync(Postgres, core => ProductRelay.StartAsync(Postgres, rooms, postgres, isSplit: false, core));
        await AddAsync(Bare, core => BareHubRelay.StartAsync(rooms, core));
        await AddAsync(Sqlite, core => ProductRelay.StartAsync(Sqlite, rooms, null, isSplit: false, core));
        await AddAsync(Split, core => ProductRelay.StartAsync(Split, rooms, postgres, isSplit: true, core));
        await AddAsync(SocketIo, core => SocketIoRelay.StartAsync(rooms, core));
        foreach (var variables in settings.Tries ?? [])
            _running.Add(await ProductRelay.StartAsync(variables, rooms, variables.Split(';').Contains(OnSqlite) ? null : postgres, isSplit: false, settings.ServerCore, variables));
        return _running;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _running)
            await server.DisposeAsync();
    }

    private async Task AddAsync(string name, Func<int, Task<RelayServer>> start)
    {
        if (settings.Among?.Any(name.Contains) ?? true)
            _running.Add(await start(settings.ServerCore));
    }
}
