using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>Commits of which only the events are written.</summary>
public abstract class KeptRowTests(ClassStorage storage)
{
    private readonly IJournal journal = storage.Get<IJournal>();

    [Fact]
    public async Task A_commit_that_keeps_the_row_writes_its_events_only()
    {
        var session = await OpenAsync();

        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Message(session, 2)));
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Message(session, 3)));

        Assert.Equal([1L, 2L, 3L], (await journal.ReadAsync(session)).Select(commit => commit.FirstSequence));
        Assert.Equal([new JournalHead(session, 3)], await journal.HeadsAsync([session]));
        Assert.Equal(0, await HandedOverAsync(session));
    }

    [Fact]
    public async Task The_row_is_written_again_by_the_next_commit_that_changes_it()
    {
        var session = await OpenAsync();
        await journal.AppendAsync(Message(session, 2));

        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Message(session, 3) with { KeepsRow = false }));

        Assert.Equal(1, await HandedOverAsync(session));
    }

    [Fact]
    public async Task A_commit_with_a_claim_writes_the_row_whatever_it_says()
    {
        var (session, claim) = (await OpenAsync(), new Claim("test", Sample.Id()));

        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Message(session, 2) with { Take = [claim] }));

        Assert.Equal(1, await HandedOverAsync(session));
        Assert.Equal(new AppendResult(AppendOutcome.ClaimHeld, claim), await journal.AppendAsync(Message(await OpenAsync(), 2) with { Take = [claim] }));
    }

    [Fact]
    public async Task Sequences_are_as_unique_as_ever()
    {
        var session = await OpenAsync();
        await journal.AppendAsync(Message(session, 2));

        Assert.Equal(AppendResult.Conflict, await journal.AppendAsync(Message(session, 2)));
        Assert.Equal(AppendResult.Conflict, await journal.AppendAsync(Message(session, 4)));
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Message(session, 3)));
    }

    [Fact]
    public async Task Commits_with_and_without_rows_are_stored_together_and_losers_alone_lose()
    {
        var sessions = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => OpenAsync()));

        var results = await Task.WhenAll(sessions.Select((session, index) =>
            journal.AppendAsync(Message(session, index % 10 == 0 ? 1 : 2) with { KeepsRow = index % 2 == 0 || index % 5 == 0 })));

        Assert.All(results.Index(), result => Assert.Equal(result.Index % 10 == 0 ? AppendOutcome.Conflict : AppendOutcome.Stored, result.Item.Outcome));
        foreach (var (index, session) in sessions.Index())
            Assert.Equal(index % 2 == 1 && index % 5 > 0 ? 1 : 0, await HandedOverAsync(session));
    }

    [Fact]
    public async Task Records_are_written_with_a_kept_row_too()
    {
        var (session, person) = (await OpenAsync(), Sample.Id());
        var consent = new ConsentGiven(new PatientId(person), "1", "hash", "Иванова Анна", new AccountId("account"), Sample.Now, InsurerId.Default);
        await storage.Fixture.ExecuteAsync($"INSERT INTO person (id, name, name_key, birth_date, sex) VALUES ('{person}', 'Иванова Анна', 'ИВАНОВА АННА', '2000-01-01', 'Female')");

        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Message(session, 2) with { Records = [consent] }));

        Assert.Equal(1, await storage.Fixture.ScalarAsync("SELECT count(*) FROM consent WHERE person = @person", new { person }));
        Assert.Equal(0, await HandedOverAsync(session));
    }

    private async Task<SessionId> OpenAsync()
    {
        var session = Sample.Session();
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(session)));
        return session;
    }

    /// <summary>A commit that shows whether its row was written.</summary>
    private static Commit Message(SessionId session, long sequence) =>
        Sample.Commit(session, sequence, row: Sample.Row(session) with { Reason = "handed over" }) with { KeepsRow = true };

    private Task<long> HandedOverAsync(SessionId session) =>
        storage.Fixture.ScalarAsync("SELECT count(*) FROM session WHERE id = @Value AND reason = 'handed over'", new { session.Value });
}

public sealed class SqliteKeptRowTests(SqliteStorage storage) : KeptRowTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresKeptRowTests(PostgresStorage storage) : KeptRowTests(storage), IClassFixture<PostgresStorage>;
