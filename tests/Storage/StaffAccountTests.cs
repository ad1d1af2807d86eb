using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Microsoft.AspNetCore.Identity;

namespace Medzdrav.Tests.Storage;

public abstract class StaffAccountTests(ClassStorage storage)
{
    private const string Password = "correct horse";
    private readonly StaffAccounts accounts = storage.Get<StaffAccounts>();
    private readonly IStaffRecords staff = storage.Get<IStaffRecords>();
    private readonly string login = "a" + Sample.Id();

    [Fact]
    public async Task An_added_member_signs_in_with_the_password_in_the_given_roles()
    {
        Assert.Null(await accounts.AddAsync($" {login.ToUpperInvariant()} ", "Вежливая  Анна", ["consultant", "Administrator", "consultant"], Password));

        var member = (await staff.FindByLoginAsync(login))!;
        Assert.Equal("Вежливая Анна", member.Name);
        Assert.Equal([StaffRole.Consultant, StaffRole.Administrator], member.Roles);
        Assert.Equal(PasswordVerificationResult.Success, new PasswordHasher<StaffRecord>().VerifyHashedPassword(member, member.PasswordHash, Password));
        Assert.Contains(new StaffAccount(login, "Вежливая Анна", "consultant,administrator", Disabled: false), await accounts.ListAsync());
    }

    [Fact]
    public async Task A_login_is_taken_once_even_by_somebody_disabled()
    {
        await accounts.AddAsync(login, "Анна", ["therapist"], Password);
        await accounts.DisableAsync(login);

        Assert.Contains("taken", await accounts.AddAsync(login, "Пётр", ["therapist"], Password), StringComparison.Ordinal);
        Assert.Equal("Анна", (await accounts.ListAsync()).Single(account => account.Login == login).Name);
    }

    [Fact]
    public async Task A_disabled_member_can_not_sign_in_any_more()
    {
        await accounts.AddAsync(login, "Анна", ["therapist"], Password);
        var id = (await staff.FindByLoginAsync(login))!.Id;

        Assert.True(await accounts.DisableAsync(login.ToUpperInvariant()));
        Assert.True(await accounts.DisableAsync(login));

        Assert.Null(await staff.FindByLoginAsync(login));
        Assert.Null(await staff.FindAsync(id));
        Assert.True((await accounts.ListAsync()).Single(account => account.Login == login).Disabled);
        Assert.False(await accounts.DisableAsync(Sample.Id()));
    }

    [Theory]
    [InlineData("ab", "Анна", "consultant", Password)]
    [InlineData("1abc", "Анна", "consultant", Password)]
    [InlineData("анна", "Анна", "consultant", Password)]
    [InlineData("an na", "Анна", "consultant", Password)]
    [InlineData("anna\n", "", "consultant", Password)]
    [InlineData("anna", "Анна", "doctor", Password)]
    [InlineData("anna", "Анна", "0", Password)]
    [InlineData("anna", "Анна", "consultant,therapist", Password)]
    [InlineData("anna", "Анна", "consultant", "short")]
    [InlineData("anna.petrovna", "Анна", "consultant", "Anna.Petrovna")]
    public async Task What_is_malformed_is_not_added(string badLogin, string name, string role, string password)
    {
        Assert.NotNull(await accounts.AddAsync(badLogin, name, [role], password));
        Assert.DoesNotContain(await accounts.ListAsync(), account => account.Login == badLogin.Trim());
    }
}

public sealed class SqliteStaffAccountTests(SqliteStorage storage) : StaffAccountTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresStaffAccountTests(PostgresStorage storage) : StaffAccountTests(storage), IClassFixture<PostgresStorage>;
