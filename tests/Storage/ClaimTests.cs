using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

public abstract class ClaimTests(ClassStorage storage)
{
    private readonly IJournal journal = storage.Get<IJournal>();
    private readonly Claim claim = Claims.Slot(new StaffId(Sample.Id()), 1);

    [Fact]
    public async Task A_claim_is_held_by_one_session()
    {
        var (holder, other) = (Sample.Session(), Sample.Session());
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(holder, take: [claim])));

        Assert.Equal(new AppendResult(AppendOutcome.ClaimHeld, claim), await journal.AppendAsync(Sample.Commit(other, take: [new Claim("test", Sample.Id()), claim])));
    }

    [Fact]
    public async Task A_violated_claim_leaves_nothing()
    {
        var (holder, other, free) = (Sample.Session(), Sample.Session(), new Claim("test", Sample.Id()));
        await journal.AppendAsync(Sample.Commit(holder, take: [claim]));
        await journal.AppendAsync(Sample.Commit(other, take: [free, claim]));

        Assert.Empty(await journal.ReadAsync(other));
        Assert.Empty(await journal.HeadsAsync([other]));
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(other, take: [free])));
    }

    [Fact]
    public async Task Of_many_who_want_a_claim_at_once_one_gets_it()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => journal.AppendAsync(Sample.Commit(Sample.Session(), take: [claim]))));

        Assert.Single(results, result => result.Outcome == AppendOutcome.Stored);
        Assert.Equal(49, results.Count(result => result == new AppendResult(AppendOutcome.ClaimHeld, claim)));
    }

    [Fact]
    public async Task A_released_claim_is_free()
    {
        var (first, second) = (Sample.Session(), Sample.Session());
        await journal.AppendAsync(Sample.Commit(first, take: [claim]));
        await journal.AppendAsync(Sample.Commit(first, 2, release: [claim]));

        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(second, take: [claim])));
    }

    [Fact]
    public async Task A_claim_goes_over_among_commits_that_are_stored_together()
    {
        for (var round = 0; round < 20; round++)
        {
            var unit = Claims.Slot(new StaffId(Sample.Id()), round);
            var (giver, taker) = (Sample.Session(), Sample.Session());
            await journal.AppendAsync(Sample.Commit(giver, take: [unit]));

            var giving = journal.AppendAsync(Sample.Commit(giver, 2, release: [unit]));
            var taking = journal.AppendAsync(Sample.Commit(taker, take: [unit]));

            Assert.Equal(AppendResult.Stored, await giving);
            Assert.Equal(AppendResult.Stored, await taking);
            Assert.Equal(new AppendResult(AppendOutcome.ClaimHeld, unit), await journal.AppendAsync(Sample.Commit(giver, 3, take: [unit])));
        }
    }

    [Fact]
    public async Task A_claim_released_and_taken_in_one_commit_is_kept()
    {
        var holder = Sample.Session();
        await journal.AppendAsync(Sample.Commit(holder, take: [claim]));

        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(holder, 2, release: [claim], take: [claim])));
        Assert.Equal(AppendOutcome.ClaimHeld, (await journal.AppendAsync(Sample.Commit(Sample.Session(), take: [claim]))).Outcome);
    }

    [Fact]
    public async Task Taking_what_one_holds_already_changes_nothing()
    {
        var holder = Sample.Session();
        await journal.AppendAsync(Sample.Commit(holder, take: [claim]));

        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(holder, 2, take: [claim])));
    }

    [Fact]
    public async Task Nobody_releases_another_sessions_claim()
    {
        await journal.AppendAsync(Sample.Commit(Sample.Session(), take: [claim]));
        await journal.AppendAsync(Sample.Commit(Sample.Session(), release: [claim]));

        Assert.Equal(AppendOutcome.ClaimHeld, (await journal.AppendAsync(Sample.Commit(Sample.Session(), take: [claim]))).Outcome);
    }
}

public sealed class SqliteClaimTests(SqliteStorage storage) : ClaimTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresClaimTests(PostgresStorage storage) : ClaimTests(storage), IClassFixture<PostgresStorage>;
