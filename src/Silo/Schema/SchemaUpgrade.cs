using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Sqlite.Helpers;
using Medzdrav.Contracts;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Silo;

/// <summary>Brings the database to this program's schema: numbered scripts, each in a transaction, each once; and its keys to this program's folding.</summary>
public static class SchemaUpgrade
{
    /// <summary>Makes the files or tables that are missing. Nodes that start together take turns.</summary>
    /// <param name="options">Where.</param>
    /// <param name="cancellation">Gives up waiting for another node.</param>
    /// <exception cref="SchemaTooNewException">The database was changed by a newer program; nothing was touched.</exception>
    /// <exception cref="DataDirectoryException">The folder of the SQLite files can't be written.</exception>
    /// <exception cref="StorageUnavailableException">PostgreSQL does not answer.</exception>
    public static Task ApplyAsync(StorageOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Database == DatabaseKind.Postgres ? PostgresAsync(options, cancellation) : Task.Run(() => SqliteAsync(options), cancellation);
    }

    /// <summary>Whether this program has a script; a newer one has more.</summary>
    internal static bool Knows(string script) => typeof(SchemaUpgrade).Assembly.GetManifestResourceInfo(script) is not null;

    private static async Task PostgresAsync(StorageOptions options, CancellationToken cancellation)
    {
        try
        {
            await using var turn = await StartTurn.TakeAsync(options, cancellation);
            await Task.Run(() => Upgrade(DeployChanges.To.PostgresqlDatabase(StartTurn.ConnectionStringOf(options)).JournalToPostgresqlTable("public", "schema_version"), "Postgres"), cancellation);
            await KeyFolding.ApplyAsync(turn.Connection!);
        }
        catch (Exception why) when (PostgresDatabase.IsAway(why))
        {
            throw new StorageUnavailableException("PostgreSQL does not answer at the address in Storage:ConnectionString. Start it, or correct the address.", why);
        }
    }

    private static async Task SqliteAsync(StorageOptions options)
    {
        try
        {
            MakeDirectory(options.DataDirectory);
            ApplyToFile(options.RecordsFile, "Sqlite");
            ApplyToFile(options.GrainsFile, "SqliteGrains");
            await using var records = new SqliteConnection(ConnectionStringOf(options.RecordsFile));
            await records.OpenAsync();
            await KeyFolding.ApplyAsync(records);
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException or SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY })
        {
            throw new DataDirectoryException($"The folder {Path.GetFullPath(options.DataDirectory)} can't be written. Make it writable, or set Storage:DataDirectory to another one.", why);
        }
    }

    /// <summary>Personal data: only for the account that the program runs as.</summary>
    private static void MakeDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Also in a folder that others may read; the database's log takes the same mode.</summary>
    private static FileStreamOptions OwnersOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void ApplyToFile(string file, string scripts)
    {
        using (new FileStream(file, OwnersOnly()))
        {
        }
        var connectionString = ConnectionStringOf(file);
        using (var connection = new SqliteConnection(connectionString))
            // Kept by the file; readers go on while the writer writes.
            connection.Execute("PRAGMA journal_mode = WAL");
        using var upgraded = new SqliteConnection(connectionString);
        upgraded.Open();
        upgraded.CreateFunction("conclusion_id", (string session, string doctor) => Grains.Conclusions.IdOf(new SessionId(session), new StaffId(doctor)).Value, isDeterministic: true);
        using var shared = new SharedConnection(upgraded);
        Upgrade(DeployChanges.To.SqliteDatabase(shared).JournalToSqliteTable("schema_version"), scripts);
    }

    private static string ConnectionStringOf(string file) => new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30, Pooling = false }.ConnectionString;

    private static void Upgrade(UpgradeEngineBuilder builder, string scripts)
    {
        var engine = builder.WithScripts(Scripts(scripts)).WithVariablesDisabled().WithTransactionPerScript().LogToNowhere().Build();
        if (engine.GetExecutedButNotDiscoveredScripts() is { Count: > 0 } unknown)
            throw new SchemaTooNewException($"The database was changed by a newer version of the program ({unknown[^1]}). Start that version, or restore a backup made before it.");
        var result = engine.PerformUpgrade();
        if (!result.Successful)
            throw new InvalidOperationException($"The schema script {result.ErrorScript?.Name} failed.", result.Error);
    }

    private static IEnumerable<SqlScript> Scripts(string folder)
    {
        var assembly = typeof(SchemaUpgrade).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new SqlScript(name, reader.ReadToEnd());
        }
    }
}
