using System.Text;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Medzdrav.Tests.Storage;

/// <summary>A platform with a session, an audit entry and a document, and empty places into which its backups are restored.</summary>
internal sealed class BackupPlace : IAsyncDisposable
{
    public static readonly SessionId Session = new("session-of-the-backup");
    private readonly DirectoryInfo folder;

    private BackupPlace(DirectoryInfo folder, StorageFixture storage) => (this.folder, Storage) = (folder, storage);

    public StorageFixture Storage { get; }

    public DatabaseKind Kind => Storage.Options.Database;

    public string Backup => Path.Combine(folder.FullName, "backup");

    /// <summary>The copy of the records.</summary>
    public string Copy => In(Kind == DatabaseKind.Postgres ? "medzdrav.dump" : "medzdrav.db");

    /// <summary>The sealed file of the document's form that came.</summary>
    public string Original => Directory.EnumerateFiles(In("documents"), "original", SearchOption.AllDirectories).Single();

    /// <summary>The same in its own place.</summary>
    public string Stored => Directory.EnumerateFiles(Path.Combine(folder.FullName, "documents"), "original", SearchOption.AllDirectories).Single();

    public string KeyFile => Path.Combine(folder.FullName, "documents.key");

    public static async Task<BackupPlace> CreateAsync(DatabaseKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("medzdrav-backup-");
        var place = new BackupPlace(folder, await StorageFixture.CreateAsync(kind, settings: Files(folder.FullName)));
        var services = place.Storage.Services;
        await services.GetRequiredService<IJournal>().AppendAsync(Sample.Commit(Session, payload: "Здравствуйте", records: [Sample.Audit(new StaffId("s1"))]));
        await AuditTrail.SealAsync(services.GetRequiredService<IAuditSeals>());
        await place.AddDocumentAsync();
        return place;
    }

    public string In(string file) => Path.Combine([Backup, .. file.Split('/')]);

    public Task<BackupMade> TakeAsync(bool withKeys = false) => Backups().TakeAsync(Backup, withKeys, TestContext.Current.CancellationToken);

    public Task<IReadOnlyList<string>> VerifyAsync() => Silo.Backups.VerifyAsync(Backup, TestContext.Current.CancellationToken);

    public Backups Backups() => Storage.Services.GetRequiredService<Backups>();

    /// <summary>The settings of an empty place.</summary>
    public async Task<Dictionary<string, string?>> EmptyAsync()
    {
        var place = folder.CreateSubdirectory(Sample.Id()).FullName;
        var settings = new Dictionary<string, string?>(Files(place)) { ["Storage:Database"] = Kind.ToString(), ["Storage:DataDirectory"] = Path.Combine(place, "data") };
        if (Kind == DatabaseKind.Postgres)
            settings["Storage:ConnectionString"] = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        return settings;
    }

    /// <summary>Restores into a place.</summary>
    public Task<BackupRestored> RestoreAsync(Dictionary<string, string?> settings, bool replace = false) => AtAsync(settings, services =>
        services.GetRequiredService<Backups>().RestoreAsync(Backup, replace, TestContext.Current.CancellationToken));

    /// <summary>Uses the storage of a place, and closes it.</summary>
    public static async Task<T> AtAsync<T>(Dictionary<string, string?> settings, Func<IServiceProvider, Task<T>> use)
    {
        await using var services = new ServiceCollection().AddLogging().AddStorage(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        return await use(services);
    }

    /// <summary>Does what a start does to a database first.</summary>
    public static Task StartAsync(Dictionary<string, string?> settings) => AtAsync(settings, async services =>
    {
        await SchemaUpgrade.ApplyAsync(services.GetRequiredService<IOptions<StorageOptions>>().Value);
        return true;
    });

    /// <summary>The texts of the session in a place.</summary>
    public static Task<string[]> TextsAsync(Dictionary<string, string?> settings) => AtAsync<string[]>(settings, async services =>
        [.. (await services.GetRequiredService<IJournal>().ReadAsync(Session)).Select(Sample.Text)]);

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static Dictionary<string, string?> Files(string place) =>
        new() { ["Files:Directory"] = Path.Combine(place, "documents"), ["Files:KeyFile"] = Path.Combine(place, "documents.key"), ["Staff:KeyFile"] = Path.Combine(place, "staff.key") };

    /// <summary>As an upload ends: the bytes first, then the row.</summary>
    private async Task AddDocumentAsync()
    {
        var document = new DocumentId(Sample.Id());
        await Storage.Services.GetRequiredService<IFiles>().WriteAsync(DocumentRecord.FileOf(document, DocumentForm.Original), Encoding.UTF8.GetBytes("Анализ"));
        await using var connection = await Storage.ConnectAsync();
        await connection.ExecuteAsync(
            "INSERT INTO document (id, patient, account, added_by, name, kind, bytes, locked, sha256, added_at) VALUES (@id, 'p', 'a', 'a', 'анализ.pdf', 'pdf', 12, @no, 'd', @at)",
            new { id = document.Value, no = false, at = Sample.Now });
    }
}
