using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

public abstract class RecordTests(ClassStorage storage)
{
    private readonly IJournal journal = storage.Get<IJournal>();
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly IConclusions conclusions = storage.Get<IConclusions>();

    [Fact]
    public async Task A_phone_has_one_account()
    {
        var phone = "+7" + Sample.Id()[..10];

        var accounts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => people.AccountOfAsync(phone, Sample.Now)));

        var account = Assert.Single(accounts.Distinct());
        Assert.Equal(phone, await people.PhoneOfAsync(account));
        Assert.Null(await people.PhoneOfAsync(new AccountId(Sample.Id())));
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
    }

    [Fact]
    public async Task A_consent_is_stored_with_its_commit()
    {
        var family = await Family.ImportAsync(storage, new DateOnly(1990, 5, 1));
        Assert.Null((await people.FindAsync(family[0].Id))!.ConsentVersion);

        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [Consent(family[0].Id, "1", Sample.Now)]));
        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [Consent(family[0].Id, "2", Sample.Now.AddDays(1))]));

        Assert.Equal("2", (await people.FindAsync(family[0].Id))!.ConsentVersion);
    }

    [Fact]
    public async Task A_losing_commit_leaves_no_record()
    {
        var family = await Family.ImportAsync(storage, new DateOnly(1990, 5, 1));
        var session = Sample.Session();
        await journal.AppendAsync(Sample.Commit(session));

        Assert.Equal(AppendResult.Conflict, await journal.AppendAsync(Sample.Commit(session, records: [Consent(family[0].Id, "1", Sample.Now)])));
        Assert.Null((await people.FindAsync(family[0].Id))!.ConsentVersion);
    }

    [Fact]
    public async Task A_conclusion_is_saved_again_until_it_is_signed()
    {
        var (session, doctor) = (Sample.Session(), new StaffId(Sample.Id()));
        var draft = Conclusion(session, "ОРВИ");
        await journal.AppendAsync(Sample.Commit(session, 1, records: [new ConclusionWritten(doctor, draft)]));
        var signed = draft with { Text = draft.Text with { Diagnosis = "Грипп" }, SignedAt = Sample.Now };
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(session, 2, records: [new ConclusionWritten(doctor, signed)])));

        Assert.Equal(AppendResult.Conflict, await journal.AppendAsync(Sample.Commit(session, 3, records: [new ConclusionWritten(doctor, signed with { Text = ConclusionText.Empty })])));

        Assert.Equal(new ConclusionRecord(doctor, signed), await conclusions.FindAsync(signed.ConclusionId));
        Assert.Equal(2, (await journal.ReadAsync(session)).Count);
        Assert.Null(await conclusions.FindAsync(new ConclusionId(Sample.Id())));
    }

    [Fact]
    public async Task Another_doctor_never_overwrites_a_draft()
    {
        var session = Sample.Session();
        var draft = Conclusion(session, "ОРВИ");
        await journal.AppendAsync(Sample.Commit(session, 1, records: [new ConclusionWritten(new StaffId(Sample.Id()), draft)]));

        Assert.Equal(AppendResult.Conflict, await journal.AppendAsync(Sample.Commit(session, 2, records: [new ConclusionWritten(new StaffId(Sample.Id()), draft)])));
    }

    private static ConsentGiven Consent(PatientId patient, string version, DateTimeOffset at) => new(patient, version, "hash", "Ромашкина Анна", new AccountId("account"), at);

    private static ConclusionView Conclusion(SessionId session, string diagnosis) => new(
        new ConclusionId(Sample.Id()), session, new PatientId(Sample.Id()), "Ромашкина Анна", new DateOnly(1990, 5, 1), "Пилюлькин Антон", QueueKind.Therapist, Sample.Now,
        new ConclusionText("Кашель", "Три дня", diagnosis, "Пить тёплое"), Sample.Now, null);
}

public sealed class SqliteRecordTests(SqliteStorage storage) : RecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresRecordTests(PostgresStorage storage) : RecordTests(storage), IClassFixture<PostgresStorage>;
