using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Microsoft.Extensions.Options;

namespace Medzdrav.Tests.Storage;

/// <summary>A change that operators make at the console is stored with the due row that tells a running server.</summary>
public abstract class StaffChangeTests(ClassStorage storage)
{
    private const string Password = "correct horse";
    private readonly StaffAccounts accounts = storage.Get<StaffAccounts>();
    private readonly IStaffRecords staff = storage.Get<IStaffRecords>();

    [Fact]
    public async Task Each_change_is_a_version_of_its_own_and_is_told()
    {
        var member = await AddAsync("consultant");
        Assert.Equal((1, 0), (member.Version, member.Generation));

        foreach (var (change, generations) in Changes(member.Login))
        {
            var before = (await staff.FindAsync(member.Id))!;
            Assert.False(await TakeDueAsync(member.Id));
            await change();
            var after = (await staff.FindAsync(member.Id))!;
            Assert.Equal(before.Version + 1, after.Version);
            Assert.Equal(before.Generation + generations, after.Generation);
            Assert.True(await TakeDueAsync(member.Id));
        }
    }

    [Fact]
    public async Task Each_change_leaves_an_entry_in_the_consoles_name_and_one_that_is_refused_none()
    {
        var member = await AddAsync("consultant");
        await accounts.SetPasswordAsync(member.Login, "short");
        foreach (var (change, _) in Changes(member.Login))
            await change();

        var uses = await storage.Get<IAuditRecords>().FindAsync(new AuditQuery(Person: new PatientId(member.Id.Value)), before: null, limit: 100);

        Assert.Equal(
            [
                AuditSubject.StaffAccount, AuditSubject.StaffAccount, AuditSubject.StaffKeys, AuditSubject.StaffSignedOut, AuditSubject.StaffKeys, AuditSubject.StaffAccount, AuditSubject.StaffAccount,
                AuditSubject.StaffDisabled, AuditSubject.StaffEnabled,
            ],
            uses.Reverse().Select(use => use.What!.Value));
        Assert.All(uses, use => Assert.Equal((AuditMember.Console, AuditDeed.Changed, Purpose.StaffAccounts), (use.Who, use.Deed, use.Purpose)));
        Assert.Contains(AuditMember.Console, await storage.Get<IAuditRecords>().MembersAsync());
    }

    [Fact]
    public async Task A_member_is_disabled_and_enabled_again()
    {
        var member = await AddAsync("therapist");

        Assert.True(await accounts.DisableAsync(member.Login));
        Assert.False((await staff.FindAsync(member.Id))!.Standing.Admits(member.Generation));
        Assert.True(await accounts.EnableAsync($" {member.Login.ToUpperInvariant()}"));

        var after = (await staff.FindByLoginAsync(member.Login))!;
        Assert.True(after.IsEnabled);
        // Former sign-ins do not come back to life.
        Assert.False(after.Standing.Admits(member.Generation));
        Assert.True(after.Standing.Admits(after.Generation));
    }

    [Fact]
    public async Task Posts_and_passwords_are_looked_at_as_for_a_new_member()
    {
        var member = await AddAsync("consultant");

        Assert.Contains("A post is one of", await accounts.SetPostsAsync(member.Login, ["nurse"], []), StringComparison.Ordinal);
        Assert.Contains("Specialties", await accounts.SetPostsAsync(member.Login, ["specialist"], []), StringComparison.Ordinal);
        Assert.Contains("10 to", await accounts.SetPasswordAsync(member.Login, "short"), StringComparison.Ordinal);
        Assert.Contains("common", await accounts.SetPasswordAsync(member.Login, "Password2026"), StringComparison.Ordinal);
        Assert.Contains("letters", await accounts.SetPasswordAsync(member.Login, "1928374650"), StringComparison.Ordinal);
        Assert.Null(await accounts.SetPostsAsync(member.Login, ["supervisor", "specialist"], ["кардиология"]));

        var after = (await staff.FindAsync(member.Id))!;
        Assert.Equal([Post.Specialist, Post.Supervisor], after.Posts);
        Assert.Equal(["кардиология"], after.Specialties);
        Assert.False(await TakeDueAsync(new StaffId(Sample.Id())));
    }

