using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Devices that are told by push.</summary>
internal sealed class PushDeviceRecords(Database database, PeerSilos peers) : IPushDevices
{
    private const string Columns = "id, account, credential, platform, endpoint, p256dh, auth, name, added_at, seen_at";

    // A device that comes with another account is allowed anew.
    private const string Keep =
        $"""
        INSERT INTO push_device ({Columns}) VALUES (@Id, @Account, @Credential, @Platform, @Endpoint, @P256dh, @Auth, @Name, @AddedAt, @SeenAt)
        ON CONFLICT (id) DO UPDATE SET added_at = CASE WHEN push_device.account = excluded.account THEN push_device.added_at ELSE excluded.added_at END,
            account = excluded.account, credential = excluded.credential, p256dh = excluded.p256dh, auth = excluded.auth, name = excluded.name, seen_at = excluded.seen_at
        RETURNING {Columns}
        """;

    private const string Order = "ORDER BY seen_at DESC, added_at DESC, id";

    private const string DropAbove =
        $"DELETE FROM push_device WHERE account = @Account AND id NOT IN (SELECT id FROM push_device WHERE account = @Account {Order} LIMIT @most)";

    public Task<PushDeviceRecord> KeepAsync(PushDeviceRecord device, int most, DateTimeOffset since)
    {
        ArgumentNullException.ThrowIfNull(device);
        var row = new
        {
            device.Id,
            Account = device.Account.Value,
            Credential = peers.Stored(device.Credential),
            Platform = Words.Of(device.Address.Platform),
            device.Address.Endpoint,
            device.Address.P256dh,
            device.Address.Auth,
            device.Name,
            device.AddedAt,
            device.SeenAt,
            most,
            since,
        };
        return database.WriteAsync(async connection =>
        {
            var kept = (await connection.QuerySingleAsync<DeviceRow>(Keep, row)).Record();
            await connection.ExecuteAsync("DELETE FROM push_device WHERE seen_at < @since", row);
            await connection.ExecuteAsync(DropAbove, row);
            return kept;
        });
    }

    public Task<IReadOnlyList<PushDeviceRecord>> OfAsync(AccountId account, DateTimeOffset since) => database.ReadAsync<IReadOnlyList<PushDeviceRecord>>(async connection =>
        [.. (await connection.QueryAsync<DeviceRow>($"SELECT {Columns} FROM push_device WHERE account = @Value AND seen_at >= @since {Order}", new { account.Value, since })).Select(row => row.Record())]);

    public Task ForgetAsync(AccountId account, string id) =>
        database.WriteAsync(connection => connection.ExecuteAsync("DELETE FROM push_device WHERE id = @id AND account = @Value", new { id, account.Value }));

    public Task ForgetAsync(PushDeviceRecord device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return database.WriteAsync(connection => connection.ExecuteAsync("DELETE FROM push_device WHERE id = @Id AND seen_at = @SeenAt", new { device.Id, device.SeenAt }));
    }

    public Task EndAsync(string credential) =>
        database.WriteAsync(connection => connection.ExecuteAsync("DELETE FROM push_device WHERE credential IN (@stored, @credential)", new { credential, stored = StoredId.Of(credential) }));

    /// <summary>Ends the devices of accounts that are over, in the transaction that ends them.</summary>
    public static Task<int> EndAsync(Database database, DbConnection connection, object accounts)
    {
        ArgumentNullException.ThrowIfNull(database);
        return connection.ExecuteAsync($"DELETE FROM push_device WHERE {database.In("account", "accounts")}", new { accounts });
    }

    private sealed class DeviceRow
    {
        public required string Id { get; init; }
        public required string Account { get; init; }
        public required string Credential { get; init; }
        public required string Platform { get; init; }
        public required string Endpoint { get; init; }
        public string? P256dh { get; init; }
        public string? Auth { get; init; }
        public string? Name { get; init; }
        public DateTimeOffset AddedAt { get; init; }
        public DateTimeOffset SeenAt { get; init; }

        public PushDeviceRecord Record() => new()
        {
            Id = Id,
            Account = new AccountId(Account),
            Credential = Credential,
            Address = new PushAddress(Words.Read<PushPlatform>(Platform), Endpoint, P256dh, Auth),
            Name = Name,
            AddedAt = AddedAt,
            SeenAt = SeenAt,
        };
    }
}
