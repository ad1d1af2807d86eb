namespace Medzdrav.Silo;

/// <summary>Where the settings say that the sealed files of documents lie, and their keys.</summary>
/// <param name="Kind">In a word: <see cref="Folder"/>, <see cref="Bucket"/> or <see cref="None"/>.</param>
/// <param name="Name">The folder's path, or the bucket's name.</param>
/// <param name="Store">The files; null where documents are refused.</param>
/// <param name="KeyFile">The file of the keys; null where they stand in a setting.</param>
/// <param name="GivenKeys">The keys that stand in a setting.</param>
internal sealed record DocumentPlace(string Kind, string Name, IFileStore? Store, string? KeyFile, string? GivenKeys)
{
    public const string Folder = "folder";
    public const string Bucket = "bucket";
    public const string None = "none";

    public static DocumentPlace Of(FileStoreOptions files, StorageOptions storage)
    {
        // Silos of a cluster have no folder in common unless somebody says so.
        if (files.Directory is null && !files.IsBucket && storage.Database == DatabaseKind.Postgres)
            return new DocumentPlace(None, "", null, null, null);
        var folder = Path.GetFullPath(files.Directory ?? Path.Combine(storage.DataDirectory, "files"));
        var keyFile = files.Keys is null ? Path.GetFullPath(files.KeyFile ?? folder.TrimEnd(Path.DirectorySeparatorChar) + ".key") : null;
        return files.IsBucket
            ? new DocumentPlace(Bucket, files.S3Bucket!, new S3Store(files), keyFile, files.Keys)
            : new DocumentPlace(Folder, folder, new FolderStore(folder), keyFile, files.Keys);
    }

    /// <summary>The keys; a file of keys that is missing is made.</summary>
    public FileKeys Keys() => GivenKeys is { } given ? FileKeys.Parse(given) : FileKeys.OfFile(KeyFile!);

    /// <summary>The keys that are there; null where there are none yet.</summary>
    public FileKeys? KnownKeys() => GivenKeys is null && !File.Exists(KeyFile) ? null : Keys();
}
