using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

public abstract class RecordTests(ClassStorage storage)
{
    private readonly IJournal journal = storage.Get<IJournal>();
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly IAccounts accounts = storage.Get<IAccounts>();

    [Fact]
    public async Task A_phone_has_one_account()
    {
        var phone = "+7" + Sample.Id()[..10];

        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => accounts.AccountOfAsync(phone, Sample.Now)));

        var account = Assert.Single(found.Distinct());
        Assert.Equal(phone, await accounts.PhoneOfAsync(account));
        Assert.Null(await accounts.PhoneOfAsync(new AccountId(Sample.Id())));
    }

    [Fact]
    public async Task Staff_are_found_by_login_and_by_id()
    {
        var staff = storage.Get<IStaffRecords>();
        var member = new StaffRecord(new StaffId(Sample.Id()), Sample.Id(), "hash", "Айболитов Корней Иванович", [Post.Therapist, Post.Paediatrician]);
        Assert.True(await staff.AddAsync(member));
        Assert.False(await staff.AddAsync(member with { Id = new StaffId(Sample.Id()) }));

        Assert.Equivalent(member, await staff.FindByLoginAsync(member.Login), strict: true);
        Assert.Equivalent(member, await staff.FindAsync(member.Id), strict: true);
        Assert.Null(await staff.FindByLoginAsync(Sample.Id()));
        Assert.Equal([KeyValuePair.Create(member.Id, member.Name)], await staff.NamesAsync([member.Id, new StaffId(Sample.Id())]));
        Assert.Empty(await staff.NamesAsync([]));
    }

    [Fact]
    public async Task A_consent_is_stored_with_its_commit()
    {
        var family = await Family.ImportAsync(storage, new DateOnly(1990, 5, 1));
        Assert.Null((await people.FindAsync(family[0].Id))!.ConsentTo(InsurerId.Default));

        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [Consent(family[0].Id, "1", Sample.Now)]));
        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [Consent(family[0].Id, "2", Sample.Now.AddDays(1))]));

        Assert.Equal("2", (await people.FindAsync(family[0].Id))!.ConsentTo(InsurerId.Default));
    }

    [Fact]
    public async Task A_consent_is_kept_with_how_it_was_confirmed_and_read_again_also_when_withdrawn()
    {
        var person = (await Family.ImportAsync(storage, new DateOnly(1990, 5, 1)))[0].Id;
        var proof = new ConsentProof(Sample.Session(), IdentityLevel.Identified, "203.0.113.7", "romashka.localhost");
        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [Consent(person, "1", Sample.Now) with { Proof = proof }]));
        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [Consent(person, "2", Sample.Now.AddDays(1))]));
        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [new ConsentTakenBack(person, Sample.Now.AddDays(2))]));

        Assert.Equal(
            1, await storage.Fixture.ScalarAsync("SELECT count(*) FROM consent WHERE person = @Value AND session = @Session AND identity = 'identified' AND address = '203.0.113.7' AND host = 'romashka.localhost'", new { person.Value, Session = proof.Session.Value }));
        Assert.Equal(1, await storage.Fixture.ScalarAsync("SELECT count(*) FROM consent WHERE person = @Value AND session IS NULL AND identity IS NULL", new { person.Value }));
        Assert.Equal(new ConfirmedConsent("1", "hash", "Ромашкина Анна", Sample.Now, Sample.Now.AddDays(2)), await people.ConsentAsync(person, "1"));
        Assert.Null(await people.ConsentAsync(person, "3"));
    }

    [Fact]
    public async Task A_losing_commit_leaves_no_record()
    {
        var family = await Family.ImportAsync(storage, new DateOnly(1990, 5, 1));
        var session = Sample.Session();
        await journal.AppendAsync(Sample.Commit(session));

        Assert.Equal(AppendResult.Conflict, await journal.AppendAsync(Sample.Commit(session, records: [Consent(family[0].Id, "1", Sample.Now)])));
        Assert.Null((await people.FindAsync(family[0].Id))!.ConsentTo(InsurerId.Default));
    }

    private static ConsentGiven Consent(PatientId patient, string version, DateTimeOffset at) => new(patient, version, "hash", "Ромашкина Анна", new AccountId("account"), at, InsurerId.Default);
}

public sealed class SqliteRecordTests(SqliteStorage storage) : RecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresRecordTests(PostgresStorage storage) : RecordTests(storage), IClassFixture<PostgresStorage>;
