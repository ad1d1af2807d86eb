using System.Security.Cryptography;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>An import that is not sure whether a person is new, and what a consultant decides.</summary>
public abstract class PersonMatchTests(ClassStorage storage)
{
    private static readonly StaffId Anna = new("anna");

    private readonly IPeople people = storage.Get<IPeople>();
    private readonly IPersonMatches matches = storage.Get<IPersonMatches>();
    private readonly string phone = Family.Phone();
    private readonly string later = Family.Phone();
    private readonly string number = Sample.Id();
    private readonly string name = "Жж" + RandomNumberGenerator.GetString("бвгдклмнпрст", 12).ToLowerInvariant() + " Анна";

    [Fact]
    public async Task The_name_and_birth_date_of_somebody_with_another_phone_are_a_consultants_question()
    {
        await ImportAsync(Line(number, phone));

        var report = await ImportAsync(Line(number + "b", later));

        Assert.Equal(1, report.Created);
        Assert.EndsWith("создана задача: один ли это человек", Assert.Single(report.Noted).Reason, StringComparison.Ordinal);
        var (sent, known) = (await OnlyAsync(later), await OnlyAsync(phone));
        var match = await MatchAsync();
        Assert.Equal((MatchReason.SameName, sent.Id, known.Id, null), (match.Reason, match.Sent, match.Known, match.Decision));
        var task = (await storage.Get<ITaskRecords>().OpenAsync(Sample.Now, 1000)).Single(task => task.TaskId == match.Task);
        Assert.Equal((TaskKind.Match, ""), (task.Kind, task.Phone));
        Assert.Equal(1, await storage.Fixture.ScalarAsync("SELECT count(*) FROM due WHERE kind = 'callback' AND key = 'new'", new { }));
    }

    [Theory]
    [InlineData("01.05.1991", "Анна", true)]
    [InlineData("01.05.1990", "Инна", true)]
    [InlineData("01.05.1991", "Инна", false)]
    public async Task A_number_with_another_birth_date_or_name_is_asked_about_and_one_with_both_is_another_persons(string born, string first, bool isAsked)
    {
        await ImportAsync(Line(number, phone));
        var known = await OnlyAsync(phone);

        var report = await ImportAsync(Family.Line(number, name.Replace("Анна", first, StringComparison.Ordinal), born, phone));

        Assert.Contains(isAsked ? "создана задача: один ли это человек" : "был полис другого человека", Assert.Single(report.Noted).Reason, StringComparison.Ordinal);
        var holder = Assert.Single(await people.FindByPolicyAsync(number));
        Assert.NotEqual(known.Id, holder.Id);
        Assert.Equal(isAsked ? 1 : 0, await CountAsync(holder.Id));
    }

    [Fact]
    public async Task Nobody_is_asked_twice()
    {
        await ImportAsync(Line(number, phone));
        await ImportAsync(Line(number + "b", later), Line(number + "c", later));
        await ImportAsync(Line(number + "b", later), Line(number, phone));

        Assert.Equal(1, await CountAsync((await OnlyAsync(later)).Id));
    }

    [Fact]
    public async Task The_same_person_has_all_policies_and_the_number_that_came_last()
    {
        var (sent, known) = await TwoAsync();

        await DecideAsync(MatchDecision.SamePerson);

        var one = await OnlyAsync(later);
        Assert.Equal(known.Id, one.Id);
        Assert.Equal([number, number + "b"], one.Policies.Select(policy => policy.Number).Order());
        Assert.Null(await people.FindAsync(sent.Id));
        Assert.Empty(await people.OfPhoneAsync(phone));
        Assert.Equal(known.Id, Assert.Single(await people.SearchAsync(Sample.Named(name), 10)).Id);
        Assert.DoesNotContain(await storage.Get<ITaskRecords>().OpenAsync(Sample.Now, 1000), task => task.TaskId == MatchAsync().Result.Task);
        Assert.Equal(1, await storage.Fixture.ScalarAsync("SELECT count(*) FROM audit_entry WHERE who = @who", new { who = "decides-" + number }));
        await ImportAsync(Line(number + "b", later), Line(number, phone));
        Assert.Equal((1, later), (await CountAsync(known.Id), (await people.FindAsync(known.Id))!.Phone));
    }

