using System.Security.Cryptography;

namespace Medzdrav.Silo;

/// <summary>Makes a backup. The database comes first: the files of a document are written before its row and stay for good, so a row of the copied state has its files when these are copied afterwards.</summary>
internal sealed class BackupTaking(BackupFolder folder, IDatabaseCopy database, DocumentPlace documents, string? staffKeys)
{
    private readonly List<BackupFile> _files = [];
    private readonly SortedSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<string> _missing = [];

    public async Task<BackupMade> RunAsync(DatabaseKind kind, bool withKeys, CancellationToken cancellation)
    {
        var state = await database.TakeAsync(folder, cancellation);
        foreach (var file in folder.Found().Order(StringComparer.Ordinal).ToList())
            _files.Add(await folder.MeasureAsync(file, cancellation));
        var databaseBytes = _files.Sum(file => file.Bytes);
        var before = _files.Count;
        await CopyDocumentsAsync(state, cancellation);
        var copied = _files[before..];
        var remarks = withKeys ? await CopyKeysAsync(cancellation) : WithoutKeys();
        var digest = folder.Finish(new BackupManifest(BackupManifest.CurrentFormat, kind, state.At, state.Schema, state.AuditEnd?.Line, documents.Kind, [.. _keys], _missing, _files));
        return new BackupMade(state.At, databaseBytes, copied.Count, copied.Sum(file => file.Bytes), _missing.Count, [.. remarks, .. MissingRemarks()], digest);
    }

    private async Task CopyDocumentsAsync(CopiedState state, CancellationToken cancellation)
    {
        foreach (var name in state.Documents)
            if (!await CopyAsync(name, cancellation))
                _missing.Add(name);
        // The upload became a document after the copied state, or was given up: it has to be begun anew.
        foreach (var name in state.Parts)
            await CopyAsync(name, cancellation);
    }

    /// <summary>Copies a sealed file as it is.</summary>
    /// <returns>Whether there was one: a spoilt one keeps nobody from backing up the others.</returns>
    private async Task<bool> CopyAsync(string name, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (documents.Store is null || await documents.Store.ReadAsync(name, 0, int.MaxValue) is not { } content || !SealedFormat.IsSealed(content))
            return false;
        await AddAsync($"{BackupFolder.Documents}/{name}", content, cancellation);
        _keys.Add(SealedFormat.KeyIdOf(content.AsSpan(0, SealedFormat.HeaderBytes)));
        return true;
    }

    private async Task<List<string>> CopyKeysAsync(CancellationToken cancellation)
    {
        var remarks = new List<string>();
        foreach (var (from, to) in new[] { (documents.KeyFile, BackupFolder.FileKeys), (staffKeys, BackupFolder.StaffKeys) })
            if (from is not null && File.Exists(from))
                await AddAsync(to, await File.ReadAllBytesAsync(from, cancellation), cancellation);
        if (documents.GivenKeys is not null)
            remarks.Add("The keys of documents stand in the setting Files:Keys, and are not in the backup.");
        remarks.Add("With the keys in it, whoever has this backup reads the documents and makes codes of second factors: keep it as you keep the keys.");
        return remarks;
    }

    private List<string> WithoutKeys()
    {
        var remarks = new List<string>();
        if (_keys.Count > 0)
            remarks.Add($"The documents are sealed by the key {string.Join(", ", _keys)}, which is NOT in the backup: keep {documents.KeyFile ?? "the setting Files:Keys"} elsewhere. Without it nobody reads them again.");
        if (File.Exists(staffKeys))
            remarks.Add($"The keys of second factors and of cookies' keys are NOT in the backup: keep {Path.GetFullPath(staffKeys)} elsewhere.");
        return remarks;
    }

    private IEnumerable<string> MissingRemarks() =>
        _missing.Count == 0 ? [] : [$"{_missing.Count} files of documents are in the database and not, or not as sealed files, in their place ({documents.Kind}), the first is {_missing[0]}."];

    private async Task AddAsync(string file, byte[] content, CancellationToken cancellation)
    {
        await using var target = folder.Create(file);
        await target.WriteAsync(content, cancellation);
        _files.Add(new BackupFile(file, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
    }
}
