using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

public abstract class PeopleTests(ClassStorage storage)
{
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly string phone = Family.Phone();
    private readonly string number = "ДМС-" + Sample.Id()[..12].ToUpperInvariant();

    [Fact]
    public async Task A_policy_is_found_as_people_read_it_out()
    {
        var spaced = $"{number[..6]} {number[6..]}";
        await ImportAsync(Family.Line(spaced, phone: phone));
        var holder = Assert.Single(await people.OfPhoneAsync(phone));

        foreach (var said in new[] { spaced, number, number.ToLowerInvariant(), $" {number[..9]} {number[9..]} " })
            Assert.Equivalent(holder, Assert.Single(await people.FindByPolicyAsync(said)), strict: true);
        Assert.Empty(await people.FindByPolicyAsync(number[..^1]));
    }

    [Fact]
    public async Task People_are_searched_by_phone_policy_and_the_beginning_of_the_name()
    {
        var surname = "Ё" + Sample.Id();
        await ImportAsync(
            Family.Line(number + "1", $"{surname} Анна", phone: phone),
            Family.Line(number + "2", $"{surname} Борис", phone: phone),
            Family.Line(number + "3", $"{surname}а Вера"));

        Assert.Equal(["Анна", "Борис"], await FirstNamesAsync(new PersonQuery { Phone = phone }));
        Assert.Equal(["Борис"], await FirstNamesAsync(new PersonQuery { PolicyNumber = (number + "2").ToLowerInvariant() }));
        Assert.Equal(["Анна", "Борис", "Вера"], (await FirstNamesAsync(Sample.Named(surname))).Order());
        Assert.Equal(["Анна", "Борис", "Вера"], await FirstNamesAsync(Sample.Named(surname + " ")));
        Assert.Equal(["Вера"], await FirstNamesAsync(Sample.Named(surname + "а в")));
        Assert.Empty(await FirstNamesAsync(Sample.Named("%")));
        Assert.Equal(2, (await people.SearchAsync(Sample.Named(surname), limit: 2)).Count);
    }

    [Fact]
    public async Task A_phone_is_bound_to_a_person_without_one_and_never_over_another()
    {
        await ImportAsync(Family.Line(number));
        var person = Assert.Single(await people.FindByPolicyAsync(number));
        Assert.Null(person.Phone);

        Assert.True(await people.BindPhoneAsync(person.Id, phone, Sample.Audit(new StaffId("consultant"))));
        Assert.True(await people.BindPhoneAsync(person.Id, phone, Sample.Audit(new StaffId("consultant"))));
        Assert.False(await people.BindPhoneAsync(person.Id, Family.Phone(), Sample.Audit(new StaffId("consultant"))));
        Assert.False(await people.BindPhoneAsync(new PatientId(Sample.Id()), phone, Sample.Audit(new StaffId("consultant"))));

        Assert.Equal(person.Id, Assert.Single(await people.OfPhoneAsync(phone)).Id);
        await ImportAsync(Family.Line(number));
        Assert.Equal(phone, Assert.Single(await people.FindByPolicyAsync(number)).Phone);
    }