    [Fact]
    public async Task Nobody_of_an_unknown_login_is_changed()
    {
        var unknown = Sample.Id();

        Assert.False(await accounts.DisableAsync(unknown));
        Assert.False(await accounts.EnableAsync(unknown));
        Assert.False(await accounts.SignOutAsync(unknown));
        Assert.False(await accounts.ForgetFactorAsync(unknown));
        Assert.Contains(unknown, await accounts.SetPasswordAsync(unknown, Password), StringComparison.Ordinal);
        Assert.Contains(unknown, await accounts.SetPostsAsync(unknown, ["therapist"], []), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_sets_members_are_disabled_together_and_nobody_else()
    {
        var member = await AddAsync("therapist");
        var demo = new StaffRecord(new StaffId(Sample.Id()), Sample.Id(), "hash", "Пилюлькин", [Post.Therapist]) { IsDemo = true };
        await staff.AddAsync(demo);
        Assert.True(await accounts.HasEnabledDemoAsync());

        Assert.Equal(1, await accounts.DisableDemoAsync());

        Assert.False(await accounts.HasEnabledDemoAsync());
        Assert.False((await staff.FindAsync(demo.Id))!.IsEnabled);
        Assert.True((await staff.FindAsync(member.Id))!.IsEnabled);
        Assert.True(await TakeDueAsync(demo.Id));
        Assert.Equal(0, await accounts.DisableDemoAsync());
    }

    [Fact]
    public async Task Where_everybody_needs_a_second_factor_sign_ins_by_a_password_alone_end_once()
    {
        var (byPassword, byCode, ended) = (await AddAsync("consultant"), await AddAsync("consultant"), await AddAsync("consultant"));
        await SignInAsync(byPassword, SignInFactor.Password);
        await SignInAsync(byCode, SignInFactor.Totp);
        await SignInAsync(ended, SignInFactor.Password, Sample.Now);
        StaffAccounts With(bool isForAll) => new(storage.Get<Database>(), Options.Create(new StaffOptions { SecondFactorForAll = isForAll }), TimeProvider.System);

        Assert.Equal(0, await With(isForAll: false).EndWithoutFactorAsync());
        Assert.Equal(1, await With(isForAll: true).EndWithoutFactorAsync());

        Assert.Equal(1, (await staff.FindAsync(byPassword.Id))!.Generation);
        Assert.True(await TakeDueAsync(byPassword.Id));
        Assert.Equal(0, (await staff.FindAsync(byCode.Id))!.Generation);
        Assert.Equal(0, await With(isForAll: true).EndWithoutFactorAsync());
    }

    [Fact]
    public async Task A_password_set_at_the_console_ends_a_link_that_was_not_used()
    {
        var register = storage.Get<IStaffRegister>();
        var member = new StaffRecord(new StaffId(Sample.Id()), "c" + Sample.Id(), "", "Анна", [Post.Therapist]);
        await register.AddAsync(member, new StaffLink(member.Id.Value, Sample.Now.AddHours(72)), new AuditEntries([]));
        Assert.NotNull(await register.OfLinkAsync(member.Id.Value, Sample.Now));

        Assert.Null(await accounts.SetPasswordAsync(member.Login, Password));

        Assert.Null(await register.OfLinkAsync(member.Id.Value, Sample.Now));
    }

    private IEnumerable<(Func<Task> Change, int Generations)> Changes(string login) =>
    [
        (() => accounts.SetPostsAsync(login, ["therapist"], []), 0),
        (() => accounts.SetPasswordAsync(login, "another password"), 1),
        (() => accounts.SignOutAsync(login), 1),
        (() => accounts.ForgetFactorAsync(login), 1),
        // A post that needs a second factor ends the sign-ins without one.
        (() => accounts.SetPostsAsync(login, ["auditor"], []), 1),
        (() => accounts.SetPostsAsync(login, ["supervisor", "therapist"], []), 0),
        (() => accounts.DisableAsync(login), 1),
        (() => accounts.EnableAsync(login), 0),
    ];

    private async Task<StaffRecord> AddAsync(string post)
    {
        var login = "c" + Sample.Id();
        Assert.Null(await accounts.AddAsync(new NewMember(login, "Анна", [post], []), Password));
        return (await staff.FindByLoginAsync(login))!;
    }

    private async Task SignInAsync(StaffRecord member, SignInFactor factor, DateTimeOffset? endedAt = null)
    {
        var (keys, credential) = (storage.Get<IStaffKeyRecords>(), Sample.Id());
        await keys.AddSignInAsync(new StaffSignInRecord(credential, member.Id, Sample.Now, Sample.Now, null, null, factor, Generation: 0));
        if (endedAt is { } at)
            await keys.EndSignInAsync(credential, at);
    }

    private Task<bool> TakeDueAsync(StaffId member) => storage.Get<Database>().WriteAsync(async connection =>
        await connection.ExecuteAsync("DELETE FROM due WHERE kind = @Staff AND key = @Value", new { WakeKind.Staff, member.Value }) == 1);
}

public sealed class SqliteStaffChangeTests(SqliteStorage storage) : StaffChangeTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresStaffChangeTests(PostgresStorage storage) : StaffChangeTests(storage), IClassFixture<PostgresStorage>;
