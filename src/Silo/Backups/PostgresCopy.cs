using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Medzdrav.Contracts;
using Npgsql;

namespace Medzdrav.Silo;

/// <summary>Dumps of a PostgreSQL database in its custom format, made and read by its own programs.</summary>
internal sealed partial class PostgresCopy(StorageOptions options, TimeProvider clock) : IDatabaseCopy
{
    private const string Series = "Postgres";
    private static readonly string[] Needed = ["journal", "session", "audit_entry", "audit_head", "schema_version"];

    // The silos of the former cluster: a copy that is started elsewhere would call them.
    private static readonly string[] LeftOut = ["cluster_silo", "cluster_version"];

    /// <summary>The dump is made of the very snapshot in which schema, audit and documents were read.</summary>
    public Task<CopiedState> TakeAsync(BackupFolder folder, CancellationToken cancellation) => ReachedAsync(async () =>
    {
        await using var connection = await OpenAsync(cancellation);
        await connection.ExecuteAsync("SET idle_in_transaction_session_timeout = 0");
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var name = await connection.ExecuteScalarAsync<string>("SELECT pg_export_snapshot()");
        var state = await CopiedStates.ReadAsync(connection, Series, table => HasTableAsync(connection, table), clock.GetUtcNow());
        await folder.Create(BackupFolder.Dump).DisposeAsync();
        await PostgresTool.For(options.ConnectionString!, connection).RunAsync("pg_dump",
        [
            "--format=custom", "--no-owner", "--no-privileges", "--no-password", $"--snapshot={name}", $"--file={folder.PathOf(BackupFolder.Dump)}",
            .. LeftOut.Select(table => $"--exclude-table-data=public.{table}"),
        ], cancellation);
        return state;
    });

    public async Task CheckAsync(BackupFolder folder, BackupManifest manifest, ICollection<string> faults, CancellationToken cancellation)
    {
        var contents = await ToldAsync("--list", folder, faults, cancellation);
        if (contents is null)
            return;
        foreach (var table in Needed.Where(table => !contents.Contains($" TABLE DATA public {table} ", StringComparison.Ordinal)))
            faults.Add($"{BackupFolder.Dump} has no table {table}.");
        if (faults.Count > 0)
            return;
        // The dump of a table is read where it stands, without any server; with it everything before it.
        var head = await ToldAsync("--table=audit_head", folder, faults, cancellation);
        var end = head is null ? null : AuditEnd().Match(head) is { Success: true } found ? $"{found.Groups[1].Value} {found.Groups[2].Value}" : "";
        if (end is not null && manifest.AuditEnd?.EndsWith(' ' + end, StringComparison.Ordinal) != true)
            faults.Add($"audit: the chain ends at {end} in {BackupFolder.Dump}, and {BackupFolder.ManifestName} says otherwise.");
        var scripts = await ToldAsync("--table=schema_version", folder, faults, cancellation);
        if (scripts?.Contains($"\t{manifest.Schema[0]}\t", StringComparison.Ordinal) == false)
            faults.Add($"{BackupFolder.Dump} does not have the schema {manifest.Schema[0]} that {BackupFolder.ManifestName} names.");
    }

    public Task EnsureFreeAsync(BackupManifest manifest, bool replace, CancellationToken cancellation) => ReachedAsync(async () =>
    {
        await using var connection = await OpenAsync(cancellation);
        var name = new NpgsqlConnectionStringBuilder(options.ConnectionString).Database;
        var tables = await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')");
        if (tables == 0)
            return true;
        if (!replace)
            throw new BackupException($"The database {name} is not empty. Restore into an empty one, or give --replace to lose what is in it.");
        // A table that the dump does not have would stay, and be in the way of the next version.
        if (!await HasTableAsync(connection, "schema_version") || string.CompareOrdinal(await CopiedStates.LastScriptAsync(connection, Series), manifest.Schema[0]) > 0)
            throw new BackupException($"The database {name} is of a newer version than the backup, or of another program. Restore into an empty one.");
        var others = await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'");
        return others == 0
            ? true
            : throw new BackupException(string.Create(CultureInfo.InvariantCulture, $"{others} connections to the database {name} are open. Stop all silos, and restore then."));
    });

    public Task RestoreAsync(BackupFolder folder, bool replace, CancellationToken cancellation) => ReachedAsync(async () =>
    {
        var database = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        var named = (database.Database ?? database.Username ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        string[] first = replace ? ["--clean", "--if-exists"] : [];
        await PostgresTool.For(options.ConnectionString!).RunAsync("pg_restore",
            ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-password", $"--dbname=dbname='{named}'", .. first, folder.PathOf(BackupFolder.Dump)], cancellation);
        // Without it the first questions are planned as for empty tables.
        await using var connection = await OpenAsync(cancellation);
        return await connection.ExecuteAsync("ANALYZE", commandType: CommandType.Text);
    });

    private static async Task<string?> ToldAsync(string about, BackupFolder folder, ICollection<string> faults, CancellationToken cancellation)
    {
        try
        {
            string[] data = about == "--list" ? [] : ["--data-only", "--file=-"];
            return await PostgresTool.Offline.RunAsync("pg_restore", [about, .. data, folder.PathOf(BackupFolder.Dump)], cancellation);
        }
        catch (BackupException broken)
        {
            faults.Add($"{BackupFolder.Dump}: {broken.Message}");
            return null;
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(PostgresDatabase.ConnectionStringOf(options)) { CommandTimeout = 0, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private static async Task<bool> HasTableAsync(NpgsqlConnection connection, string table) =>
        await connection.ExecuteScalarAsync<bool>("SELECT to_regclass('public.' || @table) IS NOT NULL", new { table });

    private static async Task<T> ReachedAsync<T>(Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (NpgsqlException why) when (why is not PostgresException || PostgresDatabase.IsAway(why))
        {
            throw new StorageUnavailableException("PostgreSQL does not answer at the address in Storage:ConnectionString. Start it, or correct the address.", why);
        }
        catch (PostgresException refused)
        {
            throw new BackupException($"PostgreSQL refuses: {refused.MessageText}", refused);
        }
    }

    [GeneratedRegex(@"^1\t(\d+)\t\\\\x([0-9a-f]{64})$", RegexOptions.Multiline)]
    private static partial Regex AuditEnd();
}
