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
    public async Task An_insurers_member_is_its_administrator_and_nothing_else()
    {
        var insurer = (await Insurers.AddAsync(storage)).Value;

        Assert.Contains("nothing else", await accounts.AddAsync(new NewMember(login, "Анна", ["administrator", "consultant"], [], insurer), Password), StringComparison.Ordinal);
        Assert.Contains("no insurer", await accounts.AddAsync(new NewMember(login, "Анна", ["administrator"], [], "nobody"), Password), StringComparison.Ordinal);
        Assert.Null(await accounts.AddAsync(new NewMember(login, "Анна", ["administrator"], [], insurer), Password));

        var member = (await storage.Get<IStaffRecords>().FindByLoginAsync(login))!;
        Assert.Equal((insurer, insurer), (member.Insurer!.Value.Value, member.Standing.Insurer!.Value.Value));
        // Whatever post is written into the record later.
        Assert.Equal([Post.Administrator], (member with { Posts = [Post.Consultant, Post.Administrator] }).Standing.Posts);
    }

    [Fact]
    public async Task An_added_member_signs_in_with_the_password_in_the_given_posts()
    {
        Assert.Null(await accounts.AddAsync(new NewMember($" {login.ToUpperInvariant()} ", "Вежливая  Анна", ["consultant", "Administrator", "consultant"], []), Password));

        var member = (await staff.FindByLoginAsync(login))!;
        Assert.Equal("Вежливая Анна", member.Name);
        Assert.Equal([Post.Consultant, Post.Administrator], member.Posts);
        Assert.Equal(PasswordVerificationResult.Success, new PasswordHasher<StaffRecord>().VerifyHashedPassword(member, member.PasswordHash, Password));
        Assert.Contains(new StaffAccount(login, "Вежливая Анна", "consultant,administrator", Disabled: false), await accounts.ListAsync());
    }

    [Fact]
    public async Task A_specialist_has_specialties_and_posts_are_kept_in_the_tables_order()
    {
        Assert.Null(await accounts.AddAsync(new NewMember(login, "Вера", ["rosterKeeper", "SPECIALIST"], ["кардиология", " функциональная  диагностика "]), Password));

        var member = (await staff.FindByLoginAsync(login))!;
        Assert.Equal([Post.Specialist, Post.RosterKeeper], member.Posts);
        Assert.Equal(["кардиология", "функциональная диагностика"], member.Specialties);
        Assert.False(member.IsDemo);
    }

    [Fact]
    public async Task A_login_is_taken_once_even_by_somebody_disabled()
    {
        await accounts.AddAsync(new NewMember(login, "Анна", ["therapist"], []), Password);
        await accounts.DisableAsync(login);

        Assert.Contains("taken", await accounts.AddAsync(new NewMember(login, "Пётр", ["therapist"], []), Password), StringComparison.Ordinal);
        Assert.Equal("Анна", (await accounts.ListAsync()).Single(account => account.Login == login).Name);
    }

    [Fact]
    public async Task A_disabled_member_can_not_sign_in_any_more()
    {
        await accounts.AddAsync(new NewMember(login, "Анна", ["therapist"], []), Password);
        var id = (await staff.FindByLoginAsync(login))!.Id;

        Assert.True(await accounts.DisableAsync(login.ToUpperInvariant()));
        Assert.True(await accounts.DisableAsync(login));

        Assert.False((await staff.FindByLoginAsync(login))!.IsEnabled);
        Assert.False((await staff.FindAsync(id))!.IsEnabled);
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
    [InlineData("vera", "Вера", "specialist", Password)]
    [InlineData("vera", "Вера", "specialist", Password, " ")]
    [InlineData("vera", "Вера", "specialist", Password, "кардиология, хирургия")]
    [InlineData("vera", "Вера", "therapist", Password, "кардиология")]
    public async Task What_is_malformed_is_not_added(string badLogin, string name, string post, string password, string? specialty = null)
    {
        Assert.NotNull(await accounts.AddAsync(new NewMember(badLogin, name, [post], specialty is null ? [] : [specialty]), password));
        Assert.DoesNotContain(await accounts.ListAsync(), account => account.Login == badLogin.Trim());
    }
}

public sealed class SqliteStaffAccountTests(SqliteStorage storage) : StaffAccountTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresStaffAccountTests(PostgresStorage storage) : StaffAccountTests(storage), IClassFixture<PostgresStorage>;
