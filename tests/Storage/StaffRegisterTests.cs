using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Administrators' changes are stored with their audit entry and due row, one after the other.</summary>
public abstract class StaffRegisterTests(ClassStorage storage)
{
    private readonly IStaffRegister register = storage.Get<IStaffRegister>();
    private readonly IStaffRecords staff = storage.Get<IStaffRecords>();
    private readonly StaffId by = new(Sample.Id());

    [Fact]
    public async Task A_member_is_added_once_and_a_repeat_makes_another_link()
    {
        var member = Member(passwordHash: "");
        Assert.Null(await register.AddAsync(member, Link("first"), Entries(member.Id)));
        Assert.Null(await register.AddAsync(member, Link("second"), Entries(member.Id)));
        Assert.Equal(Refusal.LoginTaken, await register.AddAsync(Member("") with { Login = member.Login }, Link("third"), Entries(member.Id)));
        Assert.Equal(Refusal.CommandReused, await register.AddAsync(member with { Posts = [Post.Administrator] }, Link("fourth"), Entries(member.Id)));

        Assert.Null(await register.OfLinkAsync(HashOf("first"), Sample.Now));
        Assert.Equal((member.Id, Sample.Now.AddHours(72)), ((await register.OfLinkAsync(HashOf("second"), Sample.Now))!.Value is var found ? (found.Member.Id, found.ExpiresAt) : default));
        // Each link lets somebody in, so each leaves an entry.
        Assert.Equal(2, await AuditedAsync(member.Id));
        Assert.Contains(await register.AllAsync(), entry => entry.Record.Id == member.Id && entry.LinkUntil == Sample.Now.AddHours(72));
    }

    [Fact]
    public async Task A_repeat_makes_no_link_once_the_first_one_was_used_or_the_member_reset()
    {
        var (used, reset) = (Member(""), Member(""));
        await register.AddAsync(used, Link("used"), Entries(used.Id));
        await register.UseLinkAsync(HashOf("used"), "hash", Sample.Now);
        await register.AddAsync(reset, Link("unused"), Entries(reset.Id));
        await register.ChangeAsync(by, reset.Id, stored => StaffRules.Reset(stored, by, Link("of the reset")), Entries(reset.Id));

        Assert.Equal(Refusal.CommandReused, await register.AddAsync(used, Link("again"), Entries(used.Id)));
        Assert.Equal(Refusal.CommandReused, await register.AddAsync(reset, Link("again"), Entries(reset.Id)));
        Assert.NotNull(await register.OfLinkAsync(HashOf("of the reset"), Sample.Now));
    }

