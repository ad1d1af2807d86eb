using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Medzdrav.Tests.Support;
using Npgsql;

namespace Medzdrav.Tests.Load;

/// <summary>PostgreSQL's own load generator: each client inserts one row a transaction, by a prepared statement.</summary>
internal sealed partial class PgBench
{
    private const string Script = "INSERT INTO peer_append (session, at, payload) VALUES (:client_id, now(), :payload::bytea);\n";
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(1);
    private readonly PostgresServer _server;
    private readonly string _connectionString;

    private PgBench(PostgresServer server, string connectionString) => (_server, _connectionString) = (server, connectionString);

    public static async Task<PgBench> CreateAsync(PostgresServer server)
    {
        var bench = new PgBench(server, await server.CreateDatabaseAsync());
        await bench.ExecuteAsync("CREATE TABLE peer_append (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, session text NOT NULL, at timestamptz NOT NULL, payload bytea NOT NULL)");
        return bench;
    }

    /// <summary>The time that the disk takes: the line of <c>pg_test_fsync</c> for fdatasync.</summary>
    public static async Task<string> FsyncAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var output = await RunAsync(new ProcessStartInfo(PostgresServer.Binary("pg_test_fsync"), ["-s", "1", "-f", file]));
        File.Delete(file);
        return FsyncLine().Match(output).Groups[1].Value;
    }

    public Task CheckpointAsync() => ExecuteAsync("CHECKPOINT");

    public async Task<AppendRate> MeasureAsync(int clients, CompareSettings settings)
    {
        var (script, length) = (Path.GetTempFileName(), TimeSpan.FromSeconds(settings.Seconds));
        await File.WriteAllTextAsync(script, Script);
        var database = new NpgsqlConnectionStringBuilder(_connectionString);
        await using var bench = ServerProcess.Start(settings.ClientCore.ToString(CultureInfo.InvariantCulture), new Dictionary<string, string>(),
            PostgresServer.Binary("pgbench"), "-n", "-M", "prepared", "-f", script, "-h", database.Host!, "-p", Text(database.Port), "-U", database.Username!,
            "-c", Text(clients), "-j", "1", "-T", Text(settings.Seconds + 2), "-D", "payload=" + Payload(), database.Database!);
        // Its clients are connected by then.
        await Task.Delay(Connecting, TimeProvider.System);
        var window = new CpuWindow(bench.Id, _server.ProcessId);
        var began = await StoredAsync();
        await Task.Delay(length, TimeProvider.System);
        var rate = window.At((await StoredAsync() - began) / window.Seconds);
        File.Delete(script);
        return bench.HasEnded ? throw new InvalidOperationException(bench.Output) : rate;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Payload() => "\\x" + Convert.ToHexStringLower(new byte[AppendSessions.PayloadLength]);

    /// <summary>Rows so far: the key counts them, gaps are left by failures only.</summary>
    private async Task<long> StoredAsync()
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT last_value FROM peer_append_id_seq", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // This file's own statements.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    [GeneratedRegex(@"^\s+fdatasync\s+(\S.*\S)\s*$", RegexOptions.Multiline)]
    private static partial Regex FsyncLine();
}
