using System.Text;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

/// <summary>Backups of both databases: what is in them, what is found when they are spoilt, and where they may be restored.</summary>
public abstract class BackupTests(DatabaseKind kind) : IAsyncLifetime
{
    private BackupPlace place = null!;

    public async ValueTask InitializeAsync() => place = await BackupPlace.CreateAsync(kind);

    public async ValueTask DisposeAsync()
    {
        await place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_backup_is_whole_and_brings_everything_back()
    {
        var made = await place.TakeAsync(withKeys: true);
        Assert.Equal((1, 0), (made.DocumentFiles, made.MissingFiles));
        Assert.Equal([], await place.VerifyAsync());

        var there = await place.EmptyAsync();
        Assert.Equal([], (await place.RestoreAsync(there)).Faults);

        await BackupPlace.StartAsync(there);
        Assert.Equal(["Здравствуйте"], await BackupPlace.TextsAsync(there));
        var file = "documents/" + Path.GetRelativePath(Path.Combine(place.In("documents"), "documents"), place.Original).Replace('\\', '/');
        Assert.Equal("Анализ", Encoding.UTF8.GetString((await BackupPlace.AtAsync(there, services => services.GetRequiredService<IFiles>().ReadAsync(file, 0, 100)))!));
        var kept = KeptHead.Read([await File.ReadAllTextAsync(place.In("manifest.json"))]);
        var findings = await BackupPlace.AtAsync(there, services => services.GetRequiredService<AuditCheck>().RunAsync(kept));
        Assert.Equal([], findings.Faults);
        Assert.Equal((1, 1L), (findings.Compared, findings.End!.Number));
    }

    [Fact]
    public async Task A_backup_is_whole_while_documents_are_erased_and_their_chain_of_entries_too()
    {
        var services = place.Storage.Services;
        var (erasures, later) = (services.GetRequiredService<IErasures>(), RetentionPlace.Limits(Sample.Now.AddYears(4)));
        Assert.Equal((1, false), await erasures.EraseAsync(Erasable.Documents, later));
        // A crash: the files have gone, and what is known of them has not.
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(place.Stored)!))
            File.Delete(file);

        Assert.Equal((0, 0), await place.TakeAsync() is var made ? (made.DocumentFiles, made.MissingFiles) : default);
        Assert.Equal([], await place.VerifyAsync());

