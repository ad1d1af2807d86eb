using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

public abstract class JournalTests(ClassStorage storage)
{
    private readonly IJournal journal = storage.Get<IJournal>();

    [Fact]
    public async Task What_was_stored_is_read_back()
    {
        var session = Sample.Session();
        var command = CommandId.New();
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(session, 1, 2, command, "first\0with a zero")));
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(session, 3, payload: "second")));

        var commits = await journal.ReadAsync(session);

        Assert.Equal([(1L, 2L), (3L, 3L)], commits.Select(commit => (commit.FirstSequence, commit.LastSequence)));
        Assert.Equal(["first\0with a zero", "second"], commits.Select(Sample.Text));
        Assert.Equal(command, commits[0].Command);
    }

    [Fact]
    public async Task Reading_begins_with_the_commit_that_holds_the_sequence()
    {
        var session = Sample.Session();
        await journal.AppendAsync(Sample.Commit(session, 1));
        await journal.AppendAsync(Sample.Commit(session, 2, events: 3));

        Assert.Equal([2L], (await journal.ReadAsync(session, 3)).Select(commit => commit.FirstSequence));
        Assert.Empty(await journal.ReadAsync(session, 5));
        Assert.Empty(await journal.ReadAsync(Sample.Session()));
    }

    [Fact]
    public async Task A_page_is_counted_in_bytes_and_holds_one_commit_at_the_least()
    {
        var session = Sample.Session();
        var payload = new string('ы', 500);
        for (var sequence = 1; sequence <= 7; sequence += 2)
            await journal.AppendAsync(Sample.Commit(session, sequence, events: 2, payload: payload));

        Assert.Equal([3L, 5L], (await journal.ReadAsync(session, 4, bytes: 1_001)).Select(commit => commit.FirstSequence));
        Assert.Equal([1L], (await journal.ReadAsync(session, bytes: 1)).Select(commit => commit.FirstSequence));
        Assert.Equal([1L, 3L, 5L, 7L], (await journal.ReadAsync(session)).Select(commit => commit.FirstSequence));
        Assert.Equal([3L, 5L], (await journal.ReadBackAsync(session, 6, 2_000)).Select(commit => commit.FirstSequence));
        Assert.Equal([7L], (await journal.ReadBackAsync(session, 100, 1)).Select(commit => commit.FirstSequence));
        Assert.All(await journal.ReadBackAsync(session, 100, int.MaxValue), commit => Assert.Equal(payload, Sample.Text(commit)));
        Assert.Empty(await journal.ReadBackAsync(session, 1, 1_000));
    }

    [Fact]
    public async Task A_commit_of_the_platform_itself_has_no_command()
    {
        var session = Sample.Session();
        await journal.AppendAsync(Sample.Commit(session) with { Command = null });
        await journal.AppendAsync(Sample.Commit(session, 2) with { Command = null });

        Assert.All(await journal.ReadAsync(session), commit => Assert.Null(commit.Command));
    }

    [Fact]
    public async Task Of_two_writers_of_one_sequence_one_wins_whole()
    {
        var session = Sample.Session();
        await journal.AppendAsync(Sample.Commit(session));

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(writer => journal.AppendAsync(Sample.Commit(session, 2, events: 1 + (writer % 3), payload: $"writer {writer}"))));

        Assert.Single(results, result => result.Outcome == AppendOutcome.Stored);
        Assert.Equal(19, results.Count(result => result.Outcome == AppendOutcome.Conflict));
        var winner = Array.FindIndex(results, result => result.Outcome == AppendOutcome.Stored);
        var stored = Assert.Single(await journal.ReadAsync(session, 2));
        Assert.Equal($"writer {winner}", Sample.Text(stored));
    }

    [Fact]
    public async Task A_losing_commit_of_several_events_leaves_nothing()
    {
        var session = Sample.Session();
        var claim = new Claim("test", Sample.Id());
        await journal.AppendAsync(Sample.Commit(session));
        await journal.AppendAsync(Sample.Commit(session, 2));

        var loser = Sample.Commit(session, 2, events: 3, row: Sample.Row(session) with { Phase = SessionPhase.Closed }, take: [claim]);
        Assert.Equal(AppendResult.Conflict, await journal.AppendAsync(loser));

        Assert.Equal([1L, 2L], (await journal.ReadAsync(session)).Select(commit => commit.LastSequence));
        Assert.Equal([new JournalHead(session, 2)], await journal.HeadsAsync([session]));
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(Sample.Session(), take: [claim])));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_commit_that_would_leave_a_gap_is_a_conflict(long first)
    {
        var session = Sample.Session();
        if (first > 2)
            await journal.AppendAsync(Sample.Commit(session, events: 2));

        Assert.Equal(AppendResult.Conflict, await journal.AppendAsync(Sample.Commit(session, first)));
        Assert.DoesNotContain(await journal.ReadAsync(session), commit => commit.FirstSequence == first);
    }

    [Fact]
    public async Task Commits_of_one_session_that_wait_together_follow_each_other()
    {
        var session = Sample.Session();

        var results = await Task.WhenAll(Enumerable.Range(1, 50).Select(sequence => journal.AppendAsync(Sample.Commit(session, sequence))));

        Assert.All(results, result => Assert.Equal(AppendResult.Stored, result));
        Assert.Equal([new JournalHead(session, 50)], await journal.HeadsAsync([session]));
    }

    [Fact]
    public async Task Many_sessions_are_stored_at_once()
    {
        var sessions = Enumerable.Range(0, 1000).Select(_ => Sample.Session()).ToArray();

        var results = await Task.WhenAll(sessions.Select(session => journal.AppendAsync(Sample.Commit(session, events: 2))));

        Assert.All(results, result => Assert.Equal(AppendResult.Stored, result));
        Assert.Equal(sessions.ToHashSet(), (await journal.HeadsAsync(sessions)).Where(head => head.Sequence == 2).Select(head => head.SessionId).ToHashSet());
        Assert.Empty(await journal.HeadsAsync([Sample.Session()]));
        Assert.Empty(await journal.HeadsAsync([]));
    }

    [Fact]
    public async Task One_poisonous_row_fails_alone()
    {
        var sessions = Enumerable.Range(0, 40).Select(_ => Sample.Session()).ToArray();
        // An owner without an id stands in no database.
        var poison = Sample.Commit(sessions[20]);
        poison = poison with { Row = poison.Row with { Owner = new Caller(CallerKind.Account, null!) } };

        var appends = sessions.Select((session, index) => journal.AppendAsync(index == 20 ? poison : Sample.Commit(session))).ToArray();

        await Assert.ThrowsAsync<CommitRejectedException>(() => appends[20]);
        foreach (var (append, index) in appends.Select((append, index) => (append, index)).Where(pair => pair.index != 20))
            Assert.Equal((index, AppendResult.Stored), (index, await append));
        Assert.Empty(await journal.ReadAsync(sessions[20]));
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(sessions[20])));
    }

    [Fact]
    public async Task A_commit_that_does_not_fit_together_is_not_tried()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => journal.AppendAsync(Sample.Commit(Sample.Session()) with { LastSequence = 0 }));
        await Assert.ThrowsAsync<ArgumentException>(() => journal.AppendAsync(Sample.Commit(Sample.Session(), row: Sample.Row(Sample.Session()))));
    }
}

