using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>Commands that change records are stored with their answers, in the transaction of the change.</summary>
public abstract class CommandRecordTests(ClassStorage storage)
{
    private readonly ICommandRecords commands = storage.Get<ICommandRecords>();
    private readonly ITaskRecords tasks = storage.Get<ITaskRecords>();
    private readonly Caller caller = Caller.Of(new StaffId(Sample.Id()));

    [Fact]
    public async Task A_command_is_answered_as_it_was_first_a_refusal_too()
    {
        var (asked, claimed) = (Command("ask", Sample.Now), Command("claim", Sample.Now));
        Assert.Null(await commands.FirstAnswerAsync<StandingTask>(asked));

        var standing = await AskAsync(asked);
        var refused = await tasks.ClaimAsync(claimed, new TaskId(Sample.Id()), new StaffId("staff"), "Имя", Sample.Now);

        Assert.Equal(standing, await commands.FirstAnswerAsync<StandingTask>(asked with { At = Sample.Now.AddDays(1) }));
        Assert.Equal((Refusal.NotFound, refused), (refused.Refusal, await commands.FirstAnswerAsync<StaffTask>(claimed)));
    }

    [Fact]
    public async Task The_same_id_is_another_command_only_for_somebody_else()
    {
        var asked = Command("ask", Sample.Now);
        await AskAsync(asked);

        Assert.Equal(Refusal.CommandReused, (await commands.FirstAnswerAsync<StandingTask>(asked with { Kind = "claim" }))!.Value.Refusal);
        Assert.Equal(Refusal.CommandReused, (await commands.FirstAnswerAsync<StandingTask>(asked with { Digest = "others" }))!.Value.Refusal);
        Assert.Null(await commands.FirstAnswerAsync<StandingTask>(asked with { Caller = "somebody else" }));
        Assert.True(await commands.IsKnownAsync(caller, asked.Id));
        Assert.False(await commands.IsKnownAsync(Caller.Of(new StaffId("somebody else")), asked.Id));
    }

    [Fact]
    public async Task A_command_that_changed_no_record_is_answered_as_it_was_first()
    {
        var (command, first, later) = (Command("open", Sample.Now), new ShownSession(Sample.Session()), new ShownSession(Sample.Session()));

        Assert.Equal(first, (await commands.AnswerAsync(command, first)).Value);
        Assert.Equal(first, (await commands.AnswerAsync(command, later)).Value);
        Assert.Equal(first, (await commands.FirstAnswerAsync<ShownSession>(command))!.Value.Value);
        Assert.Equal(Refusal.CommandReused, (await commands.AnswerAsync(command with { Digest = "others" }, later)).Refusal);
    }

    [Fact]
    public async Task What_fails_is_not_remembered()
    {
        var asked = Command("ask", Sample.Now);

        await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(asked, phone: null!));

        Assert.Null(await commands.FirstAnswerAsync<StandingTask>(asked));
        Assert.NotNull((await AskAsync(asked)).Value);
    }

    [Fact]
    public async Task Ten_repeats_at_once_are_one_command()
    {
        var asked = Command("ask", Sample.Now);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync(asked)));

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Commands_are_forgotten_oldest_first()
    {
        // Earlier than those of all other tests here.
        var (oldest, old, kept) = (Command("ask", Sample.Now.AddYears(-3)), Command("ask", Sample.Now.AddYears(-2)), Command("ask", Sample.Now.AddYears(-1)));
        foreach (var command in new[] { kept, oldest, old })
            await AskAsync(command);

        Assert.Equal((1, old.At), await commands.ForgetAsync(kept.At, limit: 1));
        Assert.Equal((1, kept.At), await commands.ForgetAsync(kept.At, limit: 10));
        Assert.False(await commands.IsKnownAsync(caller, old.Id));
        Assert.True(await commands.IsKnownAsync(caller, kept.Id));
        Assert.Equal(1, await storage.Fixture.ScalarAsync("SELECT count(*) FROM due WHERE kind = @kind", new { kind = RecordCommand.DueKind }));
    }

    [Fact]
    public async Task A_late_repeat_does_not_withdraw_a_consent_given_since()
    {
        var (people, journal) = (storage.Get<IPeople>(), storage.Get<IJournal>());
        var person = (await Family.ImportAsync(storage, new DateOnly(1990, 5, 1)))[0].Id;
        var withdrawn = RecordCommand.Of(caller, CommandId.New(), "withdraw", Sample.Now.AddDays(1), person.Value);
        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [Consent(Sample.Now)]));
        var first = await people.WithdrawConsentAsync(withdrawn, person);
        Assert.Null((await people.FindAsync(person))!.ConsentTo(InsurerId.Default));
        await journal.AppendAsync(Sample.Commit(Sample.Session(), records: [Consent(Sample.Now.AddDays(2))]));

        Assert.Equal(first, await people.WithdrawConsentAsync(withdrawn with { At = Sample.Now.AddDays(3) }, person));

        Assert.Equal("1", (await people.FindAsync(person))!.ConsentTo(InsurerId.Default));

        ConsentGiven Consent(DateTimeOffset at) => new(person, "1", "hash", "Ромашкина Анна", new AccountId("account"), at, InsurerId.Default);
    }

    private RecordCommand Command(string kind, DateTimeOffset at) => RecordCommand.Of(caller, CommandId.New(), kind, at);

    private Task<Reply<StandingTask>> AskAsync(RecordCommand command, string phone = "") => tasks.AddAsync(
        command, new StaffTask(new TaskId(Sample.Id()), TaskKind.Callback, phone is "" ? Family.Phone() : phone, null, null, Sample.Now, null, null, null));
}

public sealed class SqliteCommandRecordTests(SqliteStorage storage) : CommandRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresCommandRecordTests(PostgresStorage storage) : CommandRecordTests(storage), IClassFixture<PostgresStorage>;