    [Fact]
    public async Task A_decision_is_taken_back_with_everything_that_it_changed()
    {
        var (sent, known) = await TwoAsync();
        await DecideAsync(MatchDecision.SamePerson);

        await DecideAsync(MatchDecision.AnotherPerson);

        Assert.Equivalent(sent, await people.FindAsync(sent.Id), strict: true);
        Assert.Equivalent(known, await people.FindAsync(known.Id), strict: true);
        Assert.Equal(MatchDecision.AnotherPerson, (await MatchAsync()).Decision);
        await DecideAsync(MatchDecision.SamePerson);
        Assert.Equal(2, (await OnlyAsync(later)).Policies.Count);
    }

    [Fact]
    public async Task Another_person_stays_another_one()
    {
        var (sent, known) = await TwoAsync();

        await DecideAsync(MatchDecision.AnotherPerson);

        Assert.Equivalent(sent, await people.FindAsync(sent.Id), strict: true);
        Assert.Equivalent(known, await people.FindAsync(known.Id), strict: true);
        Assert.Contains(await matches.DecidedAsync(1000), match => match.Sent == sent.Id && match.DecidedByName == "Анна");
    }

    [Fact]
    public async Task A_corrected_birth_date_becomes_the_persons_own()
    {
        await ImportAsync(Line(number, phone));
        await ImportAsync(Family.Line(number, name, "02.05.1990", phone));
        var known = (await MatchAsync()).Known;

        await DecideAsync(MatchDecision.SamePerson);

        var one = await OnlyAsync(phone);
        Assert.Equal((known, new DateOnly(1990, 5, 2)), (one.Id, one.BirthDate));
        Assert.Single(one.Policies);
    }

    [Fact]
    public async Task The_record_with_a_history_stays()
    {
        var (sent, known) = await TwoAsync();
        await TalkAsync(sent.Id);

        await DecideAsync(MatchDecision.SamePerson);

        Assert.Equal(2, (await people.FindAsync(sent.Id))!.Policies.Count);
        Assert.Null(await people.FindAsync(known.Id));
        await DecideAsync(MatchDecision.AnotherPerson);
        Assert.Equivalent(known, await people.FindAsync(known.Id), strict: true);
    }

    [Fact]
    public async Task Two_histories_never_become_one()
    {
        var (sent, known) = await TwoAsync();
        await TalkAsync(sent.Id);
        await TalkAsync(known.Id);

        Assert.Equal(Refusal.PersonInUse, (await TryAsync(MatchDecision.SamePerson)).Refusal);

        Assert.Equivalent(known, await people.FindAsync(known.Id), strict: true);
        Assert.Contains(await storage.Get<ITaskRecords>().OpenAsync(Sample.Now, 1000), task => task.TaskId == MatchAsync().Result.Task);
        await DecideAsync(MatchDecision.AnotherPerson);
    }

    [Fact]
    public async Task Documents_are_a_history_also_removed_ones_and_those_on_their_way()
    {
        var (sent, known) = await TwoAsync();
        var (documents, upload) = (storage.Get<IDocuments>(), new Upload(Sample.Id(), new AccountId(Sample.Id()), known.Id, "снимок.jpg", 9, Sample.Now, Sample.Now.AddDays(1)));
        var view = new DocumentView(new DocumentId(Sample.Id()), "снимок.jpg", DocumentKind.Jpeg, 1_000, null, false, Sample.Now, sent.Name);
        await documents.AddAsync("u", new DocumentRecord(sent.Id, upload.Account, view, Sample.Id(), new FormSizes(700, 70)));
        await documents.HideAsync(view.DocumentId, Sample.Now);
        await storage.Get<IUploads>().BeginAsync(upload, new UploadBounds(1_000, 1, 1));

        Assert.Equal(Refusal.PersonInUse, (await TryAsync(MatchDecision.SamePerson)).Refusal);

        await storage.Get<IUploads>().RefuseAsync(upload.Id, Refusal.UnsuitableFile);
        await DecideAsync(MatchDecision.SamePerson);
        Assert.NotNull(await people.FindAsync(sent.Id));
        Assert.Null(await people.FindAsync(known.Id));
    }

