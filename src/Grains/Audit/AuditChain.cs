using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Medzdrav.Grains;

/// <summary>How audit entries are chained: an entry's hash is the SHA-256 of the hash before it and of the entry's canonical bytes. <c>docs/access.md</c> describes the bytes, so that anybody can check them.</summary>
internal static class AuditChain
{
    private const int HashBytes = 32;
    private const int UsualBytes = 512;

    /// <summary>Where the chain ends before its first entry.</summary>
    public static AuditHead Beginning { get; } = new(0, new byte[HashBytes]);

    /// <summary>Seals entries in their order.</summary>
    /// <param name="end">Where the chain ends.</param>
    /// <param name="entries">The entries that are to follow.</param>
    public static IReadOnlyList<SealedEntry> Seal(AuditHead end, IReadOnlyList<StoredEntry> entries)
    {
        var seals = new List<SealedEntry>(entries.Count);
        foreach (var entry in entries)
        {
            seals.Add(new SealedEntry(entry.Row, end.Number + 1, end.Hash, Hash(end.Hash, end.Number + 1, entry)));
            end = EndAfter(seals[^1]);
        }
        return seals;
    }

    /// <summary>Where the chain ends with this entry.</summary>
    public static AuditHead EndAfter(SealedEntry entry) => new(entry.Number, entry.Hash);

    /// <summary>The hash of an entry.</summary>
    /// <param name="previous">The hash of the entry before it.</param>
    /// <param name="number">Its place in the chain.</param>
    /// <param name="entry">The entry as the database returns it.</param>
    public static byte[] Hash(byte[] previous, long number, StoredEntry entry)
    {
        var bytes = new ArrayBufferWriter<byte>(UsualBytes);
        bytes.Write(previous);
        Add(bytes, "number", number.ToString(CultureInfo.InvariantCulture));
        Add(bytes, "id", entry.Row.ToString(CultureInfo.InvariantCulture));
        for (var column = 0; column < StoredEntry.Columns.Count; column++)
            if (entry.Values[column] is { } value)
                Add(bytes, StoredEntry.Columns[column], value);
        return SHA256.HashData(bytes.WrittenSpan);
    }

    /// <summary>Name and value, each with its length before it: no two entries have the same bytes.</summary>
    private static void Add(ArrayBufferWriter<byte> bytes, string name, string value)
    {
        Add(bytes, name);
        Add(bytes, value);
    }

    private static void Add(ArrayBufferWriter<byte> bytes, string text)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(sizeof(int)), Encoding.UTF8.GetByteCount(text));
        bytes.Advance(sizeof(int));
        Encoding.UTF8.GetBytes(text, bytes);
    }
}
