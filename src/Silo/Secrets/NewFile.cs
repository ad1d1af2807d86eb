using System.Runtime.InteropServices;
using System.Text;

namespace Medzdrav.Silo;

/// <summary>A file that several programs may make at once, such as that of a key: the first one's stands, whole, and the others read it.</summary>
internal static class NewFile
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Makes a file of this text, with its folder, for nobody but this program's user; a file that is there already stays.
    /// The text lies on the disk before the file has its name, so a reader never finds half of it.
    /// </summary>
    /// <exception cref="IOException">The file can't be made.</exception>
    public static void Make(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var beside = $"{path}.{Guid.CreateVersion7():N}";
        try
        {
            Write(beside, text);
            Name(beside, path);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersOnly;
        using var file = new FileStream(path, options);
        using var writer = new StreamWriter(file);
        writer.Write(text);
        writer.Flush();
        file.Flush(flushToDisk: true);
    }

    /// <summary>
    /// Gives a file its name unless another has it. On Unix <see cref="File.Move(string, string)"/> looks whether the name is free and then renames over whatever came meanwhile,
    /// so a second name is linked here, which fails when the name is taken. Only a file system without links is left with the former.
    /// </summary>
    private static void Name(string beside, string path)
    {
        if (!OperatingSystem.IsWindows() && Link(Native(beside), Native(path)) == 0 || File.Exists(path))
            return;
        try
        {
            File.Move(beside, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another program was first.
        }
    }

    [DllImport("libc", EntryPoint = "link"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] from, byte[] to);

    private static byte[] Native(string path) => Encoding.UTF8.GetBytes(path + '\0');
}
