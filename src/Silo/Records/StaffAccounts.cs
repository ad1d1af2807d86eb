using System.Text.RegularExpressions;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.AspNetCore.Identity;

namespace Medzdrav.Silo;

/// <summary>A staff account as operators see it.</summary>
/// <param name="Login">Lower case.</param>
/// <param name="Name">Full name.</param>
/// <param name="Roles">As stored: words divided by commas.</param>
/// <param name="Disabled">Whether it can't sign in any more.</param>
public sealed record StaffAccount(string Login, string Name, string Roles, bool Disabled);

/// <summary>Staff accounts, for operators at the console.</summary>
public sealed partial class StaffAccounts
{
    private const int MinPassword = 10;
    private const int MaxPassword = 200;
    private const int MaxName = 200;
    private static readonly PasswordHasher<StaffRecord> Hasher = new();

    private readonly Database database;
    private readonly IStaffRecords staff;

    internal StaffAccounts(Database database, IStaffRecords staff) => (this.database, this.staff) = (database, staff);

    /// <summary>Adds a member.</summary>
    /// <param name="login">3 to 40 letters a–z, digits, dots, hyphens; kept in lower case.</param>
    /// <param name="name">Full name.</param>
    /// <param name="roles">Words of <see cref="StaffRole"/>, at least one.</param>
    /// <param name="password">At least 10 characters, not the login.</param>
    /// <returns>What is wrong, for the console; null when the member was added.</returns>
    public async Task<string?> AddAsync(string login, string name, IReadOnlyCollection<string> roles, string password)
    {
        ArgumentNullException.ThrowIfNull(login);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(password);
        var (kept, fullName) = (login.Trim().ToLowerInvariant(), string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        if ((FaultOf(kept, fullName) ?? FaultOf(roles) ?? FaultOfPassword(password, kept)) is { } fault)
            return fault;
        var record = new StaffRecord(
            new StaffId(Guid.CreateVersion7().ToString("N")), kept, Hasher.HashPassword(null!, password), fullName, [.. roles.Select(role => Enum.Parse<StaffRole>(role, ignoreCase: true)).Distinct()]);
        return await staff.AddAsync(record) ? null : $"The login {kept} is taken.";
    }

    /// <summary>All accounts by login, disabled ones too.</summary>
    public Task<IReadOnlyList<StaffAccount>> ListAsync() => database.ReadAsync<IReadOnlyList<StaffAccount>>(async connection =>
        [.. (await connection.QueryAsync<(string Login, string Name, string Roles, bool Disabled)>("SELECT login, name, roles, disabled FROM staff ORDER BY login"))
            .Select(row => new StaffAccount(row.Login, row.Name, row.Roles, row.Disabled))]);

    /// <summary>Keeps a member from signing in. Idempotent.</summary>
    /// <returns>False when there is no such login.</returns>
    public Task<bool> DisableAsync(string login)
    {
        ArgumentNullException.ThrowIfNull(login);
        var row = new { Login = login.Trim().ToLowerInvariant(), Disabled = true };
        return database.WriteAsync(async connection => await connection.ExecuteAsync("UPDATE staff SET disabled = @Disabled WHERE login = @Login", row) == 1);
    }

    private static string? FaultOf(string login, string name)
    {
        if (!Login().IsMatch(login))
            return "A login has 3 to 40 letters a-z, digits, dots or hyphens, and begins with a letter.";
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl))
            return $"A name has 1 to {MaxName} characters.";
        return null;
    }

    private static string? FaultOf(IReadOnlyCollection<string> roles)
    {
        var known = Enum.GetValues<StaffRole>().Select(role => Words.Of(role)).ToArray();
        return roles.Count == 0 || roles.Any(role => !known.Contains(role.ToLowerInvariant())) ? $"A role is one of {string.Join(", ", known)}; give --role once for each." : null;
    }

    private static string? FaultOfPassword(string password, string login)
    {
        if (password.Length is < MinPassword or > MaxPassword)
            return $"A password has {MinPassword} to {MaxPassword} characters.";
        return string.Equals(password, login, StringComparison.OrdinalIgnoreCase) ? "The password must not be the login." : null;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9.\-]{2,39}\z")]
    private static partial Regex Login();
}
