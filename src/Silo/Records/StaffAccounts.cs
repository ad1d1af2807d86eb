using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Medzdrav.Silo;

/// <summary>A staff account as operators see it.</summary>
/// <param name="Login">Lower case.</param>
/// <param name="Name">Full name.</param>
/// <param name="Posts">As stored: words divided by commas.</param>
/// <param name="Disabled">Whether it can't sign in any more.</param>
public sealed record StaffAccount(string Login, string Name, string Posts, bool Disabled);

/// <summary>An operator's word on a new member.</summary>
/// <param name="Login">3 to 40 letters a–z, digits, dots, hyphens; kept in lower case.</param>
/// <param name="Name">Full name.</param>
/// <param name="Posts">Words of <see cref="Post"/>, at least one.</param>
/// <param name="Specialties">Medical specialties, in Russian; for the post of a specialist at least one, for others none.</param>
/// <param name="Insurer">The insurer whose administrator the member is; null for the platform's own staff.</param>
public sealed record NewMember(string Login, string Name, IReadOnlyCollection<string> Posts, IReadOnlyCollection<string> Specialties, string? Insurer = null);

/// <summary>Staff accounts, for operators at the console. Each change leaves an audit entry in the console's name, stored with it.</summary>
public sealed partial class StaffAccounts
{
    private static readonly PasswordHasher<StaffRecord> Hasher = new();

    private readonly Database _database;
    private readonly StaffOptions _options;
    private readonly TimeProvider _clock;

    internal StaffAccounts(Database database, IOptions<StaffOptions> options, TimeProvider clock) => (_database, _options, _clock) = (database, options.Value, clock);

    /// <summary>Adds a member.</summary>
    /// <param name="member">The new member.</param>
    /// <param name="password">As the rules of passwords have it.</param>
    /// <returns>The fault, for the console; null when the member was added.</returns>
    public async Task<string?> AddAsync(NewMember member, string password)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(password);
        var (login, name) = (member.Login.Trim().ToLowerInvariant(), Folding.Kept(member.Name));
        if ((FaultOf(login, name) ?? FaultOf(member.Posts, member.Specialties) ?? FaultOfPassword(password, login)) is { } fault)
            return fault;
        if (member.Insurer is { } insurer && await FaultOfInsurerAsync(insurer, PostsOf(member.Posts)) is { } refused)
            return refused;
        var record = new StaffRecord(new StaffId(Guid.CreateVersion7().ToString("N")), login, Hasher.HashPassword(null!, Folding.Password(password)), name, PostsOf(member.Posts))
        {
            Specialties = [.. member.Specialties.Select(Folding.Kept)],
            Insurer = member.Insurer is { } id ? new InsurerId(id) : null,
        };
        return await _database.WriteAsync(async connection =>
        {
            if (await connection.ExecuteAsync(StaffRow.Insert, StaffRow.Of(record)) == 0)
                return $"The login {login} is taken.";
            await KeepAsync(connection, AuditSubject.StaffAccount, [record.Id.Value]);
            return null;
        });
    }

    /// <summary>All accounts by login, disabled ones too.</summary>
    public Task<IReadOnlyList<StaffAccount>> ListAsync() => _database.ReadAsync<IReadOnlyList<StaffAccount>>(async connection =>
        [.. (await connection.QueryAsync<(string Login, string Name, string Posts, bool Disabled)>("SELECT login, name, roles, disabled FROM staff ORDER BY login"))
            .Select(row => new StaffAccount(row.Login, row.Name, row.Posts, row.Disabled))]);

    private async Task<string?> FaultOfInsurerAsync(string insurer, IReadOnlyList<Post> posts)
    {
        if (posts is not [Post.Administrator])
            return "A member of an insurer's is an administrator and nothing else: give --post administrator.";
        var known = await _database.ReadAsync(connection => connection.ExecuteScalarAsync<int>("SELECT count(*) FROM insurer WHERE id = @insurer", new { insurer }));
        return known == 1 ? null : $"There is no insurer {insurer}. \"insurer list\" names all.";
    }

    private static string? FaultOf(string login, string name)
    {
        if (!StaffRules.IsLogin(login))
            return "A login has 3 to 40 letters a-z, digits, dots or hyphens, and begins with a letter.";
        if (!StaffRules.IsName(name))
            return $"A name has 1 to {StaffRules.MaxName} characters.";
        return null;
    }

    private static string? FaultOf(IReadOnlyCollection<string> posts, IReadOnlyCollection<string> specialties)
    {
        if (posts.Count == 0 || posts.Any(post => Words.Find<Post>(post) is null))
            return $"A post is one of {string.Join(", ", Words.All<Post>())}; give --post once for each.";
        if (PostsOf(posts).Contains(Post.Specialist) != specialties.Count > 0)
            return "Specialties belong to the post specialist, which needs at least one; give --specialty once for each.";
        return specialties.Select(Folding.Kept).All(StaffRules.IsSpecialty) ? null : $"A specialty has 1 to {SpecialtyName.MaxCharacters} characters and no comma.";
    }

    private static Post[] PostsOf(IEnumerable<string> words) => Posts.InOrder(words.Select(word => Words.Find<Post>(word)!.Value));

    private string? FaultOfPassword(string password, string login) => PasswordRules.FaultOf(password, login, _options.MinPassword) switch
    {
        null => null,
        PasswordFault.TooShort or PasswordFault.TooLong => $"A password has {_options.MinPassword} to {PasswordRules.MaxLength} characters.",
        PasswordFault.Login => "The password must not be the login.",
        PasswordFault.NoLetters => "A password of digits and signs alone is soon found: it needs letters.",
        _ => "The password is made of common words or of a row of keys: such ones are tried first.",
    };
}
