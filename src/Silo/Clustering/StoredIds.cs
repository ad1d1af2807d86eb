using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Storage;

namespace Medzdrav.Silo;

/// <summary>Hashes the ids that a version before this one stored plain. Rows keep their versions and times, so nobody is signed out, and a grain that has read one goes on.</summary>
internal sealed class StoredIds(Database database, PeerSilos peers, Serializer serializer, IOptions<StorageOptions> options) : IStoredIds
{
    private const string IsPlain = "NOT LIKE '#%'";

    private const string OfGrain = "service = @Service AND grain_type = @Type AND key_n0 = 0 AND key_n1 = 0 AND key_text";

    // Where two silos believed that an id was theirs, the hashed row is the one that is found.
    private const string Move =
        $"""
        DELETE FROM grain_state WHERE {OfGrain} = @Key AND EXISTS (SELECT 1 FROM grain_state WHERE {OfGrain} = @Hash);
        UPDATE grain_state SET key_text = @Hash, payload = @payload WHERE {OfGrain} = @Key AND version = @Version
        """;

    private static readonly string States =
        $"""
        SELECT grain_type AS type, key_text AS key, payload, version FROM grain_state
        WHERE service = @Service AND grain_type IN ('{string.Join("', '", GrainStorageByHash.Names)}') AND key_n0 = 0 AND key_n1 = 0 AND key_text <> '' AND key_text {IsPlain} LIMIT @atOnce
        """;

    private readonly OrleansGrainStorageSerializer _payloads = new(serializer);

    public async Task<int?> HashAsync(DateTimeOffset now, int atOnce)
    {
        if (!peers.FindHashedIds)
            return null;
        var states = database.Kind == DatabaseKind.Postgres
            ? await database.WriteAsync(connection => HashStatesAsync(connection, now, atOnce))
            : await Task.Run(() => OnFileAsync(now, atOnce));
        return states + await database.WriteAsync(async connection =>
            await HashColumnAsync(connection, "staff_sign_in", "credential", atOnce) + await HashColumnAsync(connection, "push_device", "credential", atOnce));
    }

    private async Task<int> OnFileAsync(DateTimeOffset now, int atOnce)
    {
        try
        {
            await using var file = new SqliteConnection(SqliteDatabase.ConnectionStringOf(options.Value.GrainsFile, options.Value));
            await file.OpenAsync();
            return await HashStatesAsync(file, now, atOnce);
        }
        catch (SqliteException busy)
        {
            throw DatabaseWatch.Unavailable(busy);
        }
    }

    private async Task<int> HashStatesAsync(DbConnection connection, DateTimeOffset now, int atOnce)
    {
        var rows = (await connection.QueryAsync<StateRow>(States, new { Service = SiloRegistration.Name, atOnce })).ToArray();
        foreach (var row in rows)
            if (Hashed(row, now) is { } payload)
                await connection.ExecuteAsync(Move, new { Service = SiloRegistration.Name, row.Type, row.Key, row.Version, Hash = StoredId.Of(row.Key), payload = payload.Value });
        return rows.Length;
    }

    /// <summary>The state as it is kept under a hash; null where it has to wait.</summary>
    private Payload? Hashed(StateRow row, DateTimeOffset now)
    {
        if (row.Payload is null || row.Type != "credential")
            return new Payload(row.Payload);
        var credential = _payloads.Deserialize<CredentialState>(new BinaryData(row.Payload));
        return credential!.ClaimableUntil > now ? null : new Payload(_payloads.Serialize(credential.WithoutIds()).ToArray());
    }

    private static async Task<int> HashColumnAsync(DbConnection connection, string table, string column, int atOnce)
    {
        var plain = (await connection.QueryAsync<string>($"SELECT DISTINCT {column} FROM {table} WHERE {column} {IsPlain} LIMIT @atOnce", new { atOnce })).ToArray();
        foreach (var id in plain)
            await connection.ExecuteAsync($"UPDATE {table} SET {column} = @hash WHERE {column} = @id", new { id, hash = StoredId.Of(id) });
        return plain.Length;
    }

    private readonly record struct Payload(byte[]? Value);

    private sealed class StateRow
    {
        public required string Type { get; init; }
        public required string Key { get; init; }
        public byte[]? Payload { get; init; }
        public int Version { get; init; }
    }
}
