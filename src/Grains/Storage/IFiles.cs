using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Files of the platform, sealed where they lie: nobody reads them without the platform's key, and a changed byte is noticed.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the files can't be reached.</remarks>
internal interface IFiles
{
    /// <summary>Stores a file; one of the same name is replaced. On disk when the call returns.</summary>
    /// <param name="file">Its name: parts of letters, digits, <c>-</c> and <c>_</c>, divided by slashes.</param>
    /// <param name="content">Its bytes.</param>
    Task WriteAsync(string file, ReadOnlyMemory<byte> content);

    /// <summary>Reads a part of a file: fewer bytes at its end, null where there is no such file.</summary>
    Task<byte[]?> ReadAsync(string file, long from, int count);

    /// <summary>Deletes a file; one that is not there stays so.</summary>
    Task DeleteAsync(string file);
}
