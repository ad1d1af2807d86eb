using Medzdrav.Grains;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Medzdrav.Silo;

/// <summary>Backups of all that the platform keeps: the database, and the sealed files of documents.</summary>
public sealed class Backups
{
    private readonly IDatabaseCopy _database;
    private readonly DocumentPlace _documents;
    private readonly StorageOptions _storage;
    private readonly string? _staffKeys;

    internal Backups(IOptions<StorageOptions> storage, IOptions<FileStoreOptions> files, IOptions<StaffOptions> staff, TimeProvider clock)
    {
        _storage = storage.Value;
        _documents = DocumentPlace.Of(files.Value, _storage);
        _staffKeys = staff.Value.Keys is { Length: > 0 } ? null : SecretBox.FileOf(staff.Value, _storage);
        _database = Copier(_storage, clock);
    }

    /// <summary>Copies everything as it stands now, beside a running server.</summary>
    /// <param name="folder">A new or empty folder.</param>
    /// <param name="withKeys">Whether the keys of documents and of second factors are copied, too: then whoever has the backup reads the documents.</param>
    /// <param name="cancellation">Gives up, and leaves the folder empty.</param>
    /// <exception cref="BackupException">It can't be done; the message says why.</exception>
    public async Task<BackupMade> TakeAsync(string folder, bool withKeys, CancellationToken cancellation = default)
    {
        var place = new BackupFolder(folder);
        place.Make();
        var isMade = false;
        try
        {
            var made = await WrittenAsync(() => new BackupTaking(place, _database, _documents, _staffKeys).RunAsync(_storage.Database, withKeys, cancellation));
            isMade = true;
            return made;
        }
        finally
        {
            if (!isMade)
                place.Empty();
        }
    }

    /// <summary>Looks whether a backup is whole and this program can restore it, without any database.</summary>
    /// <param name="folder">The folder of the backup.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The faults, in English, for the console; none where it is whole.</returns>
    /// <exception cref="BackupException">There is no such folder.</exception>
    public static async Task<IReadOnlyList<string>> VerifyAsync(string folder, CancellationToken cancellation = default)
    {
        var place = new BackupFolder(folder);
        if (!Directory.Exists(place.Root))
            throw new BackupException($"There is no folder {place.Root}.");
        try
        {
            var manifest = place.ReadManifest();
            return await new BackupCheck(place, manifest).RunAsync(Copier(new StorageOptions { Database = manifest.Database }, TimeProvider.System), cancellation);
        }
        catch (BackupException broken)
        {
            return [broken.Message];
        }
    }

    /// <summary>Brings a backup back. It is looked at as a whole first, and nothing is touched where it is not whole.</summary>
    /// <param name="folder">The folder of the backup.</param>
    /// <param name="replace">Whether a database that stands in the place is given up.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BackupException">It can't be done; the message says why.</exception>
    public async Task<BackupRestored> RestoreAsync(string folder, bool replace, CancellationToken cancellation = default)
    {
        var place = new BackupFolder(folder);
        var faults = await VerifyAsync(folder, cancellation);
        return faults.Count > 0
            ? new BackupRestored(faults, [])
            : await WrittenAsync(() => new BackupRestore(place, place.ReadManifest(), _database, _documents, _staffKeys).RunAsync(_storage.Database, replace, cancellation));
    }

    private static async Task<T> WrittenAsync<T>(Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new BackupException($"It can't be written or read: {why.Message}", why);
        }
    }

    private static IDatabaseCopy Copier(StorageOptions storage, TimeProvider clock) =>
        storage.Database == DatabaseKind.Postgres ? new PostgresCopy(storage, clock) : new SqliteCopy(storage, clock);
}

/// <summary>A backup that was made.</summary>
/// <param name="At">The instant that it shows.</param>
/// <param name="DatabaseBytes">How long the copies of the database are.</param>
/// <param name="DocumentFiles">How many files of documents it has.</param>
/// <param name="DocumentBytes">How long they are together.</param>
/// <param name="MissingFiles">How many files of documents the database names that were not in their place, or were no sealed files.</param>
/// <param name="Remarks">Remarks for the operator, in English.</param>
/// <param name="Digest">The digest of its list, in hexadecimal: kept elsewhere, it shows that nobody changed the backup.</param>
public sealed record BackupMade(DateTimeOffset At, long DatabaseBytes, int DocumentFiles, long DocumentBytes, int MissingFiles, IReadOnlyList<string> Remarks, string Digest);

/// <summary>The outcome of a restore.</summary>
/// <param name="Faults">The faults of the backup: where there are any, nothing was touched.</param>
/// <param name="Next">Advice on what to do next, in English.</param>
public sealed record BackupRestored(IReadOnlyList<string> Faults, IReadOnlyList<string> Next);
