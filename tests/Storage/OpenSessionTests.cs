using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>All open sessions, the oldest first.</summary>
public abstract class OpenSessionTests(ClassStorage storage)
{
    private static readonly DateTimeOffset Long = Sample.Now.AddYears(-1);
    private readonly IJournal journal = storage.Get<IJournal>();
    private readonly IOpenSessions open = storage.Get<IOpenSessions>();

    [Fact]
    public async Task The_oldest_come_first_with_their_waits_and_the_ends_of_their_legs()
    {
        var (talks, waits, closed) = (Sample.Session(), Sample.Session(), Sample.Session());
        var wait = new Wait(Awaited.In(QueueKind.Therapist), LegKind.Consultation, LegTerms.Unlimited, Sample.Now);
        await StoreAsync(Sample.Row(closed) with { OpenedAt = Long, ClosedAt = Sample.Now, CloseReason = CloseReason.Completed, Phase = SessionPhase.Closed, NextDeadline = null });
        await StoreAsync(Sample.Row(waits) with { OpenedAt = Long.AddMinutes(2), Phase = SessionPhase.WaitingForDoctor, Queue = QueueKind.Therapist, Ticket = 1, Wait = wait, Presence = Presence.Here });
        await StoreAsync(Sample.Row(talks) with
        {
            OpenedAt = Long.AddMinutes(1),
            Phase = SessionPhase.Consultation,
            Staff = new StaffId("doctor"),
            LegStartedAt = Sample.Now,
            LegEndsAt = Sample.Now.AddMinutes(30),
            Insurer = new NamedInsurer(new InsurerId("romashka"), "Ромашка"),
        });

        var (oldest, count) = await open.ReadAsync(2);

        Assert.Equal(
            [
                new OpenSession(talks, SessionMode.Chat, SessionPhase.Consultation, null, new StaffId("doctor"), Sample.Now, Sample.Now.AddMinutes(30), "Ромашка", Long.AddMinutes(1)),
                new OpenSession(waits, SessionMode.Chat, SessionPhase.WaitingForDoctor, wait, null, null, null, null, Long.AddMinutes(2)),
            ],
            oldest);
        Assert.True(count >= 2);
        Assert.DoesNotContain((await open.ReadAsync(1_000)).Oldest, session => session.Session == closed);
    }

    [Fact]
    public async Task A_single_one_is_found_while_it_is_open()
    {
        var (talks, closed) = (Sample.Session(), Sample.Session());
        await StoreAsync(Sample.Row(talks) with { OpenedAt = Sample.Now, Phase = SessionPhase.Intake, Staff = new StaffId("anna"), LegStartedAt = Sample.Now });
        await StoreAsync(Sample.Row(closed) with { OpenedAt = Long, ClosedAt = Sample.Now, CloseReason = CloseReason.Completed, Phase = SessionPhase.Closed, NextDeadline = null });

        Assert.Equal(new OpenSession(talks, SessionMode.Chat, SessionPhase.Intake, null, new StaffId("anna"), Sample.Now, null, null, Sample.Now), (await open.FindAsync(talks)).Value);
        Assert.Equal(Refusal.Closed, (await open.FindAsync(closed)).Refusal);
        Assert.Equal(Refusal.NotFound, (await open.FindAsync(Sample.Session())).Refusal);
    }

    private async Task StoreAsync(SessionRow row) => Assert.Equal(AppendOutcome.Stored, (await journal.AppendAsync(Sample.Commit(row.Session, row: row))).Outcome);
}

public sealed class SqliteOpenSessionTests(SqliteStorage storage) : OpenSessionTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresOpenSessionTests(PostgresStorage storage) : OpenSessionTests(storage), IClassFixture<PostgresStorage>;