    [Fact]
    public async Task A_person_whom_others_insure_keeps_their_number()
    {
        var insurer = await Insurers.AddAsync(storage);
        await storage.Get<PolicyImport>().RunAsync(insurer, Family.File(Family.Header, Line(number, phone)));
        await ImportAsync(Line(number + "b", later));

        await DecideAsync(MatchDecision.SamePerson);

        Assert.Equal(2, (await OnlyAsync(phone)).Policies.Count);
        Assert.Empty(await people.OfPhoneAsync(later));
    }

    [Fact]
    public async Task A_task_that_a_colleague_holds_is_decided_by_nobody_else_and_finished_by_no_outcome()
    {
        await TwoAsync();
        var task = (await MatchAsync()).Task;
        var tasks = storage.Get<ITaskRecords>();
        var colleague = new StaffId("colleague");
        await tasks.ClaimAsync(Command(task.Value), task, colleague, "Коллега", Sample.Now.AddMinutes(15));

        Assert.Equal("alreadyTaken", (await TryAsync(MatchDecision.SamePerson)).Refusal!.Code);
        Assert.Equal("invalid", (await tasks.FinishAsync(Command(task.Value), task, colleague, TaskOutcome.Done)).Refusal!.Code);

        await tasks.ReleaseAllAsync(colleague);
        await DecideAsync(MatchDecision.AnotherPerson);
    }

    [Fact]
    public async Task A_repeated_decision_changes_nothing()
    {
        var (sent, _) = await TwoAsync();
        var match = await MatchAsync();
        var command = Command(match.Task.Value);
        await matches.DecideAsync(command, match.Task, Anna, "Анна", MatchDecision.SamePerson, Sample.Audit(Anna));
        await DecideAsync(MatchDecision.AnotherPerson);

        await matches.DecideAsync(command, match.Task, Anna, "Анна", MatchDecision.SamePerson, Sample.Audit(Anna));

        Assert.NotNull(await people.FindAsync(sent.Id));
    }

    private async Task<(PersonRecord Sent, PersonRecord Known)> TwoAsync()
    {
        await ImportAsync(Line(number, phone));
        await ImportAsync(Line(number + "b", later));
        return (await OnlyAsync(later), await OnlyAsync(phone));
    }

    private async Task DecideAsync(MatchDecision decision) => Assert.NotNull((await TryAsync(decision)).Value);

    private async Task<Reply<Done>> TryAsync(MatchDecision decision)
    {
        var task = (await MatchAsync()).Task;
        return await matches.DecideAsync(Command(task.Value), task, Anna, "Анна", decision, Sample.Audit(new StaffId("decides-" + number)));
    }

    private async Task<MatchRecord> MatchAsync()
    {
        await using var connection = await storage.Fixture.ConnectAsync();
        var task = await connection.QuerySingleAsync<string>(
            "SELECT m.task FROM person_match m WHERE EXISTS (SELECT 1 FROM policy o WHERE o.number IN (@number, @second) AND o.person IN (m.sent, m.known))", new { number, second = number + "b" });
        return (await matches.FindAsync(new TaskId(task)))!;
    }

    private Task<long> CountAsync(PatientId person) =>
        storage.Fixture.ScalarAsync("SELECT count(*) FROM person_match WHERE sent = @Value OR known = @Value", new { person.Value });

    private async Task TalkAsync(PatientId person)
    {
        var session = Sample.Session();
        await storage.Get<IJournal>().AppendAsync(
            Sample.Commit(session, row: Sample.Row(session) with { Patient = person, ClosedAt = Sample.Now, NextDeadline = null }), TestContext.Current.CancellationToken);
    }

    private async Task<PersonRecord> OnlyAsync(string number) => Assert.Single(await people.OfPhoneAsync(number));

    private static RecordCommand Command(string task) => RecordCommand.Of(Caller.Of(Anna), CommandId.New(), "DecideMatch", Sample.Now, task);

    private string Line(string number, string phone) => Family.Line(number, name, phone: phone);

    private Task<ImportReport> ImportAsync(params string[] lines) => storage.Get<PolicyImport>().RunAsync(InsurerId.Default, Family.File([Family.Header, .. lines]));
}

public sealed class SqlitePersonMatchTests(SqliteStorage storage) : PersonMatchTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresPersonMatchTests(PostgresStorage storage) : PersonMatchTests(storage), IClassFixture<PostgresStorage>;
