using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Figures by hours: every closed session is counted, and once.</summary>
public abstract class TallyRecordTests(ClassStorage storage)
{
    private static readonly DateTimeOffset Hour = new(2025, 3, 5, 9, 0, 0, TimeSpan.Zero);
    private readonly ITallies tallies = storage.Get<ITallies>();

    [Fact]
    public async Task A_session_is_counted_once_and_values_of_an_hour_are_put_together()
    {
        var (one, other, open) = (await StoreAsync(isClosed: true), await StoreAsync(isClosed: true), await StoreAsync(isClosed: false));
        var uncounted = await tallies.UncountedAsync(1_000);
        Assert.Contains(one, uncounted);
        Assert.Contains(other, uncounted);
        Assert.DoesNotContain(open, uncounted);

        Assert.True(await tallies.AddAsync([one], [new Tally(Hour, TallyKind.Wait, "consultant", Spread.Of(1_000, 2_000))], []));
        Assert.False(await tallies.AddAsync([one, other], [new Tally(Hour, TallyKind.Wait, "consultant", Spread.Of(7_000))], []));
        Assert.True(await tallies.AddAsync([other], [new Tally(Hour, TallyKind.Wait, "consultant", Spread.Of(3_000)), new Tally(Hour.AddHours(1), TallyKind.Closed, "completed", Spread.Of(0))], []));

        Assert.DoesNotContain(one, await tallies.UncountedAsync(1_000));
        var read = await tallies.ReadAsync(Hour, Hour.AddHours(1));
        var wait = Assert.Single(read);
        Assert.Equal((Hour, TallyKind.Wait, "consultant", 3L, 6_000L), (wait.Hour, wait.Kind, wait.Part, wait.Values.Count, wait.Values.Total));
        Assert.Equal(2, (await tallies.ReadAsync(Hour, Hour.AddHours(2))).Count);
    }

    [Fact]
    public async Task Work_of_a_specialist_is_put_together_with_the_ratings_of_their_sessions()
    {
        var (at, anna, oleg) = (Hour.AddDays(-700), new StaffId(Sample.Id()), new StaffId(Sample.Id()));
        var (one, other) = (await StoreAsync(isClosed: true), await StoreAsync(isClosed: true));
        var done = new Work(Offered: 3, Answered: 2, Talks: 2, TalkMilliseconds: 90_000, Transferred: 1);

        Assert.True(await tallies.AddAsync([one], [], [new WorkTally(at, anna, done), new WorkTally(at.AddHours(1), anna, done)]));
        Assert.False(await tallies.AddAsync([one], [], [new WorkTally(at, anna, done)]));
        Assert.True(await tallies.AddAsync([other], [], [new WorkTally(at, anna, new Work(Offered: 1))]));
        await storage.Get<Database>().WriteAsync(connection => connection.ExecuteAsync(
            "INSERT INTO rating (session, consultant, doctor, stars, rated_at) VALUES (@session, @consultant, @doctor, 4, @at)", new { session = Sample.Id(), consultant = anna.Value, doctor = oleg.Value, at }));

        Assert.Equal(
            [(anna, done.And(new Work(Offered: 1, Ratings: 1, Stars: 4))), (oleg, new Work(Ratings: 1, Stars: 4))],
            (await tallies.WorkAsync(at, at.AddHours(1))).OrderBy(member => member.Staff != anna));
        Assert.Equal(7, (await tallies.WorkAsync(at, at.AddHours(2))).Single(member => member.Staff == anna).Done.Offered);
    }

    [Fact]
    public async Task A_later_commit_of_a_counted_session_does_not_make_it_uncounted()
    {
        var session = await StoreAsync(isClosed: true);
        Assert.True(await tallies.AddAsync([session], [], []));
        await storage.Get<IJournal>().AppendAsync(Sample.Commit(session, 2, row: Row(session, isClosed: true) with { Answered = true }));

        Assert.DoesNotContain(session, await tallies.UncountedAsync(1_000));
    }

    [Fact]
    public async Task Ratings_and_bookings_that_nobody_came_to_are_counted_by_the_hour()
    {
        var at = Hour.AddDays(-300).AddMinutes(59);
        var database = storage.Get<Database>();
        await database.WriteAsync(async connection =>
        {
            foreach (var stars in new[] { 5, 5, 3 })
                await connection.ExecuteAsync("INSERT INTO rating (session, stars, rated_at) VALUES (@session, @stars, @at)", new { session = Sample.Id(), stars, at });
            return await connection.ExecuteAsync(
                """
                INSERT INTO appointment (id, version, state, patient, doctor, specialty, starts_at, zone, wall, buffer_minutes, reason, repeated, tell_by, tell_whom, outside_roster, changed_by, changed_at)
                VALUES (@id, 1, 'noConnection', 'p', 'd', 'кардиология', @at, 'Europe/Moscow', '2025-01-01T10:00', 0, '', @no, 'chat', 'patient', @no, 'c', @at)
                """,
                new { id = Sample.Id(), at, no = false });
        });

        var read = await tallies.ReadAsync(at.AddHours(-1), at.AddHours(1));

        Assert.Equal(
            [(TallyKind.Ratings, "3", 1L), (TallyKind.Ratings, "5", 2L), (TallyKind.NoShows, "кардиология", 1L)],
            read.OrderBy(tally => tally.Kind).ThenBy(tally => tally.Part).Select(tally => (tally.Kind, tally.Part, tally.Values.Count)));
        Assert.All(read, tally => Assert.Equal(at.AddMinutes(-59), tally.Hour));
    }

    private async Task<SessionId> StoreAsync(bool isClosed)
    {
        var session = Sample.Session();
        Assert.Equal(AppendOutcome.Stored, (await storage.Get<IJournal>().AppendAsync(Sample.Commit(session, row: Row(session, isClosed)))).Outcome);
        return session;
    }

    private static SessionRow Row(SessionId session, bool isClosed) => isClosed
        ? Sample.Row(session) with { Phase = SessionPhase.Closed, ClosedAt = Sample.Now, CloseReason = CloseReason.Completed, NextDeadline = null }
        : Sample.Row(session);
}

public sealed class SqliteTallyRecordTests(SqliteStorage storage) : TallyRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresTallyRecordTests(PostgresStorage storage) : TallyRecordTests(storage), IClassFixture<PostgresStorage>;
