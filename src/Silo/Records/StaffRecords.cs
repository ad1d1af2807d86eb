using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Staff accounts.</summary>
internal sealed class StaffRecords(Database database) : IStaffRecords
{
    // The column of posts is older than its present name.
    private const string Select = "SELECT id, login, password_hash, name, roles, specialties, disabled, version, generation, demo, insurer FROM staff";

    private const string Insert =
        """
        INSERT INTO staff (id, login, password_hash, name, roles, specialties, demo, insurer) VALUES (@Id, @Login, @PasswordHash, @Name, @Posts, @Specialties, @IsDemo, @Insurer)
        ON CONFLICT (login) DO NOTHING
        """;

    public Task<StaffRecord?> FindByLoginAsync(string login) =>
        database.ReadAsync(connection => ReadAsync(connection, $"{Select} WHERE login = @login", new { login }));

    public Task<StaffRecord?> FindAsync(StaffId staff) =>
        database.ReadAsync(connection => ReadAsync(connection, $"{Select} WHERE id = @Value", new { staff.Value }));

    public async Task<bool> AddAsync(StaffRecord staff)
    {
        ArgumentNullException.ThrowIfNull(staff);
        var row = new
        {
            Id = staff.Id.Value,
            staff.Login,
            staff.PasswordHash,
            staff.Name,
            Posts = StaffColumns.Posts(staff.Posts),
            Specialties = StaffColumns.Specialties(staff.Specialties),
            staff.IsDemo,
            Insurer = staff.Insurer?.Value,
        };
        return await database.WriteAsync(connection => connection.ExecuteAsync(Insert, row)) == 1;
    }

    private static async Task<StaffRecord?> ReadAsync(DbConnection connection, string sql, object parameters) =>
        (await connection.QuerySingleOrDefaultAsync<StaffRow>(sql, parameters))?.Record();

    private sealed class StaffRow
    {
        public required string Id { get; init; }
        public required string Login { get; init; }
        public required string PasswordHash { get; init; }
        public required string Name { get; init; }
        public required string Roles { get; init; }
        public required string Specialties { get; init; }
        public bool Disabled { get; init; }
        public long Version { get; init; }
        public long Generation { get; init; }
        public bool Demo { get; init; }
        public string? Insurer { get; init; }

        public StaffRecord Record() => new(new StaffId(Id), Login, PasswordHash, Name, StaffColumns.ReadPosts(Roles))
        {
            Specialties = StaffColumns.ReadSpecialties(Specialties),
            IsEnabled = !Disabled,
            Version = Version,
            Generation = Generation,
            IsDemo = Demo,
            Insurer = Insurer is { } insurer ? new InsurerId(insurer) : null,
        };
    }
}
