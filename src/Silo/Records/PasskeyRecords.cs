using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Passkeys of staff.</summary>
internal sealed class PasskeyRecords(Database database) : IPasskeyRecords
{
    private const string Select = "SELECT id, staff, host, public_key, counter, name, added_at, used_at FROM staff_passkey";

    private const string Insert =
        """
        INSERT INTO staff_passkey (id, staff, host, public_key, counter, name, added_at) VALUES (@Id, @Staff, @Host, @PublicKey, @Counter, @Name, @AddedAt)
        ON CONFLICT (id) DO NOTHING
        """;

    // A device that does not count says 0 each time.
    private const string Use = "UPDATE staff_passkey SET counter = @counter, used_at = @at WHERE id = @Id AND counter = @former AND (@counter > @former OR @counter = 0)";

    public Task<IReadOnlyList<PasskeyRecord>> OfAsync(StaffId staff) => database.ReadAsync<IReadOnlyList<PasskeyRecord>>(async connection =>
        [.. (await connection.QueryAsync<PasskeyRow>($"{Select} WHERE staff = @Value ORDER BY added_at, id", new { staff.Value })).Select(row => row.Record())]);

    public Task<PasskeyRecord?> FindAsync(string id) => database.ReadAsync(async connection =>
        (await connection.QuerySingleOrDefaultAsync<PasskeyRow>($"{Select} WHERE id = @id", new { id }))?.Record());

    public Task<bool> AddAsync(PasskeyRecord passkey)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        var row = new { passkey.Id, Staff = passkey.Staff.Value, passkey.Host, passkey.PublicKey, passkey.Counter, passkey.Name, passkey.AddedAt };
        return database.WriteAsync(async connection => await connection.ExecuteAsync(Insert, row) == 1);
    }

    public Task<bool> UseAsync(PasskeyRecord passkey, long counter, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        return database.WriteAsync(async connection => await connection.ExecuteAsync(
            Use, new { passkey.Id, former = passkey.Counter, counter, at }) == 1);
    }

    public Task<bool> RenameAsync(StaffId staff, string id, string name) => database.WriteAsync(async connection =>
        await connection.ExecuteAsync("UPDATE staff_passkey SET name = @name WHERE id = @id AND staff = @Value", new { staff.Value, id, name }) == 1);

    public Task RemoveAsync(StaffId staff, string id) => database.WriteAsync(connection =>
        connection.ExecuteAsync("DELETE FROM staff_passkey WHERE id = @id AND staff = @Value", new { staff.Value, id }));

    private sealed class PasskeyRow
    {
        public required string Id { get; init; }
        public required string Staff { get; init; }
        public required string Host { get; init; }
        public required byte[] PublicKey { get; init; }
        public long Counter { get; init; }
        public required string Name { get; init; }
        public DateTimeOffset AddedAt { get; init; }
        public DateTimeOffset? UsedAt { get; init; }

        public PasskeyRecord Record() => new(Id, new StaffId(Staff), Host, PublicKey, Counter, Name, AddedAt, UsedAt);
    }
}
