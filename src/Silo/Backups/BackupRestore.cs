namespace Medzdrav.Silo;

/// <summary>Brings a backup back that was found whole. Files of documents come first: a database that stands has all its files.</summary>
internal sealed class BackupRestore(BackupFolder folder, BackupManifest manifest, IDatabaseCopy database, DocumentPlace documents, string? staffKeys)
{
    private const string DocumentsPrefix = BackupFolder.Documents + "/";

    private readonly List<string> _next = [];

    public async Task<BackupRestored> RunAsync(DatabaseKind kind, bool replace, CancellationToken cancellation)
    {
        if (kind != manifest.Database)
            throw new BackupException($"The backup is of {manifest.Database}, and Storage:Database is {kind}.");
        var files = manifest.Files.Where(file => file.Path.StartsWith(DocumentsPrefix, StringComparison.Ordinal)).ToList();
        if (files.Count > 0 && documents.Store is null)
            throw new BackupException($"The backup has {files.Count} files of documents, and no place for them is set: name it by Files:Directory or Files:S3Url.");
        await database.EnsureFreeAsync(manifest, replace, cancellation);
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            await documents.Store!.WriteAsync(file.Path[DocumentsPrefix.Length..], await File.ReadAllBytesAsync(folder.PathOf(file.Path), cancellation));
        }
        await RestoreKeysAsync(BackupFolder.FileKeys, documents.KeyFile, cancellation);
        await RestoreKeysAsync(BackupFolder.StaffKeys, staffKeys, cancellation);
        await database.RestoreAsync(folder, replace, cancellation);
        Advise(files.Count);
        return new BackupRestored([], _next);
    }

    /// <summary>Keys that are in the place already stay: there may be newer ones among them.</summary>
    private async Task RestoreKeysAsync(string kept, string? place, CancellationToken cancellation)
    {
        if (place is null || manifest.Files.All(file => file.Path != kept))
            return;
        if (File.Exists(place))
        {
            _next.Add($"{Path.GetFullPath(place)} was there and was left as it is. Add the keys of {folder.PathOf(kept)} that it does not have.");
            return;
        }
        BackupFolder.MakeFolder(Path.GetDirectoryName(Path.GetFullPath(place))!);
        await using var source = File.OpenRead(folder.PathOf(kept));
        await using var target = BackupFolder.CreateFile(place);
        await source.CopyToAsync(target, cancellation);
    }

    private void Advise(int documentFiles)
    {
        var known = documents.KnownKeys();
        string[] unknown = [.. manifest.Keys.Where(key => known?.Find(key) is null)];
        if (documentFiles > 0 && unknown.Length > 0)
            _next.Add($"BEFORE the start: documents are sealed by the key {string.Join(", ", unknown)}, which is not in {documents.KeyFile ?? "Files:Keys"}. Put its line there; without it nobody reads them.");
        if (manifest.Missing.Count > 0)
            _next.Add($"{manifest.Missing.Count} files of documents were missing when the backup was made.");
        _next.Add("This is another day's state: a try of it beside the platform needs an SMS provider that sends nothing (Sms:Url), or patients are reminded twice.");
        _next.Add($"Start the program. Then look at the record of uses: audit check{(manifest.AuditHead is null ? "" : $" --against {folder.PathOf(BackupFolder.ManifestName)}")}");
        _next.Add("Ends of the audit's chain that were kept after the backup do not agree any more: note when and why, and begin a new file of them.");
    }
}
