using System.Collections.Concurrent;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>The audit entries about what was read, in the order in which they came.</summary>
internal sealed class Trail : IAuditRecords
{
    private readonly ConcurrentQueue<AuditEntry> _entries = new();

    /// <summary>The reader whose entries can't be stored; null when all can.</summary>
    public StaffId? FailsFor { get; set; }

    public AuditEntry[] Of(StaffId who) => [.. _entries.Where(entry => entry.Who == who)];

    public Task AddAsync(AuditEntries entries)
    {
        if (entries.Entries.Any(entry => entry.Who == FailsFor))
            throw new StorageUnavailableException("The database does not answer.");
        foreach (var entry in entries.Entries)
            _entries.Enqueue(entry);
        return Task.CompletedTask;
    }

    /// <summary>By person and reader only.</summary>
    public Task<IReadOnlyList<RecordedUse>> FindAsync(AuditQuery query, long? before, int limit) => Task.FromResult<IReadOnlyList<RecordedUse>>(
        [.. _entries.Index().Reverse().Where(entry => (before is null || entry.Index < before)
                && (query.Person is not { } person || entry.Item.Whose.Contains(person)) && (query.Reader is not { } reader || entry.Item.Who == reader))
            .Take(limit).Select(entry => Use(entry.Index, entry.Item))]);

    public Task<IReadOnlyList<AuditMember>> MembersAsync() => Task.FromResult<IReadOnlyList<AuditMember>>([]);

    private static RecordedUse Use(int row, AuditEntry entry) => new(
        row, entry.At, new AuditMember(entry.Who, entry.Who.Value, ""), entry.Post, entry.Deed, entry.What, entry.Whose, entry.Session, entry.Purpose, null, null);
}
