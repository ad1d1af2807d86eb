using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Medzdrav.Tests.Support;

/// <summary>A throw-away PostgreSQL cluster on loopback. Gone when disposed, at the latest with the process; what a killed process left is removed by the next one.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Prefix = "medzdrav-pg-";
    private static readonly Lazy<Task<PostgresServer>> shared = new(() => StartNewAsync());
    private static readonly Lazy<string> binaries = new(FindBinaries);
    private readonly string directory;
    private readonly int port;
    private int databases;
    private bool running;
    private bool gone;

    private readonly bool durable;
    private readonly int maxConnections;

    private PostgresServer(string directory, int port, bool durable, int maxConnections) =>
        (this.directory, this.port, this.durable, this.maxConnections) = (directory, port, durable, maxConnections);

    /// <summary>The one of this process; stopped at its end.</summary>
    public static Task<PostgresServer> SharedAsync() => shared.Value;

    /// <summary>A server of one's own, for tests that stop and start it, or measure it.</summary>
    /// <param name="durable">Whether commits wait for the disk, as in production: tests need not, measurements must.</param>
    /// <param name="maxConnections">PostgreSQL's <c>max_connections</c>.</param>
    public static async Task<PostgresServer> StartNewAsync(bool durable = false, int maxConnections = 200)
    {
        await RemoveLeftoversAsync();
        var directory = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}"));
        await RunAsync("mkdir", "-m", "700", directory);
        await RunAsync(Binary("initdb"), "-D", Data(directory), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        var server = new PostgresServer(directory, Ports.Free(), durable, maxConnections);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        await server.StartAsync();
        return server;
    }

    /// <summary>Where it listens on loopback.</summary>
    public int Port => port;

    /// <summary>The process that all its others are children of.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Data(directory), "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // The name is made three lines above.
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Starts it (again), and waits until it takes connections.</summary>
    public async Task StartAsync()
    {
        var settings = string.Create(CultureInfo.InvariantCulture, $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={directory} -c max_connections={maxConnections} -c fsync={(durable ? "on" : "off")}");
        await RunAsync(Binary("pg_ctl"), "start", "-w", "-D", Data(directory), "-l", Path.Combine(directory, "log"), "-o", settings);
        running = true;
    }

    /// <summary>Stops it and cuts all connections.</summary>
    public Task StopAsync() => StopAsync("fast");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (gone)
            return;
        gone = true;
        // Nothing of it is kept, so it need not write down what it holds in memory.
        if (running)
            await StopAsync("immediate");
        await RunAsync("rm", "-rf", directory);
    }

    /// <summary>Ends the one of this process, if there is one.</summary>
    public static async ValueTask EndSharedAsync()
    {
        if (shared.IsValueCreated)
            await (await shared.Value).DisposeAsync();
    }

    private async Task StopAsync(string mode)
    {
        running = false;
        await RunAsync(Binary("pg_ctl"), "stop", "-w", "-m", mode, "-D", Data(directory));
    }

    private static string Data(string directory) => Path.Combine(directory, "data");

    private string ConnectionString(string database) => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database={database}");

    private static async Task RemoveLeftoversAsync()
    {
        foreach (var left in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var owner = Path.GetFileName(left)[Prefix.Length..].Split('-')[0];
            if (IsRunning(owner))
                continue;
            await TryRunAsync(Binary("pg_ctl"), "stop", "-m", "immediate", "-D", Data(left));
            await TryRunAsync("rm", "-rf", left);
        }
    }

    private static bool IsRunning(string id)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Where one of PostgreSQL's programs is.</summary>
    public static string Binary(string name) => Path.Combine(binaries.Value, name);

    private static string FindBinaries()
    {
        const string packaged = "/usr/lib/postgresql";
        var folders = Directory.Exists(packaged)
            ? Directory.EnumerateDirectories(packaged).OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0).Select(version => Path.Combine(version, "bin"))
            : [];
        return folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL's initdb is neither in /usr/lib/postgresql/*/bin nor in PATH.");
    }

    private static async Task RunAsync(params string[] command)
    {
        var (exitCode, output) = await TryRunAsync(command);
        if (exitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} failed: {output}");
    }

    private static async Task<(int ExitCode, string Output)> TryRunAsync(params string[] command)
    {
        // PostgreSQL refuses to run as root.
        string[] whole = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", .. command] : command;
        var start = new ProcessStartInfo(whole[0], whole[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + errors);
    }
}
