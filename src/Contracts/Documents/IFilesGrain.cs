namespace Medzdrav.Contracts;

/// <summary>Reads files for the edge, which has no file store: only those that a grain opened (<see cref="OpenedDocument"/>). Key: 0.</summary>
[Alias("IFilesGrain")]
public interface IFilesGrain : IGrainWithIntegerKey
{
    /// <summary>The most that is read at once, in bytes.</summary>
    const int MaxBytes = 256 * 1024;

    /// <summary>A part of a file.</summary>
    /// <param name="file">As it was opened.</param>
    /// <param name="from">The first byte.</param>
    /// <param name="count">How many, at most <see cref="MaxBytes"/>.</param>
    /// <returns>The bytes, fewer at the file's end; null where there is no such file.</returns>
    [Alias("Read")] Task<byte[]?> Read(string file, long from, int count);
}
