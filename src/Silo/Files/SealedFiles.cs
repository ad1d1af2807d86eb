using System.Security.Cryptography;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Files as grains see them: sealed before they are stored, opened part by part.</summary>
internal sealed class SealedFiles(IFileStore store, FileKeys keys) : IFiles
{
    public Task WriteAsync(string file, ReadOnlyMemory<byte> content) => Reached(async () =>
    {
        await store.WriteAsync(file, SealedFormat.Seal(file, content.Span, keys.Current, keys.Find(keys.Current)!));
        return true;
    });

    public Task<byte[]?> ReadAsync(string file, long from, int count) => Reached(async () =>
    {
        if (await store.ReadAsync(file, 0, SealedFormat.HeaderBytes) is not { } header)
            return null;
        var key = keys.Find(SealedFormat.KeyIdOf(header)) ?? throw new CryptographicException($"The key {SealedFormat.KeyIdOf(header)} of files is missing.");
        var end = Math.Min(from + count, SealedFormat.LengthOf(header));
        if (from < 0 || from >= end)
            return [];
        var (first, last) = (from / SealedFormat.ChunkBytes, (end - 1) / SealedFormat.ChunkBytes);
        var stored = await store.ReadAsync(file, SealedFormat.HeaderBytes + first * SealedFormat.StoredChunkBytes, (int)(last - first + 1) * SealedFormat.StoredChunkBytes);
        var plain = stored is null ? null : SealedFormat.Open(file, header, key, first, stored);
        var at = (int)(from - first * SealedFormat.ChunkBytes);
        // A file that was replaced meanwhile has another key, and one that was cut is short.
        return plain is not null && plain.Length - at >= end - from ? plain.AsSpan(at, (int)(end - from)).ToArray() : throw new CryptographicException("The file was cut.");
    });

    public Task DeleteAsync(string file) => Reached(async () =>
    {
        await store.DeleteAsync(file);
        return true;
    });

    private static async Task<T> Reached<T>(Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StorageUnavailableException("The files of documents can't be used.", why);
        }
    }
}
