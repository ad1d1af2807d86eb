using System.Security.Cryptography;

namespace Medzdrav.Silo;

/// <summary>The folder of a backup: personal data, for the account of the program only.</summary>
internal sealed class BackupFolder(string path)
{
    public const string ManifestName = "manifest.json";
    public const string Records = "medzdrav.db";
    public const string Grains = "grains.db";
    public const string Dump = "medzdrav.dump";
    public const string Documents = "documents";
    public const string FileKeys = "keys/files.key";
    public const string StaffKeys = "keys/staff.key";
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The whole path.</summary>
    public string Root { get; } = string.IsNullOrWhiteSpace(path) ? throw new BackupException("Name the folder of the backup.") : Path.GetFullPath(path);

    /// <summary>The path of a file of the backup.</summary>
    public string PathOf(string file) => Path.Combine([Root, .. file.Split('/')]);

    /// <summary>Makes the folder, or takes an empty one.</summary>
    /// <exception cref="BackupException">Something is in it, or it can't be made.</exception>
    public void Make()
    {
        try
        {
            MakeFolder(Root);
            if (Directory.EnumerateFileSystemEntries(Root).Any())
                throw new BackupException($"The folder {Root} is not empty. Name another one: a backup has a folder of its own.");
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The folder {Root} can't be made or written: {why.Message}", why);
        }
    }

    /// <summary>Empties the folder after a failure: half a backup helps nobody.</summary>
    public void Empty()
    {
        foreach (var left in new DirectoryInfo(Root).EnumerateFileSystemInfos())
            if (left is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                left.Delete();
    }

    /// <summary>Opens a new file for writing.</summary>
    public FileStream Create(string file)
    {
        var path = PathOf(file);
        MakeFolder(Path.GetDirectoryName(path)!);
        return CreateFile(path);
    }

    /// <summary>Measures a file that stands in the folder.</summary>
    public async Task<BackupFile> MeasureAsync(string file, CancellationToken cancellation)
    {
        await using var stream = new FileStream(PathOf(file), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1024 * 1024, useAsync: false);
        return new BackupFile(file, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation)));
    }

    /// <summary>All files that stand in the folder, but the manifest.</summary>
    public IEnumerable<string> Found() => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/')).Where(file => file != ManifestName);

    /// <summary>Writes the manifest. From here on the folder is a backup.</summary>
    /// <returns>The manifest's digest, in hexadecimal.</returns>
    public string Finish(BackupManifest manifest)
    {
        var text = manifest.Write();
        using (var stream = CreateFile(PathOf(ManifestName + ".part")))
        {
            stream.Write(text);
            stream.Flush(flushToDisk: true);
        }
        File.Move(PathOf(ManifestName + ".part"), PathOf(ManifestName));
        return Convert.ToHexStringLower(SHA256.HashData(text));
    }

    /// <exception cref="BackupException">There is none, or it can't be read.</exception>
    public BackupManifest ReadManifest()
    {
        try
        {
            return BackupManifest.Read(File.ReadAllBytes(PathOf(ManifestName)));
        }
        catch (Exception why) when (why is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BackupException($"{Root} is no whole backup: it has no {ManifestName}.", why);
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{PathOf(ManifestName)} can't be read: {why.Message}", why);
        }
    }

    /// <summary>Makes a file that only the program's account reads.</summary>
    public static FileStream CreateFile(string path) => OperatingSystem.IsWindows()
        ? new FileStream(path, FileMode.CreateNew, FileAccess.Write)
        : new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnersOnly });

    /// <summary>Makes a folder that only the program's account reads.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnersOnly | UnixFileMode.UserExecute);
    }
}
