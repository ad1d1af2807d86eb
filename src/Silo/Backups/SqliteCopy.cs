using Dapper;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Silo;

/// <summary>Copies of both SQLite files, by SQLite's own way of copying a file in use.</summary>
internal sealed class SqliteCopy(StorageOptions options, TimeProvider clock) : IDatabaseCopy
{
    private const string RecordsSeries = "Sqlite";
    private const string GrainsSeries = "SqliteGrains";

    /// <summary>The state of grains comes first: it names accounts and sessions, and the records, copied later, have all of them.</summary>
    public async Task<CopiedState> TakeAsync(BackupFolder folder, CancellationToken cancellation)
    {
        if (!File.Exists(options.RecordsFile) || !File.Exists(options.GrainsFile))
            throw new BackupException($"There is no database in {Path.GetFullPath(options.DataDirectory)}. Name its folder: --Storage:DataDirectory=FOLDER.");
        var at = clock.GetUtcNow();
        await Task.Run(() => Copy(options.GrainsFile, folder, BackupFolder.Grains), cancellation);
        await Task.Run(() => Copy(options.RecordsFile, folder, BackupFolder.Records), cancellation);
        await using var grains = await OpenAsync(folder.PathOf(BackupFolder.Grains), cancellation);
        await using var records = await OpenAsync(folder.PathOf(BackupFolder.Records), cancellation);
        var state = await CopiedStates.ReadAsync(records, RecordsSeries, table => HasTableAsync(records, table), at);
        return state with { Schema = [.. state.Schema, await CopiedStates.LastScriptAsync(grains, GrainsSeries)] };
    }

    public async Task CheckAsync(BackupFolder folder, BackupManifest manifest, ICollection<string> faults, CancellationToken cancellation)
    {
        foreach (var file in new[] { BackupFolder.Records, BackupFolder.Grains })
            try
            {
                await using var connection = await OpenAsync(folder.PathOf(file), cancellation);
                foreach (var line in (await connection.QueryAsync<string>("PRAGMA integrity_check(20)")).Where(line => line != "ok"))
                    faults.Add($"{file}: {line}");
            }
            catch (SqliteException broken)
            {
                faults.Add($"{file} can't be read: {broken.Message}");
            }
        if (faults.Count > 0)
            return;
        await using var records = await OpenAsync(folder.PathOf(BackupFolder.Records), cancellation);
        var state = await CopiedStates.ReadAsync(records, RecordsSeries, table => HasTableAsync(records, table), manifest.At);
        if (!manifest.Schema.Contains(state.Schema[0]))
            faults.Add($"{BackupFolder.Records} has the schema {state.Schema[0]}, and {BackupFolder.ManifestName} names {string.Join(", ", manifest.Schema)}.");
        var there = manifest.Files.Select(file => file.Path).ToHashSet();
        foreach (var document in state.Documents.Except(manifest.Missing))
            if (!there.Contains($"{BackupFolder.Documents}/{document}") && manifest.Documents != DocumentPlace.None)
                faults.Add($"The document's file {document} is in the database and not in the backup.");
        if (state.AuditEnd is { } end)
            await CheckChainAsync(folder, manifest, end, faults, cancellation);
    }

    public Task EnsureFreeAsync(BackupManifest manifest, bool replace, CancellationToken cancellation)
    {
        foreach (var file in new[] { options.RecordsFile, options.GrainsFile })
            if (File.Exists(file))
            {
                if (!replace)
                    throw new BackupException($"{Path.GetFullPath(file)} is there already. Restore into an empty folder, or give --replace to lose what is in it.");
                EnsureUnused(file);
            }
        return Task.CompletedTask;
    }

    /// <summary>Both files lie beside their places, whole, before the first takes its place.</summary>
    public Task RestoreAsync(BackupFolder folder, bool replace, CancellationToken cancellation) => Task.Run(() =>
    {
        BackupFolder.MakeFolder(Path.GetFullPath(options.DataDirectory));
        (string From, string To)[] files = [(BackupFolder.Grains, options.GrainsFile), (BackupFolder.Records, options.RecordsFile)];
        try
        {
            foreach (var (from, to) in files)
            {
                File.Delete(Beside(to));
                using var source = File.OpenRead(folder.PathOf(from));
                using var target = BackupFolder.CreateFile(Beside(to));
                source.CopyTo(target);
                target.Flush(flushToDisk: true);
            }
            foreach (var (_, to) in files)
            {
                // The log of a former file would be played over the new one.
                File.Delete(to + "-wal");
                File.Delete(to + "-shm");
                File.Move(Beside(to), to, overwrite: replace);
            }
        }
        finally
        {
            foreach (var (_, to) in files)
                File.Delete(Beside(to));
        }
    }, cancellation);

    private static string Beside(string file) => file + ".restored";

    private static void Copy(string file, BackupFolder folder, string name)
    {
        folder.Create(name).Dispose();
        using (var source = new SqliteConnection(ConnectionStringOf(file, SqliteOpenMode.ReadWrite)))
        using (var target = new SqliteConnection(ConnectionStringOf(folder.PathOf(name), SqliteOpenMode.ReadWrite)))
        {
            source.Open();
            target.Open();
            source.BackupDatabase(target);
            // Without a log of its own the copy is one file, and is read without being touched.
            target.Execute("PRAGMA journal_mode = DELETE");
        }
        using var written = new FileStream(folder.PathOf(name), FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    /// <summary>A log that stays after the file was opened and closed belongs to somebody else who has it open.</summary>
    private static void EnsureUnused(string file)
    {
        try
        {
            using var connection = new SqliteConnection(ConnectionStringOf(file, SqliteOpenMode.ReadWrite));
            connection.Open();
            connection.Execute("BEGIN IMMEDIATE; ROLLBACK");
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT)
        {
            // A spoilt file is what a backup is restored for; nobody can be at work on it.
            return;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            throw InUse(file, busy);
        }
        if (File.Exists(file + "-wal"))
            throw InUse(file);
    }

    private static BackupException InUse(string file, Exception? why = null) =>
        new($"{Path.GetFullPath(file)} is in use. Stop the server, and restore then.", why!);

    private async Task CheckChainAsync(BackupFolder folder, BackupManifest manifest, KeptHead end, ICollection<string> faults, CancellationToken cancellation)
    {
        await using var kept = new KeptFile(ConnectionStringOf(folder.PathOf(BackupFolder.Records), SqliteOpenMode.ReadOnly));
        var findings = await new AuditCheck(kept, clock).WalkAsync(manifest.AuditHead is { } head ? [head] : [], cancellation);
        foreach (var fault in findings.Faults)
            faults.Add($"audit: {fault}");
        if (end.Line != manifest.AuditEnd)
            faults.Add($"audit: the chain ends at {end.Number} {end.Hash}, and {BackupFolder.ManifestName} says otherwise.");
    }

    private static async Task<SqliteConnection> OpenAsync(string file, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(ConnectionStringOf(file, SqliteOpenMode.ReadOnly));
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private static async Task<bool> HasTableAsync(SqliteConnection connection, string table) =>
        await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = @table", new { table }) > 0;

    private static string ConnectionStringOf(string file, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, DefaultTimeout = 30, Pooling = false }.ConnectionString;
}