    [Fact]
    public async Task A_link_sets_the_password_once_by_however_many_at_once_and_not_too_late()
    {
        var member = Member("");
        await register.AddAsync(member, Link("once"), Entries(member.Id));
        Assert.Null(await register.OfLinkAsync(HashOf("once"), Sample.Now.AddHours(72)));
        Assert.Null(await register.UseLinkAsync(HashOf("once"), "late", Sample.Now.AddHours(72)));

        var generations = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => register.UseLinkAsync(HashOf("once"), $"hash{number}", Sample.Now)));

        Assert.Equal(1, Assert.Single(generations, generation => generation is not null));
        Assert.StartsWith("hash", (await staff.FindAsync(member.Id))!.PasswordHash, StringComparison.Ordinal);
        Assert.Null(await register.OfLinkAsync(HashOf("once"), Sample.Now));
    }

    [Fact]
    public async Task A_change_is_stored_told_and_audited_and_a_refused_one_is_nothing_of_it()
    {
        var member = Member("hash");
        await staff.AddAsync(member);
        await storage.Get<IStaffKeyRecords>().KeepTotpAsync(member.Id, new TotpRecord([1], Sample.Now, 1), ["a"], replaces: false);

        Assert.Equal(Refusal.Busy, (await register.ChangeAsync(by, member.Id, _ => Refusal.Busy, Entries(member.Id))).Refusal);
        Assert.Equal(Refusal.NotFound, (await register.ChangeAsync(by, new StaffId(Sample.Id()), StaffRules.SignOut, Entries(member.Id))).Refusal);
        Assert.Equal((0, 1), (await AuditedAsync(member.Id), (await staff.FindAsync(member.Id))!.Version));
        Assert.False(await IsDueAsync(member.Id));

        var changed = (await register.ChangeAsync(by, member.Id, stored => StaffRules.Reset(stored, by, Link("reset")), Entries(member.Id))).Value!;

        Assert.Equal(("", 2, 1, false, Sample.Now.AddHours(72)), (changed.Record.PasswordHash, changed.Record.Version, changed.Record.Generation, changed.HasFactor, changed.LinkUntil));
        Assert.Equal(1, await AuditedAsync(member.Id));
        Assert.True(await IsDueAsync(member.Id));
        var renamed = (await register.ChangeAsync(by, member.Id, stored => StaffRules.Change(stored, 2, new StaffDetails("Вера", [Post.Specialist], ["кардиология"])), Entries(member.Id))).Value!;
        Assert.Equal(("Вера", Post.Specialist, "кардиология"), (renamed.Record.Name, renamed.Record.Posts[0], renamed.Record.Specialties[0]));
        Assert.Equal(Refusal.StaffChanged, (await register.ChangeAsync(by, member.Id, stored => StaffRules.Change(stored, 2, new StaffDetails("Анна", [Post.Auditor], [])), Entries(member.Id))).Refusal);
    }

    [Fact]
    public async Task Of_two_administrators_who_disable_each_other_at_once_one_stays()
    {
        // Nobody else of this database is one.
        foreach (var entry in await register.AllAsync())
            await register.ChangeAsync(by, entry.Record.Id, stored => new StaffChanged(stored.Record with { Posts = [Post.Consultant] }), Entries(entry.Record.Id));
        var (anna, vera) = (Administrator(), Administrator());
        // Neither an invited nor an insurer's administrator is another one.
        foreach (var member in new[] { anna, vera, Administrator() with { PasswordHash = "" } })
            await staff.AddAsync(member);

        var replies = await Task.WhenAll(Disable(anna.Id, vera.Id), Disable(vera.Id, anna.Id));

        Assert.Equal(Refusal.RightMissing, Assert.Single(replies, reply => reply.Value is null).Refusal);
        var stays = replies[0].Value is null ? vera : anna;
        Assert.Equal(Refusal.LastAdministrator, (await register.ChangeAsync(by, stays.Id, stored => StaffRules.SetEnabled(stored, by, isEnabled: false), Entries(stays.Id))).Refusal);
    }

    [Fact]
    public async Task Whose_access_ended_a_moment_ago_ends_nobody_elses()
    {
        var (anna, vera, olga) = (Administrator(), Administrator(), Administrator());
        foreach (var member in new[] { anna, vera, olga })
            await staff.AddAsync(member);

        var replies = await Task.WhenAll(Disable(anna.Id, vera.Id), Reset(vera.Id, anna.Id));

        Assert.Equal(Refusal.RightMissing, Assert.Single(replies, reply => reply.Value is null).Refusal);

        Task<Reply<StaffEntry>> Reset(StaffId who, StaffId whom) => ChangeIfMay(who, whom, stored => StaffRules.Reset(stored, who, Link("other")));
    }

    private static StaffRecord Administrator() => Member("hash") with { Posts = [Post.Administrator] };

    private Task<Reply<StaffEntry>> Disable(StaffId who, StaffId whom) => ChangeIfMay(who, whom, stored => StaffRules.SetEnabled(stored, who, isEnabled: false));

    /// <summary>Changes a member as the office does, which looks first whether who asks still may.</summary>
    private Task<Reply<StaffEntry>> ChangeIfMay(StaffId who, StaffId whom, Func<StaffChanging, Reply<StaffChanged>> decide) =>
        register.ChangeAsync(who, whom, stored => StaffRules.RefuseChange(stored) is { } refusal ? refusal : decide(stored), Entries(whom));

    private static StaffRecord Member(string passwordHash) => new(new StaffId(Sample.Id()), "c" + Sample.Id(), passwordHash, "Анна", [Post.Consultant]);

    private StaffLink Link(string token) => new(HashOf(token), Sample.Now.AddHours(72));

    private string HashOf(string token) => LinkSecret.HashOf($"{by}{token}");

    private AuditEntries Entries(StaffId member) =>
        new([new AuditEntry(Sample.Now, by, Post.Administrator, AuditDeed.Changed, AuditSubject.StaffAccount, [new PatientId(member.Value)], null, Purpose.StaffAccounts)]);

    private Task<int> AuditedAsync(StaffId member) => storage.Get<Database>().ReadAsync(connection =>
        connection.ExecuteScalarAsync<int>("SELECT count(*) FROM audit_entry WHERE who = @who AND whose = @whose", new { who = by.Value, whose = $"[\"{member}\"]" }));

    private Task<bool> IsDueAsync(StaffId member) => storage.Get<Database>().ReadAsync(async connection =>
        await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM due WHERE kind = @Staff AND key = @Value", new { WakeKind.Staff, member.Value }) == 1);
}

public sealed class SqliteStaffRegisterTests(SqliteStorage storage) : StaffRegisterTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresStaffRegisterTests(PostgresStorage storage) : StaffRegisterTests(storage), IClassFixture<PostgresStorage>;
