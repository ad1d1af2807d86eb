using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Medzdrav.Silo;

/// <summary>PostgreSQL's own programs. Nothing secret stands on their command lines, which other users of the machine can read: the connection is in their environment.</summary>
internal sealed class PostgresTool(Dictionary<string, string> environment)
{
    private const string Packaged = "/usr/lib/postgresql";

    /// <summary>For work without a server.</summary>
    public static PostgresTool Offline { get; } = new([]);

    /// <summary>For work on the database of a connection string.</summary>
    /// <param name="connectionString">Npgsql's.</param>
    /// <param name="server">A connection to the one of several servers that is meant, or null.</param>
    public static PostgresTool For(string connectionString, NpgsqlConnection? server = null)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        var all = new Dictionary<string, string?>
        {
            ["PGHOST"] = server?.Host ?? given.Host,
            ["PGPORT"] = (server?.Port ?? given.Port).ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = given.Username,
            ["PGDATABASE"] = given.Database ?? given.Username,
            ["PGPASSWORD"] = given.Password,
            ["PGPASSFILE"] = given.Passfile,
            ["PGSSLMODE"] = given.SslMode switch
            {
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                var mode => mode.ToString().ToLowerInvariant(),
            },
            ["PGSSLROOTCERT"] = given.RootCertificate,
            ["PGSSLCERT"] = given.SslCertificate,
            ["PGSSLKEY"] = given.SslKey,
            ["PGAPPNAME"] = "medzdrav backup",
        };
        return new PostgresTool(all.Where(pair => !string.IsNullOrEmpty(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value!));
    }

    /// <summary>Runs one to its end.</summary>
    /// <returns>Its standard output.</returns>
    /// <exception cref="BackupException">There is no such program on this machine, or it failed: its last line says why.</exception>
    public async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Find(program), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        // Messages in English, as the program's own are.
        start.Environment["LC_MESSAGES"] = "C";
        using var process = Process.Start(start) ?? throw new BackupException($"{program} did not start.");
        process.StandardInput.Close();
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? await output : throw new BackupException($"{program} failed: {WhyOf(await errors)}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Finds a program: first where the operator's shell would, then where Debian keeps all versions, the newest first.</summary>
    private static string Find(string program)
    {
        var name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        var packaged = Directory.Exists(Packaged)
            ? Directory.EnumerateDirectories(Packaged).OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
            : Enumerable.Empty<string>();
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(packaged.Select(version => Path.Combine(version, "bin"))).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new BackupException($"{program} is neither in PATH nor in {Packaged}/*/bin. Install PostgreSQL's client programs, of the server's version or newer.");
    }

    /// <summary>The first error, and its details: the program goes on with what it was about to do.</summary>
    private static string WhyOf(string errors) => string.Join(' ', errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .SkipWhile(line => !line.Contains("error:", StringComparison.Ordinal)).DefaultIfEmpty(errors.Trim()).Take(2));
}
