using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Each test has a year of its own, earlier than those before it: their rows are not due yet.</summary>
public abstract class DueRowTests(ClassStorage storage)
{
    private static int tests;
    private readonly DueRows rows = storage.Get<DueRows>();
    private readonly DateTimeOffset due = new(3000 - Interlocked.Increment(ref tests), 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_overdue_row_is_lent_once()
    {
        var key = await StoreAsync(due);

        var lent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => LendAsync(due)));

        Assert.Equal(key, Assert.Single(lent.SelectMany(lending => lending)).Key);
        Assert.Empty(await LendAsync(due + DueRows.Lease - TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public async Task A_row_that_is_not_due_stays()
    {
        await StoreAsync(due.AddSeconds(1));

        Assert.Empty(await LendAsync(due));
    }

    [Fact]
    public async Task At_most_so_many_are_lent_the_longest_overdue_first()
    {
        var late = await StoreAsync(due.AddSeconds(-1));
        var later = await StoreAsync(due.AddSeconds(-3));
        var latest = await StoreAsync(due.AddSeconds(-5));

        Assert.Equal(new HashSet<string> { latest, later }, (await LendAsync(due, 2)).Select(row => row.Key).ToHashSet());
        Assert.Equal([late], (await LendAsync(due, 2)).Select(row => row.Key));
    }

    [Fact]
    public async Task A_row_given_back_is_due_when_its_grain_said()
    {
        await StoreAsync(due);
        var lent = Assert.Single(await LendAsync(due));

        await rows.GiveBackAsync(lent, due.AddSeconds(2));

        Assert.Empty(await LendAsync(due.AddSeconds(1)));
        Assert.Single(await LendAsync(due.AddSeconds(2)));
    }

    [Fact]
    public async Task A_row_that_has_nothing_more_to_do_is_never_due_again()
    {
        await StoreAsync(due);
        await rows.GiveBackAsync(Assert.Single(await LendAsync(due)), null);

        Assert.Empty(await LendAsync(due.AddDays(1)));
    }

    [Fact]
    public async Task A_row_that_was_written_anew_meanwhile_is_not_put_off()
    {
        var key = await StoreAsync(due);
        var lent = Assert.Single(await LendAsync(due));
        await StoreAgainAsync(key, due.AddSeconds(1));

        await rows.GiveBackAsync(lent, due.AddHours(1));

        Assert.Equal(key, Assert.Single(await LendAsync(due.AddSeconds(1))).Key);
    }

    [Fact]
    public async Task A_row_that_was_written_anew_meanwhile_does_not_end()
    {
        var key = await StoreAsync(due);
        var lent = Assert.Single(await LendAsync(due));
        // The very instant until which it is lent.
        await StoreAgainAsync(key, lent.LentUntil);

        await rows.GiveBackAsync(lent, null);

        Assert.Equal(key, Assert.Single(await LendAsync(lent.LentUntil)).Key);
    }

    [Fact]
    public async Task A_failing_row_comes_later_each_time()
    {
        await StoreAsync(due);
        var now = due;
        foreach (var expected in new[] { 1, 2, 4, 8, 16, 32, 64, 64 })
        {
            var lent = Assert.Single(await LendAsync(now));
            Assert.Equal(DueRows.Lease * expected, lent.LentUntil - now);
            now = lent.LentUntil;
        }
        await rows.GiveBackAsync(Assert.Single(await LendAsync(now)), now);
        Assert.Equal(DueRows.Lease, Assert.Single(await LendAsync(now)).LentUntil - now);
    }

    /// <summary>A new row; returns its grain's key.</summary>
    protected abstract Task<string> StoreAsync(DateTimeOffset at);

    /// <summary>Another instant for a row that is there.</summary>
    protected abstract Task StoreAgainAsync(string key, DateTimeOffset at);

    /// <summary>Takes the rows of the kind under test, as the sweep does.</summary>
    private protected Task<IReadOnlyList<LentRow>> LendAsync(DateTimeOffset now, int limit = 200) => rows.LendAsync(now, limit, [Kind]);

    /// <summary>The kind under test.</summary>
    protected abstract string Kind { get; }

    private protected DueRows Rows => rows;

    private protected DateTimeOffset Instant => due;
}

/// <summary>Sessions: their own rows say when.</summary>
public abstract class DueSessionTests(ClassStorage storage) : DueRowTests(storage)
{
    private readonly IJournal journal = storage.Get<IJournal>();

    protected override string Kind => WakeKind.Session;

    [Fact]
    public async Task A_row_that_messages_kept_is_looked_at_once_a_deadline()
    {
        var session = new SessionId(await StoreAsync(Instant));
        for (var sequence = 2; sequence < 5; sequence++)
            await journal.AppendAsync(Sample.Commit(session, sequence, row: Sample.Row(session) with { NextDeadline = Instant.AddMinutes(sequence) }) with { KeepsRow = true });

        await Rows.GiveBackAsync(Assert.Single(await LendAsync(Instant)), Instant.AddMinutes(5));

        Assert.Empty(await LendAsync(Instant.AddMinutes(5).AddSeconds(-1)));
        Assert.Single(await LendAsync(Instant.AddMinutes(5)));
    }

    protected override async Task<string> StoreAsync(DateTimeOffset at)
    {
        var session = Sample.Session();
        await journal.AppendAsync(Sample.Commit(session, row: Sample.Row(session) with { NextDeadline = at }));
        return session.Value;
    }

    protected override Task StoreAgainAsync(string key, DateTimeOffset at)
    {
        var session = new SessionId(key);
        return journal.AppendAsync(Sample.Commit(session, 2, row: Sample.Row(session) with { NextDeadline = at }));
    }
}

/// <summary>Everything else: rows of the table <c>due</c>.</summary>
public abstract class DueOthersTests(ClassStorage storage) : DueRowTests(storage)
{
    private readonly IDueRows put = storage.Get<IDueRows>();
    private readonly IJournal journal = storage.Get<IJournal>();

    protected override string Kind { get; } = Sample.Id();

    [Fact]
    public async Task Of_two_instants_the_earlier_one_stands()
    {
        var key = await StoreAsync(Instant);
        await StoreAgainAsync(key, Instant.AddHours(1));
        Assert.Equal(key, Assert.Single(await LendAsync(Instant)).Key);

        await put.PutAsync(Due.AtOnce(Kind, key));

        Assert.Equal(key, Assert.Single(await LendAsync(Instant)).Key);
    }

    [Fact]
    public async Task A_silo_leaves_kinds_that_it_does_not_know_to_others()
    {
        await StoreAsync(Instant);

        Assert.Empty(await Rows.LendAsync(Instant, 200, [Sample.Id()]));
        Assert.Single(await LendAsync(Instant));
    }

    [Fact]
    public async Task A_row_is_written_with_the_commit_that_makes_it_due_or_not_at_all()
    {
        var (session, key, other) = (Sample.Session(), Sample.Id(), Sample.Id());
        Assert.Equal(AppendOutcome.Stored, (await journal.AppendAsync(Sample.Commit(session, records: [new Due(Kind, key, Instant)]))).Outcome);
        Assert.Equal(AppendOutcome.Conflict, (await journal.AppendAsync(Sample.Commit(session, records: [new Due(Kind, other, Instant)]))).Outcome);

        Assert.Equal(key, Assert.Single(await LendAsync(Instant)).Key);
    }

    protected override async Task<string> StoreAsync(DateTimeOffset at)
    {
        var key = Sample.Id();
        await StoreAgainAsync(key, at);
        return key;
    }

    protected override Task StoreAgainAsync(string key, DateTimeOffset at) => put.PutAsync(new Due(Kind, key, at));
}

public sealed class SqliteDueSessionTests(SqliteStorage storage) : DueSessionTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresDueSessionTests(PostgresStorage storage) : DueSessionTests(storage), IClassFixture<PostgresStorage>;

public sealed class SqliteDueOthersTests(SqliteStorage storage) : DueOthersTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresDueOthersTests(PostgresStorage storage) : DueOthersTests(storage), IClassFixture<PostgresStorage>;
