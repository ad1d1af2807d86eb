using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Staff accounts.</summary>
internal sealed class StaffRecords(Database database) : IStaffRecords
{
    private const string Select = "SELECT id, login, password_hash, name, roles FROM staff";

    private const string Insert =
        """
        INSERT INTO staff (id, login, password_hash, name, roles) VALUES (@Id, @Login, @PasswordHash, @Name, @Roles)
        ON CONFLICT (login) DO NOTHING
        """;

    public Task<StaffRecord?> FindByLoginAsync(string login) =>
        database.ReadAsync(connection => ReadAsync(connection, $"{Select} WHERE login = @login AND NOT disabled", new { login }));

    public Task<StaffRecord?> FindAsync(StaffId staff) =>
        database.ReadAsync(connection => ReadAsync(connection, $"{Select} WHERE id = @Value AND NOT disabled", new { staff.Value }));

    public async Task<bool> AddAsync(StaffRecord staff)
    {
        ArgumentNullException.ThrowIfNull(staff);
        var row = new
        {
            Id = staff.Id.Value,
            staff.Login,
            staff.PasswordHash,
            staff.Name,
            Roles = string.Join(',', staff.Roles.Select(role => Words.Of(role))),
        };
        return await database.WriteAsync(connection => connection.ExecuteAsync(Insert, row)) == 1;
    }

    private static async Task<StaffRecord?> ReadAsync(DbConnection connection, string sql, object parameters) =>
        await connection.QuerySingleOrDefaultAsync<StaffRow>(sql, parameters) is { } row
            ? new StaffRecord(new StaffId(row.Id), row.Login, row.PasswordHash, row.Name, [.. row.Roles.Split(',').Select(Words.Read<StaffRole>)])
            : null;

    private sealed class StaffRow
    {
        public required string Id { get; init; }
        public required string Login { get; init; }
        public required string PasswordHash { get; init; }
        public required string Name { get; init; }
        public required string Roles { get; init; }
    }
}
