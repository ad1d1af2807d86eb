using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

public abstract class TaskRecordTests(ClassStorage storage)
{
    private readonly ITaskRecords tasks = storage.Get<ITaskRecords>();
    private readonly StaffId mine = new(Sample.Id());
    private readonly StaffId others = new(Sample.Id());

    [Fact]
    public async Task A_task_is_added_once()
    {
        var task = Callback();
        var standing = new StandingTask(task.TaskId, task.AskedAt);

        Assert.Equal(standing, (await AddAsync(task)).Value);
        Assert.Equal(standing, (await AddAsync(Callback() with { Phone = task.Phone })).Value);
        Assert.Single(await OpenAsync(), open => open.Phone == task.Phone);
    }

    [Fact]
    public async Task A_phone_that_asks_many_times_at_once_has_one_task()
    {
        var task = Callback();

        var added = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AddAsync(Callback() with { Phone = task.Phone })));

        Assert.Single(added.Select(standing => standing.Value!.TaskId).Distinct());
    }

    [Fact]
    public async Task Who_asks_again_comes_first_and_a_repeated_command_asks_nothing()
    {
        var (early, late, again) = (Callback(), Callback() with { AskedAt = Sample.Now.AddMinutes(1) }, Sample.Now.AddMinutes(5));
        var command = Command("ask");
        await AddAsync(early);
        await AddAsync(late, command);
        await AddAsync(late with { AskedAt = again }, command);
        Assert.Null((await FindAsync(late.TaskId))!.AskedAgainAt);

        Assert.Equal(new StandingTask(late.TaskId, late.AskedAt), (await AddAsync(Callback() with { Phone = late.Phone, AskedAt = again })).Value);

        Assert.Equal(late with { AskedAgainAt = again }, await FindAsync(late.TaskId));
        Assert.Equal([late.TaskId, early.TaskId], (await OpenAsync()).Select(task => task.TaskId).Where(id => id == early.TaskId || id == late.TaskId));
        Assert.Equal(Refusal.CommandReused, (await AddAsync(late, command with { Kind = "other" })).Refusal);
    }

    [Fact]
    public async Task Open_tasks_are_listed_oldest_first_with_those_taken()
    {
        var (later, earlier) = (Callback() with { AskedAt = Sample.Now.AddMinutes(1) }, Callback());
        await AddAsync(later);
        await AddAsync(earlier);
        var before = await tasks.CountDueAsync(Sample.Now, Sample.Now);

        var claimed = (await ClaimAsync(earlier.TaskId, mine, Sample.Now.AddMinutes(2))).Value;

        Assert.Equal(earlier with { ClaimedBy = mine, ClaimedByName = "Вежливая Анна", ClaimedAt = Sample.Now.AddMinutes(2) }, claimed);
        Assert.Equal([claimed!.TaskId, later.TaskId], (await OpenAsync()).Select(task => task.TaskId).Where(id => id == earlier.TaskId || id == later.TaskId));
        Assert.Equal(before - 1, await tasks.CountDueAsync(Sample.Now, Sample.Now));
        Assert.Single(await tasks.OpenAsync(Sample.Now, 1));
    }

    [Fact]
    public async Task A_task_is_taken_by_one_and_finished_by_that_one()
    {
        var task = await NewAsync();
        Assert.Equal(Refusal.AlreadyTaken, (await FinishAsync(task, mine, TaskOutcome.Done)).Refusal);

        var takers = await Task.WhenAll(new[] { mine, others }.Select(staff => ClaimAsync(task, staff)));
        var taker = Assert.Single(takers, taken => taken.Value is not null).Value!.ClaimedBy!.Value;
        var loser = taker == mine ? others : mine;

        Assert.Equal(Refusal.AlreadyTaken, (await FinishAsync(task, loser, TaskOutcome.Done)).Refusal);
        Assert.NotNull((await FinishAsync(task, taker, TaskOutcome.NotReached)).Value);
        Assert.NotNull((await FinishAsync(task, taker, TaskOutcome.NotReached)).Value);
        Assert.Equal(Refusal.AlreadyTaken.Code, (await FinishAsync(task, taker, TaskOutcome.Done)).Refusal?.Code);
        Assert.Equal(Refusal.NotFound, (await ClaimAsync(task, taker)).Refusal);
        Assert.Null(await FindAsync(task));
    }

    [Fact]
    public async Task Who_was_rung_may_ask_again()
    {
        var (first, command) = (Callback(), Command("ask"));
        await AddAsync(first, command);
        await ClaimAsync(first.TaskId, mine);
        await FinishAsync(first.TaskId, mine, TaskOutcome.Done);

        var again = Callback() with { Phone = first.Phone };
        Assert.Equal(again.TaskId, (await AddAsync(again)).Value!.TaskId);
        // A repeat of the first tap still finds its own task.
        Assert.Equal(first.TaskId, (await AddAsync(first, command)).Value!.TaskId);
        Assert.Null((await FindAsync(again.TaskId))!.AskedAgainAt);
    }

    [Fact]
    public async Task A_task_taken_and_left_is_free_again()
    {
        var task = await NewAsync();
        await ClaimAsync(task, mine);

        Assert.Equal((false, Sample.Now), await tasks.ReleaseAsync(task, takenBy: Sample.Now.AddSeconds(-1)));
        Assert.Equal((true, null), await tasks.ReleaseAsync(task, takenBy: Sample.Now));
        Assert.Equal((false, null), await tasks.ReleaseAsync(task, takenBy: Sample.Now));

        Assert.Equal(others, (await ClaimAsync(task, others)).Value!.ClaimedBy);
        await FinishAsync(task, others, TaskOutcome.Done);
        Assert.Equal((false, null), await tasks.ReleaseAsync(task, takenBy: Sample.Now));
    }

    [Fact]
    public async Task Who_goes_lets_go_of_everything_that_is_not_finished()
    {
        var (open, finished, theirs) = (await NewAsync(), await NewAsync(), await NewAsync());
        await ClaimAsync(open, mine);
        await ClaimAsync(finished, mine);
        await FinishAsync(finished, mine, TaskOutcome.Done);
        await ClaimAsync(theirs, others);

        Assert.Equal(1, await tasks.ReleaseAllAsync(mine));
        Assert.Equal(0, await tasks.ReleaseAllAsync(mine));
        Assert.Null((await FindAsync(open))!.ClaimedBy);
        Assert.Equal(others, (await FindAsync(theirs))!.ClaimedBy);
    }

    [Fact]
    public async Task A_call_back_is_finished_when_the_session_for_which_it_stands_is_answered()
    {
        var (asked, taken, another) = (Callback(), await NewAsync(), await NewAsync());
        await AddAsync(asked);
        await ClaimAsync(taken, mine);
        var rung = (await FindAsync(taken))!.Phone;
        var account = await storage.Get<IAccounts>().AccountOfAsync(rung, Sample.Now);

        await tasks.AnswerAsync(asked.SessionId!.Value, null, null, Sample.Now);
        await tasks.AnswerAsync(Sample.Session(), account, null, Sample.Now);
        await tasks.AnswerAsync(Sample.Session(), new AccountId(Sample.Id()), "+74951234567", Sample.Now);

        Assert.Null(await FindAsync(asked.TaskId));
        Assert.Null(await FindAsync(taken));
        Assert.NotNull((await FinishAsync(taken, mine, TaskOutcome.Done)).Value);
        Assert.NotNull(await FindAsync(another));
        await tasks.AnswerAsync(Sample.Session(), null, (await FindAsync(another))!.Phone, Sample.Now);
        Assert.Null(await FindAsync(another));
    }

    [Fact]
    public async Task An_unknown_task_is_nobodys()
    {
        Assert.Equal(Refusal.NotFound, (await ClaimAsync(new TaskId(Sample.Id()), mine)).Refusal);
        Assert.Equal(Refusal.NotFound, (await FinishAsync(new TaskId(Sample.Id()), mine, TaskOutcome.Done)).Refusal);
    }

    [Fact]
    public async Task Whom_a_waiting_session_avoids_is_kept()
    {
        var session = Sample.Session();
        var row = Sample.Row(session) with { Queue = QueueKind.Consultant, Ticket = 1, Presence = Presence.Here, Wait = new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, Sample.Now, Avoided: mine) };
        await storage.Get<IJournal>().AppendAsync(Sample.Commit(session, row: row));

        Assert.Equal(mine, (await storage.Get<ISessionRows>().WaitingAsync(QueueKind.Consultant)).Single(waiting => waiting.SessionId == session).Wait.Avoided);
    }

    private static StaffTask Callback() =>
        new(new TaskId(Sample.Id()), TaskKind.Callback, Family.Phone(), "Ромашкина Анна", Sample.Session(), Sample.Now, null, null, null);

    private async Task<TaskId> NewAsync() => (await AddAsync(Callback())).Value!.TaskId;

    private Task<Reply<StandingTask>> AddAsync(StaffTask task, RecordCommand? command = null) => tasks.AddAsync(command ?? Command("ask"), task);

    private Task<Reply<StaffTask>> ClaimAsync(TaskId task, StaffId staff, DateTimeOffset? at = null) =>
        tasks.ClaimAsync(Command("claim", at), task, staff, "Вежливая Анна", Sample.Now.AddMinutes(15));

    private Task<Reply<Done>> FinishAsync(TaskId task, StaffId staff, TaskOutcome outcome) => tasks.FinishAsync(Command("finish"), task, staff, outcome);

    private RecordCommand Command(string kind, DateTimeOffset? at = null) => RecordCommand.Of(Caller.Of(mine), CommandId.New(), kind, at ?? Sample.Now);

    private async Task<StaffTask?> FindAsync(TaskId task) => (await OpenAsync()).SingleOrDefault(open => open.TaskId == task);

    private Task<IReadOnlyList<StaffTask>> OpenAsync() => tasks.OpenAsync(Sample.Now, 1000);
}

public sealed class SqliteTaskRecordTests(SqliteStorage storage) : TaskRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresTaskRecordTests(PostgresStorage storage) : TaskRecordTests(storage), IClassFixture<PostgresStorage>;