public sealed class SqliteJournalTests(SqliteStorage storage) : JournalTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresJournalTests(PostgresStorage storage) : JournalTests(storage), IClassFixture<PostgresStorage>
{
    private readonly IJournal journal = storage.Get<IJournal>();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_is_stored_once_by_the_database_too(bool keepsRow)
    {
        var session = Sample.Session();
        var command = CommandId.New();
        await journal.AppendAsync(Sample.Commit(session, command: command));

        Assert.Equal(AppendResult.Conflict, await journal.AppendAsync(Sample.Commit(session, 2, command: command) with { KeepsRow = keepsRow }));
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(Sample.Session(), command: command)));
        Assert.Single(await journal.ReadAsync(session));
    }

    [Fact]
    public async Task A_zero_character_in_the_row_fails_alone()
    {
        var sessions = Enumerable.Range(0, 40).Select(_ => Sample.Session()).ToArray();

        var appends = sessions.Select((session, index) => journal.AppendAsync(Sample.Commit(session, row: Sample.Row(session) with { Reason = index == 7 ? "a\0b" : null }))).ToArray();

        await Assert.ThrowsAsync<CommitRejectedException>(() => appends[7]);
        foreach (var append in appends.Where((_, index) => index != 7))
            Assert.Equal(AppendResult.Stored, await append);
        Assert.Empty(await journal.ReadAsync(sessions[7]));
    }
}
