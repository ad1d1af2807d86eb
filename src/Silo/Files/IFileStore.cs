namespace Medzdrav.Silo;

/// <summary>A place for files, which knows nothing of what is in them.</summary>
/// <remarks>Names are paths of letters, digits, <c>-</c> and <c>_</c>, divided by slashes.</remarks>
internal interface IFileStore
{
    /// <summary>Stores a file, whole or not at all; one of the same name is replaced.</summary>
    Task WriteAsync(string name, ReadOnlyMemory<byte> content);

    /// <summary>Reads a part of a file: fewer bytes at its end, null where there is no such file.</summary>
    Task<byte[]?> ReadAsync(string name, long from, int count);

    /// <summary>Deletes a file; one that is not there stays so.</summary>
    Task DeleteAsync(string name);
}
