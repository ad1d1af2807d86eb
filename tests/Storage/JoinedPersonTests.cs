using System.Security.Cryptography;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

/// <summary>Two records become one while something is stored that names one of them: what names a person is never without them.</summary>
public abstract class JoinedPersonTests(ClassStorage storage)
{
    private const int Rounds = 12;

    private readonly IPeople people = storage.Get<IPeople>();

    [Fact]
    public async Task A_session_opens_for_nobody_whose_record_is_gone()
    {
        var (sent, _, task) = await DoubtAsync();
        await JoinAsync(storage.Get<IPersonMatches>(), task);

        Assert.Equal(AppendResult.RecordsDiffer, await OpenAsync(storage.Get<IJournal>(), sent));
        Assert.Equal(0, await storage.Fixture.ScalarAsync("SELECT count(*) FROM session WHERE patient = @Value", new { sent.Value }));
    }

    [Fact]
    public async Task A_session_that_opens_meanwhile_keeps_its_person_or_is_refused()
    {
        await using var other = new ServiceCollection().AddLogging().AddStorage(storage.Fixture.Configuration).BuildServiceProvider();
        for (var round = 0; round < Rounds; round++)
        {
            var (sent, known, task) = await DoubtAsync();

            var opening = Task.Run(() => OpenAsync(other.GetRequiredService<IJournal>(), sent));
            var joining = Task.Run(() => JoinAsync(storage.Get<IPersonMatches>(), task));
            await Task.WhenAll(opening, joining);

            var opened = await opening == AppendResult.Stored;
            Assert.Equal(opened, await people.FindAsync(sent) is not null);
            Assert.NotEqual(opened, await people.FindAsync(known) is not null);
        }
    }

    [Fact]
    public async Task An_upload_that_begins_meanwhile_keeps_its_person_or_is_refused()
    {
        await using var other = new ServiceCollection().AddLogging().AddStorage(storage.Fixture.Configuration).BuildServiceProvider();
        for (var round = 0; round < Rounds; round++)
        {
            var (sent, _, task) = await DoubtAsync();
            var upload = new Upload(Sample.Id(), new AccountId(Sample.Id()), sent, "снимок.jpg", 10, Sample.Now, Sample.Now.AddDays(1));

            var beginning = Task.Run(() => other.GetRequiredService<IUploads>().BeginAsync(upload, new UploadBounds(9_000, 10, 10)));
            await Task.WhenAll(beginning, Task.Run(() => JoinAsync(storage.Get<IPersonMatches>(), task)));

            Assert.Equal((await beginning).Value is not null, await people.FindAsync(sent) is not null);
        }
    }

    private static Task<AppendResult> OpenAsync(IJournal journal, PatientId person)
    {
        var session = Sample.Session();
        return journal.AppendAsync(Sample.Commit(session, row: Sample.Row(session) with { Patient = person }, records: [new PersonNamed(person)]), TestContext.Current.CancellationToken);
    }

    private static async Task JoinAsync(IPersonMatches matches, TaskId task)
    {
        var command = RecordCommand.Of(Caller.Of(new StaffId("anna")), CommandId.New(), "DecideMatch", Sample.Now, task.Value);
        Assert.NotNull((await matches.DecideAsync(command, task, new StaffId("anna"), "Анна", MatchDecision.SamePerson, Sample.Audit(new StaffId("anna")))).Value);
    }

    /// <summary>Two records of one name and birth date, and the task about them.</summary>
    private async Task<(PatientId Sent, PatientId Known, TaskId Task)> DoubtAsync()
    {
        var name = "Зз" + RandomNumberGenerator.GetString("бвгдклмнпрст", 12) + " Анна";
        var (first, second) = (Family.Phone(), Family.Phone());
        var before = await storage.Get<ITaskRecords>().OpenAsync(Sample.Now, 1_000);
        foreach (var phone in new[] { first, second })
            await storage.Get<PolicyImport>().RunAsync(InsurerId.Default, Family.File(Family.Header, Family.Line(Sample.Id(), name, phone: phone)));
        var task = (await storage.Get<ITaskRecords>().OpenAsync(Sample.Now, 1_000)).ExceptBy(before.Select(open => open.TaskId), open => open.TaskId).Single();
        return (Assert.Single(await people.OfPhoneAsync(second)).Id, Assert.Single(await people.OfPhoneAsync(first)).Id, task.TaskId);
    }
}

public sealed class SqliteJoinedPersonTests(SqliteStorage storage) : JoinedPersonTests(storage), IClassFixture<SqliteStorage>;

[Trait("database", "postgres")]
public sealed class PostgresJoinedPersonTests(PostgresStorage storage) : JoinedPersonTests(storage), IClassFixture<PostgresStorage>;
