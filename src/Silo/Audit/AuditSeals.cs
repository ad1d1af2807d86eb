using Dapper;
using Medzdrav.Grains;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>The seals of audit entries. A batch costs four statements on PostgreSQL: where the chain ends, the entries, that it ends elsewhere from now on, and the seals.</summary>
internal sealed class AuditSeals(Database database) : IAuditSeals
{
    private const string Head = "SELECT number, hash FROM audit_head";

    private const string Move = "UPDATE audit_head SET number = @number, hash = @hash WHERE number = @endNumber AND hash = @endHash";

    private const string State = "SELECT number, hash, (SELECT at FROM audit_entry WHERE number IS NULL ORDER BY id LIMIT 1) AS oldest FROM audit_head";

    private static readonly string Waiting = $"{AuditRows.Select} WHERE number IS NULL ORDER BY id LIMIT @most";

    private static readonly BulkTable<SealedEntry> Table = new(
        "audit_entry",
        keys: 1,
        new("id", NpgsqlDbType.Bigint, entry => entry.Row),
        new("number", NpgsqlDbType.Bigint, entry => entry.Number),
        new("previous", NpgsqlDbType.Bytea, entry => entry.Previous),
        new("hash", NpgsqlDbType.Bytea, entry => entry.Hash));

    /// <summary>The end is read first: entries that somebody else seals in between belong to another end, and are not sealed twice.</summary>
    public Task<Unsealed> UnsealedAsync(int most) => database.ReadAsync(async connection =>
    {
        var (number, hash) = await connection.QuerySingleAsync<(long Number, byte[] Hash)>(Head);
        return new Unsealed(new AuditHead(number, hash), (await AuditRows.ReadAsync(connection, Waiting, new { most })).ConvertAll(row => row.Entry));
    });

    public Task<bool> SealAsync(AuditHead end, IReadOnlyList<SealedEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(end);
        var next = AuditChain.EndAfter(entries[^1]);
        return database.WriteAsync(async connection =>
        {
            // Of two sealers the second waits here for the first, and finds that the chain ends elsewhere.
            if (await connection.ExecuteAsync(Move, new { number = next.Number, hash = next.Hash, endNumber = end.Number, endHash = end.Hash }) == 0)
                return false;
            var stored = await Table.UpdateAsync(connection, entries);
            return stored == entries.Count ? true : throw new InvalidOperationException($"{entries.Count - stored} of {entries.Count} audit entries are not there any more.");
        });
    }

    public Task<AuditState> StateAsync() => database.ReadAsync(async connection =>
    {
        var (number, hash, oldest) = await connection.QuerySingleAsync<(long Number, byte[] Hash, DateTimeOffset? Oldest)>(State);
        return new AuditState(new AuditHead(number, hash), oldest);
    });
}
