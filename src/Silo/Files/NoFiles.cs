using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>The files of a cluster that was given no place for them: nothing can be added.</summary>
internal sealed class NoFiles : IFiles
{
    private static StorageUnavailableException Missing => new("Files:Directory is missing: the silos of a cluster need a folder for documents that all of them see.");

    public Task WriteAsync(string file, ReadOnlyMemory<byte> content) => Task.FromException(Missing);

    public Task<byte[]?> ReadAsync(string file, long from, int count) => Task.FromException<byte[]?>(Missing);

    public Task DeleteAsync(string file) => Task.FromException(Missing);
}