    [Fact]
    public async Task Of_two_phones_bound_at_once_one_wins()
    {
        await ImportAsync(Family.Line(number));
        var person = Assert.Single(await people.FindByPolicyAsync(number)).Id;

        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => people.BindPhoneAsync(person, Family.Phone(), Sample.Audit(new StaffId("consultant")))));

        Assert.Single(won, isBound => isBound);
    }

    [Fact]
    public async Task A_withdrawn_consent_is_no_longer_in_force_and_a_new_one_is()
    {
        var journal = storage.Get<IJournal>();
        var person = (await Family.ImportAsync(storage, new DateOnly(1990, 5, 1)))[0].Id;
        await people.WithdrawConsentAsync(RecordCommand.Of(Caller.Of(new AccountId("account")), CommandId.New(), "withdraw", Sample.Now), person);
        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [Consent(person, "1", Sample.Now)]));

        await people.WithdrawConsentAsync(RecordCommand.Of(Caller.Of(new AccountId("account")), CommandId.New(), "withdraw", Sample.Now.AddDays(1)), person);
        Assert.Null((await people.FindAsync(person))!.ConsentTo(InsurerId.Default));
        Assert.Equal([("1", Sample.Now.AddDays(1))], (await people.FindAsync(person))!.Withdrawn.Select(consent => (consent.TextVersion, consent.At)));
        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [Consent(person, "2", Sample.Now.AddDays(2))]));
        Assert.Empty((await people.FindAsync(person))!.Withdrawn);
        Assert.Equal("2", (await people.FindAsync(person))!.ConsentTo(InsurerId.Default));

        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [new ConsentTakenBack(person, Sample.Now.AddDays(3))]));
        Assert.Null((await people.FindAsync(person))!.ConsentTo(InsurerId.Default));
        Assert.Equal(2, await storage.Fixture.ScalarAsync("SELECT count(DISTINCT withdrawn_at) FROM consent WHERE person = @Value", new { person.Value }));
    }

    [Fact]
    public async Task Each_insurers_consent_stands_by_itself_and_all_are_withdrawn_together()
    {
        var journal = storage.Get<IJournal>();
        var insurer = await Insurers.AddAsync(storage);
        var person = (await Family.ImportAsync(storage, new DateOnly(1990, 5, 1)))[0].Id;
        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [Consent(person, "1", Sample.Now)]));
        Assert.Null((await people.FindAsync(person))!.ConsentTo(insurer));
        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [Consent(person, "own-1", Sample.Now.AddDays(1)) with { Insurer = insurer }]));
        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [Consent(person, "own-2", Sample.Now.AddDays(2)) with { Insurer = insurer }]));

        var record = (await people.FindAsync(person))!;
        Assert.Equal(("1", "own-2", 2), (record.ConsentTo(InsurerId.Default), record.ConsentTo(insurer), record.Consents.Count));

        await people.WithdrawConsentAsync(RecordCommand.Of(Caller.Of(new AccountId("account")), CommandId.New(), "withdraw", Sample.Now.AddDays(3)), person);
        Assert.Empty((await people.FindAsync(person))!.Consents);
        Assert.Equal(["1", "own-2"], (await people.FindAsync(person))!.Withdrawn.Select(consent => consent.TextVersion).Order());
    }

    [Fact]
    public async Task A_bound_phone_leaves_an_entry_and_one_that_is_refused_none()
    {
        await ImportAsync(Family.Line(number));
        var person = Assert.Single(await people.FindByPolicyAsync(number)).Id;
        var who = new StaffId(Sample.Id());

        Assert.True(await people.BindPhoneAsync(person, Family.Phone(), Sample.Audit(who)));
        Assert.False(await people.BindPhoneAsync(person, Family.Phone(), Sample.Audit(who)));

        Assert.Equal(1, await storage.Fixture.ScalarAsync("SELECT count(*) FROM audit_entry WHERE who = @Value AND deed = 'changed' AND what = 'phone'", new { who.Value }));
    }

    private static ConsentGiven Consent(PatientId patient, string version, DateTimeOffset at) => new(patient, version, "hash", "Ромашкина Анна", new AccountId("account"), at, InsurerId.Default);

    private async Task<IEnumerable<string>> FirstNamesAsync(PersonQuery query) => (await people.SearchAsync(query, limit: 20)).Select(person => person.Name.Split(' ')[1]);

    private async Task ImportAsync(params string[] lines) => Assert.Empty((await storage.Get<PolicyImport>().RunAsync(InsurerId.Default, Family.File([Family.Header, .. lines]))).Bad);
}

public sealed class SqlitePeopleTests(SqliteStorage storage) : PeopleTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresPeopleTests(PostgresStorage storage) : PeopleTests(storage), IClassFixture<PostgresStorage>;
