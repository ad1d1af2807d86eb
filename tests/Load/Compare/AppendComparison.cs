using System.Globalization;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>The durable append: the journal as sessions use it, against PostgreSQL's own <c>pgbench</c> and bare SQLite inserts of the same size.</summary>
internal sealed class AppendComparison
{
    private static readonly int[] Clients = [1, 8, 32, 128];

    // A disk that is busy with others' work costs a round, not the run.
    private static readonly Dictionary<string, string?> Patient = new() { ["Storage:Patience"] = "00:00:30" };
    private readonly CompareSettings _settings;
    private readonly List<Figure> _figures = [];

    private AppendComparison(CompareSettings settings) => _settings = settings;

    public static async Task<Comparison> RunAsync(CompareSettings settings)
    {
        var comparison = new AppendComparison(settings);
        var fsync = await PgBench.FsyncAsync();
        // Both sides' clients on one core, PostgreSQL on the other.
        using (CorePinning.ThisProcess(settings.ClientCore))
        {
            await comparison.PostgresAsync();
            await comparison.SqliteAsync();
        }
        return new("Durable append", comparison._figures,
        [
            $"pg_test_fsync, fdatasync of 8 KiB: {fsync}",
            string.Create(CultureInfo.InvariantCulture, $"A message of {AppendSessions.PayloadLength} bytes a commit; a session or client sends the next when the last is durable. The session is opened before the clock runs."),
            "Both clients pinned to one core, PostgreSQL with fsync on the other; pgbench: prepared statements, one thread, a table with one key. SQLite: both in this process, synchronous = FULL, one core for all.",
            "CPU is of whole processes: pgbench's side is a C program that decides nothing.",
        ]);
    }

    private async Task PostgresAsync()
    {
        await using var server = await PostgresServer.StartNewAsync(durable: true, maxConnections: 300);
        using var pinned = CorePinning.Tree(server.ProcessId, _settings.ServerCore);
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres, server, Patient);
        var peer = await PgBench.CreateAsync(server);
        foreach (var clients in Clients)
        {
            var (ours, theirs) = (new List<AppendRate>(), new List<AppendRate>());
            await RoundsAsync(async () =>
            {
                await peer.CheckpointAsync();
                ours.Add(await AppendSessions.MeasureAsync(storage, clients, _settings.Seconds, server.ProcessId));
                await peer.CheckpointAsync();
                theirs.Add(await peer.MeasureAsync(clients, _settings));
            });
            Add("PostgreSQL", clients, "pgbench", ours, theirs, clients >= 32 ? Target.AtLeast(2) : null);
            Add("PostgreSQL's CPU", clients, "pgbench", ours, theirs, rate => rate.ServerMicroseconds);
        }
    }

    private async Task SqliteAsync()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Sqlite, settings: Patient);
        foreach (var clients in Clients)
        {
            var (ours, theirs) = (new List<AppendRate>(), new List<AppendRate>());
            await RoundsAsync(async () =>
            {
                ours.Add(await AppendSessions.MeasureAsync(storage, clients, _settings.Seconds));
                theirs.Add(await SqliteInserts.MeasureAsync(_settings.Seconds));
            });
            Add("SQLite", clients, "one row a transaction", ours, theirs, target: null);
        }
    }

    private async Task RoundsAsync(Func<Task> round)
    {
        for (var i = 0; i < _settings.Rounds; i++)
            await round();
    }

    private void Add(string database, int clients, string peer, List<AppendRate> ours, List<AppendRate> theirs, Target? target)
    {
        _figures.Add(new($"{database}, {clients} clients", "commits/s", Values(ours, rate => rate.PerSecond), peer, Values(theirs, rate => rate.PerSecond), target));
        Add($"{database}, the client's CPU", clients, peer, ours, theirs, rate => rate.ClientMicroseconds);
    }

    private void Add(string what, int clients, string peer, List<AppendRate> ours, List<AppendRate> theirs, Func<AppendRate, double> value) =>
        _figures.Add(new($"{what}, {clients} clients", "µs/commit", Values(ours, value), peer, Values(theirs, value)));

    private static double[] Values(List<AppendRate> rates, Func<AppendRate, double> value) => [.. rates.Select(value)];
}

/// <summary>A measurement of appends.</summary>
/// <param name="PerSecond">Durable commits a second.</param>
/// <param name="ClientMicroseconds">The client's CPU a commit; on SQLite all of it.</param>
/// <param name="ServerMicroseconds">PostgreSQL's CPU a commit.</param>
internal readonly record struct AppendRate(double PerSecond, double ClientMicroseconds, double ServerMicroseconds);
