using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>A row of the table <c>staff</c>.</summary>
internal class StaffRow
{
    // The column of posts is older than its present name.
    public const string Columns = "id, login, password_hash, name, roles, specialties, disabled, version, generation, demo, insurer";

    public const string Select = $"SELECT {Columns} FROM staff";

    public const string Insert =
        """
        INSERT INTO staff (id, login, password_hash, name, roles, specialties, demo, insurer) VALUES (@Id, @Login, @PasswordHash, @Name, @Posts, @Specialties, @IsDemo, @Insurer)
        ON CONFLICT (login) DO NOTHING
        """;

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

    /// <summary>A record as parameters.</summary>
    public static object Of(StaffRecord staff)
    {
        ArgumentNullException.ThrowIfNull(staff);
        return new
        {
            Id = staff.Id.Value,
            staff.Login,
            staff.PasswordHash,
            staff.Name,
            Posts = StaffColumns.Posts(staff.Posts),
            Specialties = StaffColumns.Specialties(staff.Specialties),
            IsDisabled = !staff.IsEnabled,
            staff.Version,
            staff.Generation,
            staff.IsDemo,
            Insurer = staff.Insurer?.Value,
        };
    }
}
