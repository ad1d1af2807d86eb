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

        Assert.Equal(task, await tasks.AddAsync(task));
        Assert.Equal(task, await tasks.AddAsync(task with { AskedAt = Sample.Now.AddMinutes(1) }));
        Assert.Equal(task, await tasks.AddAsync(Callback() with { Phone = task.Phone }));
        Assert.Single(await OpenAsync(), open => open.Phone == task.Phone);
    }

    [Fact]
    public async Task A_phone_that_asks_many_times_at_once_has_one_task()
    {
        var task = Callback();

        var added = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => tasks.AddAsync(Callback() with { Phone = task.Phone })));

        Assert.Single(added.Select(standing => standing.TaskId).Distinct());
    }

    [Fact]
    public async Task Open_tasks_are_listed_oldest_first_with_those_taken()
    {
        var (later, earlier) = (Callback() with { AskedAt = Sample.Now.AddMinutes(1) }, Callback());
        await tasks.AddAsync(later);
        await tasks.AddAsync(earlier);
        var before = await tasks.CountOpenAsync();

        var claimed = await tasks.ClaimAsync(earlier.TaskId, mine, "Вежливая Анна", Sample.Now.AddMinutes(2));

        Assert.Equal(earlier with { ClaimedBy = mine, ClaimedByName = "Вежливая Анна", ClaimedAt = Sample.Now.AddMinutes(2) }, claimed);
        Assert.Equal([claimed!.TaskId, later.TaskId], (await OpenAsync()).Select(task => task.TaskId).Where(id => id == earlier.TaskId || id == later.TaskId));
        Assert.Equal(before - 1, await tasks.CountOpenAsync());
        Assert.Single(await tasks.OpenAsync(1));
    }

    [Fact]
    public async Task A_task_is_taken_by_one_and_finished_by_that_one()
    {
        var task = await tasks.AddAsync(Callback());
        Assert.False(await tasks.FinishAsync(task.TaskId, mine, TaskOutcome.Done, Sample.Now));

        var takers = await Task.WhenAll(new[] { mine, others }.Select(staff => tasks.ClaimAsync(task.TaskId, staff, "Имя", Sample.Now)));
        var taker = Assert.Single(takers.Select(taken => taken!.ClaimedBy!.Value).Distinct());
        var loser = taker == mine ? others : mine;

        Assert.False(await tasks.FinishAsync(task.TaskId, loser, TaskOutcome.Done, Sample.Now));
        Assert.True(await tasks.FinishAsync(task.TaskId, taker, TaskOutcome.NotReached, Sample.Now));
        Assert.True(await tasks.FinishAsync(task.TaskId, taker, TaskOutcome.NotReached, Sample.Now));
        Assert.False(await tasks.FinishAsync(task.TaskId, taker, TaskOutcome.Done, Sample.Now));
        Assert.Null(await tasks.ClaimAsync(task.TaskId, taker, "Имя", Sample.Now));
        Assert.DoesNotContain(await OpenAsync(), open => open.TaskId == task.TaskId);
    }

    [Fact]
    public async Task Who_was_rung_may_ask_again()
    {
        var task = await tasks.AddAsync(Callback());
        await tasks.ClaimAsync(task.TaskId, mine, "Имя", Sample.Now);
        await tasks.FinishAsync(task.TaskId, mine, TaskOutcome.Done, Sample.Now);

        var again = Callback() with { Phone = task.Phone };
        Assert.Equal(again, await tasks.AddAsync(again));
        // A repeat of the first tap still finds its own task.
        Assert.Equal(task.TaskId, (await tasks.AddAsync(task)).TaskId);
    }

    [Fact]
    public async Task An_unknown_task_is_nobodys()
    {
        Assert.Null(await tasks.ClaimAsync(new TaskId(Sample.Id()), mine, "Имя", Sample.Now));
        Assert.False(await tasks.FinishAsync(new TaskId(Sample.Id()), mine, TaskOutcome.Done, Sample.Now));
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

    private Task<IReadOnlyList<StaffTask>> OpenAsync() => tasks.OpenAsync(1000);
}

public sealed class SqliteTaskRecordTests(SqliteStorage storage) : TaskRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresTaskRecordTests(PostgresStorage storage) : TaskRecordTests(storage), IClassFixture<PostgresStorage>;
