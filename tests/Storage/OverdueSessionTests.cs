using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Each test has a year of its own, earlier than those before it: their rows are not due yet.</summary>
public abstract class OverdueSessionTests(ClassStorage storage)
{
    private static int tests;
    private readonly IJournal journal = storage.Get<IJournal>();
    private readonly OverdueSessions overdue = storage.Get<OverdueSessions>();
    private readonly DateTimeOffset due = new(3000 - Interlocked.Increment(ref tests), 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_overdue_row_is_lent_once()
    {
        var session = await StoreAsync(due);

        var lent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => overdue.LendAsync(due, 200)));

        Assert.Equal(session, Assert.Single(lent.SelectMany(rows => rows)).Session);
        Assert.Empty(await overdue.LendAsync(due + OverdueSessions.Lease - TimeSpan.FromMilliseconds(1), 200));
    }

    [Fact]
    public async Task A_row_that_is_not_due_stays()
    {
        await StoreAsync(due.AddSeconds(1));

        Assert.Empty(await overdue.LendAsync(due, 200));
    }

    [Fact]
    public async Task At_most_so_many_are_lent_the_longest_overdue_first()
    {
        var late = await StoreAsync(due.AddSeconds(-1));
        var later = await StoreAsync(due.AddSeconds(-3));
        var latest = await StoreAsync(due.AddSeconds(-5));

        Assert.Equal(new HashSet<SessionId> { latest, later }, (await overdue.LendAsync(due, 2)).Select(row => row.Session).ToHashSet());
        Assert.Equal([late], (await overdue.LendAsync(due, 2)).Select(row => row.Session));
    }

    [Fact]
    public async Task A_row_given_back_is_due_when_its_session_said()
    {
        await StoreAsync(due);
        var lent = Assert.Single(await overdue.LendAsync(due, 200));

        await overdue.GiveBackAsync(lent, due.AddSeconds(2));

        Assert.Empty(await overdue.LendAsync(due.AddSeconds(1), 200));
        Assert.Single(await overdue.LendAsync(due.AddSeconds(2), 200));
    }

    [Fact]
    public async Task A_closed_session_is_never_due_again()
    {
        await StoreAsync(due);
        await overdue.GiveBackAsync(Assert.Single(await overdue.LendAsync(due, 200)), null);

        Assert.Empty(await overdue.LendAsync(due.AddDays(1), 200));
    }

    [Fact]
    public async Task What_a_commit_wrote_meanwhile_is_not_overwritten()
    {
        var session = await StoreAsync(due);
        var lent = Assert.Single(await overdue.LendAsync(due, 200));
        await journal.AppendAsync(Sample.Commit(session, 2, row: Sample.Row(session) with { NextDeadline = due.AddSeconds(1) }));

        await overdue.GiveBackAsync(lent, due.AddHours(1));

        Assert.Equal(session, Assert.Single(await overdue.LendAsync(due.AddSeconds(1), 200)).Session);
    }

    [Fact]
    public async Task A_row_that_messages_kept_is_looked_at_once_a_deadline()
    {
        var session = await StoreAsync(due);
        for (var sequence = 2; sequence < 5; sequence++)
            await journal.AppendAsync(Sample.Commit(session, sequence, row: Sample.Row(session) with { NextDeadline = due.AddMinutes(sequence) }) with { KeepsRow = true });

        await overdue.GiveBackAsync(Assert.Single(await overdue.LendAsync(due, 200)), due.AddMinutes(5));

        Assert.Empty(await overdue.LendAsync(due.AddMinutes(5).AddSeconds(-1), 200));
        Assert.Single(await overdue.LendAsync(due.AddMinutes(5), 200));
    }

    [Fact]
    public async Task A_failing_row_comes_later_each_time()
    {
        await StoreAsync(due);
        var now = due;
        foreach (var expected in new[] { 1, 2, 4, 8, 16, 32, 64, 64 })
        {
            var lent = Assert.Single(await overdue.LendAsync(now, 200));
            Assert.Equal(OverdueSessions.Lease * expected, lent.LentUntil - now);
            now = lent.LentUntil;
        }
        await overdue.GiveBackAsync(Assert.Single(await overdue.LendAsync(now, 200)), now);
        Assert.Equal(OverdueSessions.Lease, Assert.Single(await overdue.LendAsync(now, 200)).LentUntil - now);
    }

    private async Task<SessionId> StoreAsync(DateTimeOffset nextDeadline)
    {
        var session = Sample.Session();
        await journal.AppendAsync(Sample.Commit(session, row: Sample.Row(session) with { NextDeadline = nextDeadline }));
        return session;
    }
}

public sealed class SqliteOverdueSessionTests(SqliteStorage storage) : OverdueSessionTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresOverdueSessionTests(PostgresStorage storage) : OverdueSessionTests(storage), IClassFixture<PostgresStorage>;
