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
}
