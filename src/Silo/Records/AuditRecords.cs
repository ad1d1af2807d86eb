using System.Data.Common;
using System.Text.Json;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>Audit entries. The database numbers the rows as they come; what seals them later fills <c>number</c>, <c>previous</c> and <c>hash</c>.</summary>
internal sealed class AuditRecords(Database database) : IAuditRecords
{
    private static readonly BulkTable<AuditEntry> Table = new(
        "audit_entry",
        keys: 0,
        new("at", NpgsqlDbType.TimestampTz, entry => entry.At.UtcDateTime),
        new("who", NpgsqlDbType.Text, entry => entry.Who.Value),
        new("post", NpgsqlDbType.Text, entry => Words.Of(entry.Post)),
        new("deed", NpgsqlDbType.Text, entry => Words.Of(entry.Deed)),
        new("what", NpgsqlDbType.Text, entry => Words.Of(entry.What)),
        new("whose", NpgsqlDbType.Text, entry => JsonSerializer.Serialize(entry.Whose.Select(person => person.Value))),
        new("session", NpgsqlDbType.Text, entry => entry.Session?.Value),
        new("purpose", NpgsqlDbType.Text, entry => Words.Of(entry.Purpose)));

    public Task AddAsync(AuditEntries entries) => database.RecordAsync([entries]);

    /// <summary>Stores entries in the transaction of the change that they are about: one statement for all of them on PostgreSQL.</summary>
    public static async Task<bool> AddAsync(DbConnection connection, AuditEntries entries)
    {
        await Table.InsertAsync(connection, entries.Entries);
        return true;
    }
}
