using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <remarks>Each change writes a due row in its transaction: a running server follows within seconds.</remarks>
public sealed partial class StaffAccounts
{
    private const string SignedOut = "generation = generation + 1";

    private const string SignedInByPassword =
        "NOT demo AND EXISTS (SELECT 1 FROM staff_sign_in s WHERE s.staff = staff.id AND s.generation = staff.generation AND s.ended_at IS NULL AND s.factor = @Password)";

    /// <summary>Keeps a member from signing in, and ends what runs. Idempotent.</summary>
    /// <returns>False when there is no such login.</returns>
    public Task<bool> DisableAsync(string login) => ChangeAsync(AuditSubject.StaffDisabled, login, $"disabled = @Yes, {SignedOut}", new { Yes = true });

    /// <summary>Disables all members of the demo set.</summary>
    /// <returns>How many were enabled.</returns>
    public Task<int> DisableDemoAsync() =>
        _database.WriteAsync(connection => ChangeAsync(connection, AuditSubject.StaffDisabled, $"disabled = @Yes, {SignedOut}", "demo AND NOT disabled", new { Yes = true }));

    /// <summary>Lets a disabled member sign in again. Idempotent.</summary>
    /// <returns>False when there is no such login.</returns>
    public Task<bool> EnableAsync(string login) => ChangeAsync(AuditSubject.StaffEnabled, login, "disabled = @No", new { No = false });

    /// <summary>Ends all credentials of a member: who knows the password may sign in again.</summary>
    /// <returns>False when there is no such login.</returns>
    public Task<bool> SignOutAsync(string login) => ChangeAsync(AuditSubject.StaffSignedOut, login, SignedOut, new { });

    /// <summary>Gives a member another password, and ends all credentials made with the former one, and a link that was not used.</summary>
    /// <returns>The fault, for the console; null when it was done.</returns>
    public async Task<string?> SetPasswordAsync(string login, string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (FaultOfPassword(password, Folding.Login(login)) is { } fault)
            return fault;
        // A password of one's own is no demo any more.
        var row = new { Login = Folding.Login(login), Hash = Hasher.HashPassword(null!, Folding.Password(password)), No = false };
        var isChanged = await _database.WriteAsync(async connection =>
        {
            await connection.ExecuteAsync("DELETE FROM staff_link WHERE staff = (SELECT id FROM staff WHERE login = @Login)", row);
            return await ChangeAsync(connection, AuditSubject.StaffKeys, $"password_hash = @Hash, demo = @No, {SignedOut}", "login = @Login", row) == 1;
        });
        return isChanged ? null : Unknown(login);
    }

    /// <summary>Ends a member's second factor, recovery codes and passkeys, as when the phone is lost, and all their sign-ins: who needs a factor sets it up anew with the next one.</summary>
    /// <returns>False when there is no such login.</returns>
    public Task<bool> ForgetFactorAsync(string login)
    {
        ArgumentNullException.ThrowIfNull(login);
        var whose = new { Login = Folding.Login(login) };
        return _database.WriteAsync(async connection =>
        {
            if (await connection.QuerySingleOrDefaultAsync<string>("SELECT id FROM staff WHERE login = @Login", whose) is not { } id)
                return false;
            await StaffKeyRecords.ForgetFactorsAsync(connection, new StaffId(id));
            return await ChangeAsync(connection, AuditSubject.StaffKeys, SignedOut, "login = @Login", whose) == 1;
        });
    }

    /// <summary>Gives a member these posts instead of the former ones. What the member is signed in to goes on with them, unless the new ones need a second factor and the former ones did not.</summary>
    /// <param name="login">The login of the member.</param>
    /// <param name="posts">Words of <see cref="Post"/>, at least one.</param>
    /// <param name="specialties">As for <see cref="NewMember"/>.</param>
    /// <returns>The fault, for the console; null when it was done.</returns>
    public async Task<string?> SetPostsAsync(string login, IReadOnlyCollection<string> posts, IReadOnlyCollection<string> specialties)
    {
        if (FaultOf(posts, specialties) is { } fault)
            return fault;
        var (held, whose) = (PostsOf(posts), Folding.Login(login));
        var row = new { Login = whose, Posts = StaffColumns.Posts(held), Specialties = StaffColumns.Specialties(specialties.Select(Folding.Kept)) };
        return await _database.WriteAsync(async connection =>
        {
            var former = await connection.QuerySingleOrDefaultAsync<string>("SELECT roles FROM staff WHERE login = @Login", row);
            var needsFactor = former is not null && SecondFactorRules.BeginToNeedIt(StaffColumns.ReadPosts(former), held);
            return await ChangeAsync(connection, AuditSubject.StaffAccount, $"roles = @Posts, specialties = @Specialties{(needsFactor ? $", {SignedOut}" : "")}", "login = @Login", row) == 1;
        }) ? null : Unknown(login);
    }

    /// <summary>Where everybody needs a second factor, ends what members are signed in to by a password alone. Told at each start; the second time nothing is left to end.</summary>
    /// <returns>How many members are signed out.</returns>
    public async Task<int> EndWithoutFactorAsync() => _options.SecondFactorForAll
        ? await _database.WriteAsync(connection => ChangeAsync(connection, AuditSubject.StaffSignedOut, SignedOut, SignedInByPassword, new { Password = Words.Of(SignInFactor.Password) }))
        : 0;

    /// <summary>Whether somebody could sign in with a password that everybody knows.</summary>
    public Task<bool> HasEnabledDemoAsync() =>
        _database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM staff WHERE demo AND NOT disabled)"));

    private static string Unknown(string login) => $"There is no login {Folding.Login(login)}.";

    private Task<bool> ChangeAsync(AuditSubject what, string login, string set, object values)
    {
        ArgumentNullException.ThrowIfNull(login);
        var parameters = new DynamicParameters(values);
        parameters.Add("Login", Folding.Login(login));
        return _database.WriteAsync(async connection => await ChangeAsync(connection, what, set, "login = @Login", parameters) == 1);
    }

    private async Task<int> ChangeAsync(DbConnection connection, AuditSubject what, string set, string whose, object parameters)
    {
        var changed = (await connection.QueryAsync<string>($"UPDATE staff SET {set}, version = version + 1 WHERE {whose} RETURNING id", parameters)).ToList();
        foreach (var member in changed)
            await DueRows.PutAsync(connection, Due.AtOnce(WakeKind.Staff, member));
        if (changed.Count > 0)
            await KeepAsync(connection, what, changed);
        return changed.Count;
    }

    /// <summary>The members' ids stand where persons' would, as in the entries of administrators.</summary>
    private Task<bool> KeepAsync(DbConnection connection, AuditSubject what, IEnumerable<string> members) => AuditRecords.AddAsync(connection, new AuditEntries(
        [new AuditEntry(Instants.InMilliseconds(_clock.GetUtcNow()), AuditMember.Console.StaffId, Post.Administrator, AuditDeed.Changed, what, [.. members.Select(member => new PatientId(member))], null, Purpose.StaffAccounts)]));
}
