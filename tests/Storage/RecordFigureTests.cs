using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>The figures that one silo reads for the meters of all.</summary>
public abstract class RecordFigureTests(ClassStorage storage)
{
    private readonly IJournal journal = storage.Get<IJournal>();
    private readonly IDueRows due = storage.Get<IDueRows>();
    private readonly IRecordFigures figures = storage.Get<IRecordFigures>();

    [Fact]
    public async Task Open_sessions_are_counted_by_phase_and_what_is_due_by_kind()
    {
        var (waits, talks, talksToo, over) = (Sample.Session(), Sample.Session(), Sample.Session(), Sample.Session());
        await StoreAsync(waits, SessionPhase.WaitingForDoctor, Sample.Now.AddSeconds(-20));
        await StoreAsync(talks, SessionPhase.Consultation, Sample.Now.AddSeconds(-90));
        await StoreAsync(talksToo, SessionPhase.Consultation, Sample.Now.AddSeconds(1));
        await journal.AppendAsync(Sample.Commit(over, row: Sample.Row(over) with { Phase = SessionPhase.Closed, ClosedAt = Sample.Now, CloseReason = CloseReason.Completed }));
        await due.PutAsync(new Due(WakeKind.Notice, "late", Sample.Now.AddSeconds(-7)));
        await due.PutAsync(new Due(WakeKind.Upload, "early", Sample.Now.AddSeconds(7)));

        var read = await figures.ReadAsync(Sample.Now);

        Assert.Equal(new Dictionary<SessionPhase, long> { [SessionPhase.WaitingForDoctor] = 1, [SessionPhase.Consultation] = 2 }, read.OpenSessions);
        Assert.Equal(new OverdueRows(2, Sample.Now.AddSeconds(-90)), read.Overdue[WakeKind.Session]);
        Assert.Equal(new OverdueRows(1, Sample.Now.AddSeconds(-7)), read.Overdue[WakeKind.Notice]);
        Assert.DoesNotContain(WakeKind.Upload, read.Overdue.Keys);
    }

    private Task<AppendResult> StoreAsync(SessionId session, SessionPhase phase, DateTimeOffset dueAt) =>
        journal.AppendAsync(Sample.Commit(session, row: Sample.Row(session) with { Phase = phase, NextDeadline = dueAt }));
}

public sealed class SqliteRecordFigureTests(SqliteStorage storage) : RecordFigureTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresRecordFigureTests(PostgresStorage storage) : RecordFigureTests(storage), IClassFixture<PostgresStorage>;