        Directory.Delete(place.Backup, recursive: true);
        Assert.Equal((1, false), await erasures.EraseAsync(Erasable.Files, later with { Now = later.Now.AddDays(1) }));
        await AuditTrail.SealAsync(services.GetRequiredService<IAuditSeals>());
        await place.TakeAsync();
        Assert.Equal([], await place.VerifyAsync());
    }

    [Fact]
    public async Task Without_the_keys_the_operator_reads_which_one_the_documents_need()
    {
        var key = (await File.ReadAllTextAsync(place.KeyFile)).Split(' ')[0];
        var made = await place.TakeAsync();
        Assert.False(Directory.Exists(place.In("keys")));
        Assert.Contains(made.Remarks, remark => remark.Contains(key, StringComparison.Ordinal) && remark.Contains("NOT in the backup", StringComparison.Ordinal));

        var restored = await place.RestoreAsync(await place.EmptyAsync());

        Assert.Contains(restored.Next, advice => advice.Contains($"sealed by the key {key}, which is not in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_is_spoilt_is_found_and_restores_nothing()
    {
        await place.TakeAsync();
        await SpoiltAsync(place.Copy, bytes => bytes[bytes.Length / 2] ^= 1, "was changed");
        await SpoiltAsync(place.Original, bytes => bytes[^1] ^= 1, "was changed");
        await SpoiltAsync(place.Copy, null, "bytes instead of");
        var (original, other) = (place.Original, place.Original + "-away");
        File.Move(original, other);
        var missing = await place.VerifyAsync();
        Assert.Contains(missing, fault => fault.EndsWith("is missing.", StringComparison.Ordinal));
        Assert.Contains(missing, fault => fault.EndsWith("is no part of the backup.", StringComparison.Ordinal));
        File.Move(other, original);
        Assert.Equal([], await place.VerifyAsync());

        File.Delete(place.In("manifest.json"));
        Assert.Contains("it has no manifest.json", Assert.Single(await place.VerifyAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_was_made_to_fit_hides_nothing_of_the_database()
    {
        await place.TakeAsync();
        var list = await File.ReadAllTextAsync(place.In("manifest.json"));
        var end = KeptHead.Read([list]).Single();

        await File.WriteAllTextAsync(place.In("manifest.json"), list.Replace(end.Hash, new string('a', 64), StringComparison.Ordinal));
        Assert.Contains(await place.VerifyAsync(), fault => fault.StartsWith("audit: ", StringComparison.Ordinal));

        var last = list.Split('"').Last(word => word.StartsWith(kind + "/", StringComparison.Ordinal));
        await File.WriteAllTextAsync(place.In("manifest.json"), list.Replace(last, kind + "/9999-later.sql", StringComparison.Ordinal));
        Assert.Contains($"newer version of the program ({kind}/9999-later.sql)", (await place.VerifyAsync())[0], StringComparison.Ordinal);
        Assert.NotEmpty((await place.RestoreAsync(await place.EmptyAsync())).Faults);
    }

    [Fact]
    public async Task A_place_in_which_something_stands_is_replaced_only_when_that_is_asked_for()
    {
        await place.TakeAsync();
        var there = await place.EmptyAsync();
        await place.RestoreAsync(there);
        await BackupPlace.StartAsync(there);
        await BackupPlace.AtAsync(there, services => services.GetRequiredService<IJournal>().AppendAsync(Sample.Commit(BackupPlace.Session, 2, payload: "потом")));

        var refused = await Assert.ThrowsAsync<BackupException>(() => place.RestoreAsync(there));
        Assert.Contains("--replace", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["Здравствуйте", "потом"], await BackupPlace.TextsAsync(there));

        Assert.Equal([], (await place.RestoreAsync(there, replace: true)).Faults);
        Assert.Equal(["Здравствуйте"], await BackupPlace.TextsAsync(there));
    }

    [Fact]
    public async Task A_database_that_somebody_works_on_is_not_replaced()
    {
        await place.TakeAsync();
        var there = await place.EmptyAsync();
        await place.RestoreAsync(there);
        await BackupPlace.StartAsync(there);
        await BackupPlace.AtAsync<bool>(there, async services =>
        {
            await services.GetRequiredService<IJournal>().AppendAsync(Sample.Commit(BackupPlace.Session, 2, payload: "потом"));
            var refused = await Assert.ThrowsAsync<BackupException>(() => place.RestoreAsync(there, replace: true));
            Assert.Contains("Stop", refused.Message, StringComparison.Ordinal);
            return true;
        });

        Assert.Equal(["Здравствуйте", "потом"], await BackupPlace.TextsAsync(there));
    }

    [Fact]
    public async Task A_backup_has_a_folder_of_its_own_and_a_failed_one_leaves_none()
    {
        Directory.CreateDirectory(place.Backup);
        await File.WriteAllTextAsync(place.In("notes"), "mine");
        Assert.Contains("is not empty", (await Assert.ThrowsAsync<BackupException>(() => place.TakeAsync())).Message, StringComparison.Ordinal);
        Assert.Equal(["notes"], Directory.EnumerateFileSystemEntries(place.Backup).Select(Path.GetFileName));

        File.Delete(place.In("notes"));
        await place.Storage.ExecuteAsync("DROP TABLE schema_version");
        await Assert.ThrowsAsync<BackupException>(() => place.TakeAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(place.Backup));
    }

    [Fact]
    public async Task Bytes_of_a_document_that_are_gone_or_spoilt_are_said()
    {
        await File.WriteAllTextAsync(place.Stored, "spoilt");
        Assert.Equal(1, (await place.TakeAsync()).MissingFiles);
        Directory.Delete(place.Backup, recursive: true);
        File.Delete(place.Stored);

        var made = await place.TakeAsync();

        Assert.Equal((0, 1), (made.DocumentFiles, made.MissingFiles));
        Assert.Contains(made.Remarks, remark => remark.StartsWith("1 files of documents are in the database and not, or not as sealed files, in their place", StringComparison.Ordinal));
        Assert.Equal([], await place.VerifyAsync());
    }

    /// <summary>Spoils a file, looks what is found, and mends it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="spoil">Changes its bytes; null cuts it in half.</param>
    /// <param name="found">The words of the fault.</param>
    private async Task SpoiltAsync(string file, Action<byte[]>? spoil, string found)
    {
        var whole = await File.ReadAllBytesAsync(file);
        var bytes = spoil is null ? whole[..(whole.Length / 2)] : [.. whole];
        spoil?.Invoke(bytes);
        await File.WriteAllBytesAsync(file, bytes);

        Assert.Contains(found, Assert.Single(await place.VerifyAsync()), StringComparison.Ordinal);
        Assert.Single((await place.RestoreAsync(await place.EmptyAsync())).Faults);

        await File.WriteAllBytesAsync(file, whole);
    }
}

public sealed class BackupTestsOnSqlite() : BackupTests(DatabaseKind.Sqlite);

[Trait("database", "postgres")]
public sealed class BackupTestsOnPostgres() : BackupTests(DatabaseKind.Postgres);
