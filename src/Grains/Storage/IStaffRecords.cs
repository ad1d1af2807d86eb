using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Staff accounts.</summary>
internal interface IStaffRecords
{
    /// <summary>By login in lower case, disabled or not; null when unknown.</summary>
    Task<StaffRecord?> FindByLoginAsync(string login);

    /// <summary>By id, disabled or not; null when unknown.</summary>
    Task<StaffRecord?> FindAsync(StaffId staff);

    /// <summary>The full names of members, disabled or not; unknown ones are left out.</summary>
    Task<IReadOnlyDictionary<StaffId, string>> NamesAsync(IReadOnlyCollection<StaffId> staff);

    /// <summary>All members, disabled ones too, in no order.</summary>
    Task<IReadOnlyList<StaffRecord>> AllAsync();

    /// <summary>Adds a member; false when the login is taken.</summary>
    Task<bool> AddAsync(StaffRecord staff);

    /// <summary>Gives a member another password in the place of the one that was compared; all sign-ins end, and a link that was not used.</summary>
    /// <returns>The member's new generation; null where another password stands by now.</returns>
    Task<long?> ChangePasswordAsync(StaffRecord staff, string hash);
}

/// <summary>A staff account.</summary>
/// <param name="Id">The id.</param>
/// <param name="Login">Lower case.</param>
/// <param name="PasswordHash">As ASP.NET's password hasher writes it.</param>
/// <param name="Name">Full name.</param>
/// <param name="Posts">The posts that they hold.</param>
internal sealed record StaffRecord(StaffId Id, string Login, string PasswordHash, string Name, IReadOnlyList<Post> Posts)
{
    /// <summary>Of which medical specialties, in Russian.</summary>
    public IReadOnlyList<string> Specialties { get; init; } = [];

    /// <summary>Whether the member may sign in and do anything.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Grows with each change.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Grows when the member is signed out everywhere: credentials of earlier generations do not stand.</summary>
    public long Generation { get; init; }

    /// <summary>Whether the member is one of the demo set, whose password everybody knows.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The insurer that the member belongs to, and for which they can be nothing but an administrator; null for the platform's own.</summary>
    public InsurerId? Insurer { get; init; }

    /// <summary>How the member stands.</summary>
    public Standing Standing => new(Id, Login, Name, Contracts.Posts.InOrder(Insurer is null ? Posts : Posts.Where(post => post == Post.Administrator)), [.. Specialties], IsEnabled, Version, Generation, Insurer);
}
