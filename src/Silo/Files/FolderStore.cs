namespace Medzdrav.Silo;

/// <summary>Files in a folder, which several silos may share.</summary>
internal sealed class FolderStore(string folder) : IFileStore
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content) => Task.Run(() =>
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Readers see the former file or the new one, never half of it, also after a power failure.
        var beside = $"{path}.{Guid.CreateVersion7():N}";
        using (var stream = Create(beside))
        {
            stream.Write(content.Span);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
    });

    public async Task<byte[]?> ReadAsync(string name, long from, int count)
    {
        try
        {
            await using var stream = new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
            stream.Position = from;
            var part = new byte[Math.Clamp(stream.Length - from, 0, count)];
            await stream.ReadExactlyAsync(part);
            return part;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public Task DeleteAsync(string name) => Task.Run(() =>
    {
        var path = PathOf(name);
        try
        {
            File.Delete(path);
            var emptied = Path.GetDirectoryName(path)!;
            if (emptied != folder && !Directory.EnumerateFileSystemEntries(emptied).Any())
                Directory.Delete(emptied);
        }
        catch (DirectoryNotFoundException)
        {
            // Deleted before, with its folder.
            return;
        }
    });

    private static FileStream Create(string path) => OperatingSystem.IsWindows()
        ? new FileStream(path, FileMode.CreateNew, FileAccess.Write)
        : new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnersOnly });

    private string PathOf(string name) =>
        name.Split('/').All(part => part.Length > 0 && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            ? Path.Combine([folder, .. name.Split('/')])
            : throw new ArgumentException("A file's name has letters, digits, - and _ in parts divided by slashes.", nameof(name));
}
