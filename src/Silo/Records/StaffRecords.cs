using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Staff accounts.</summary>
internal sealed class StaffRecords(Database database) : IStaffRecords
{
    // A password of one's own is no demo any more.
    private const string ChangePassword =
        """
        UPDATE staff SET password_hash = @Hash, demo = @No, generation = generation + 1, version = version + 1
        WHERE id = @Id AND password_hash = @Former RETURNING generation
        """;

    public Task<StaffRecord?> FindByLoginAsync(string login) =>
        database.ReadAsync(connection => ReadAsync(connection, $"{StaffRow.Select} WHERE login = @login", new { login }));

    public Task<StaffRecord?> FindAsync(StaffId staff) =>
        database.ReadAsync(connection => ReadAsync(connection, $"{StaffRow.Select} WHERE id = @Value", new { staff.Value }));

    public Task<IReadOnlyDictionary<StaffId, string>> NamesAsync(IReadOnlyCollection<StaffId> staff) => database.ReadAsync<IReadOnlyDictionary<StaffId, string>>(async connection =>
        (await connection.QueryAsync<(string Id, string Name)>($"SELECT id, name FROM staff WHERE {database.In("id", "members")}", new { members = database.List(staff.Select(one => one.Value)) }))
            .ToDictionary(row => new StaffId(row.Id), row => row.Name));

    public Task<IReadOnlyList<StaffRecord>> AllAsync() =>
        database.ReadAsync<IReadOnlyList<StaffRecord>>(async connection => [.. (await connection.QueryAsync<StaffRow>(StaffRow.Select)).Select(row => row.Record())]);

    public async Task<bool> AddAsync(StaffRecord staff)
    {
        ArgumentNullException.ThrowIfNull(staff);
        return await database.WriteAsync(connection => connection.ExecuteAsync(StaffRow.Insert, StaffRow.Of(staff))) == 1;
    }

    public Task<long?> ChangePasswordAsync(StaffRecord staff, string hash)
    {
        ArgumentNullException.ThrowIfNull(staff);
        var row = new { Id = staff.Id.Value, Former = staff.PasswordHash, Hash = hash, No = false };
        return database.WriteAsync(async connection =>
        {
            var generation = await connection.QuerySingleOrDefaultAsync<long?>(ChangePassword, row);
            if (generation is null)
                return null;
            await StaffRegister.EndLinkAsync(connection, staff.Id);
            await DueRows.PutAsync(connection, Due.AtOnce(WakeKind.Staff, staff.Id.Value));
            return generation;
        });
    }

    private static async Task<StaffRecord?> ReadAsync(DbConnection connection, string sql, object parameters) =>
        (await connection.QuerySingleOrDefaultAsync<StaffRow>(sql, parameters))?.Record();
}
