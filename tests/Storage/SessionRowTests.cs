using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

public abstract class SessionRowTests(ClassStorage storage)
{
    private readonly IJournal journal = storage.Get<IJournal>();
    private readonly ISessionRows rows = storage.Get<ISessionRows>();
    private readonly PatientId patient = new(Sample.Id());
    private readonly StaffId doctor = new(Sample.Id());

    [Fact]
    public async Task A_waiting_session_is_in_its_queue_as_its_row_says()
    {
        var session = Sample.Session();
        var wait = new Wait(
            Awaited.In(QueueKind.Therapist), LegKind.Consultation, LegTerms.Urgent(TimeSpan.FromMinutes(30), [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1)]), Sample.Now,
            AtHead: true, doctor, Sample.Now.AddSeconds(60), new StaffId("other"), new StaffSnapshot(new StaffId("stays"), ParticipantRole.Consultant, "Соколова Мария", QueueKind.Consultant, 3), Priority: 1);
        await StoreAsync(session, 1, Waiting(session) with { Ticket = 1 });
        await StoreAsync(session, 2, Waiting(session) with
        {
            Ticket = 2,
            Wait = wait,
            Presence = Presence.Here,
            Reason = "Кашель",
            Patient = patient,
            PatientName = "Ромашкина Анна",
            PatientBirthDate = new DateOnly(1990, 5, 1),
        });

        var waiting = Assert.Single(await rows.WaitingAsync(QueueKind.Therapist), waiting => waiting.SessionId == session);

        Assert.Equal(
            new WaitingSession(session, 2, SessionMode.Chat, new SessionPatientView(patient, "Ромашкина Анна", new DateOnly(1990, 5, 1)), "Кашель", wait, Presence.Here),
            waiting);
        Assert.DoesNotContain(await rows.WaitingAsync(QueueKind.Paediatrician), other => other.SessionId == session);
        Assert.Contains(new WaitingTicket(session, 2, SessionMode.Chat, Presence.Here), await rows.TicketsAsync(QueueKind.Therapist));
        Assert.Equal(waiting, Assert.Single(await rows.WaitingAsync(QueueKind.Therapist, [session, Sample.Session()])));
    }

    [Fact]
    public async Task Who_waits_no_more_has_no_ticket()
    {
        var session = Sample.Session();
        await StoreAsync(session, 1, Waiting(session));
        Assert.Contains(await rows.TicketsAsync(QueueKind.Therapist), ticket => ticket.SessionId == session);
        Assert.DoesNotContain(await rows.TicketsAsync(QueueKind.Paediatrician), ticket => ticket.SessionId == session);

        await StoreAsync(session, 2, Closed(Waiting(session)) with { Queue = null, Ticket = null });

        Assert.DoesNotContain(await rows.TicketsAsync(QueueKind.Therapist), ticket => ticket.SessionId == session);
        Assert.Empty(await rows.WaitingAsync(QueueKind.Therapist, [session]));
    }

    [Fact]
    public async Task Who_waits_without_a_name_is_in_the_queue_too()
    {
        var session = Sample.Session();
        await StoreAsync(session, 1, Waiting(session) with { Queue = QueueKind.Consultant });

        var waiting = Assert.Single(await rows.WaitingAsync(QueueKind.Consultant), waiting => waiting.SessionId == session);
        Assert.Null(waiting.Patient);
        Assert.False(waiting.Wait.AtHead);
        Assert.Null(waiting.Wait.PreferredUntil);
    }

    [Fact]
    public async Task A_persons_open_session_is_found_until_it_is_closed()
    {
        var session = Sample.Session();
        var row = Sample.Row(session) with { Patient = patient };
        await StoreAsync(session, 1, row);
        Assert.Equal(session, await rows.OpenOfPatientAsync(patient));
        Assert.Equal([new OpenSessionView(session, patient, SessionPhase.WaitingForConsultant)], await rows.OpenOfOwnerAsync(row.Owner, []));
        Assert.Equal([session], (await rows.OpenOfOwnerAsync(Caller.Of(new AccountId("nobody")), [patient])).Select(open => open.SessionId));

        await StoreAsync(session, 2, Closed(row));

        Assert.Null(await rows.OpenOfPatientAsync(patient));
        Assert.Empty(await rows.OpenOfOwnerAsync(row.Owner, [patient]));
    }

    [Fact]
    public async Task A_desk_shows_running_legs_and_the_units_they_take()
    {
        var (session, other) = (Sample.Session(), new StaffId(Sample.Id()));
        var row = Sample.Row(session) with { Phase = SessionPhase.Consultation, Staff = doctor, LegStartedAt = Sample.Now.AddMinutes(1), PatientName = "Ромашкина Анна", Patient = patient };
        await journal.AppendAsync(Sample.Commit(session, row: row, take: [Claims.Slot(doctor, 2), Claims.Slot(doctor, 1), Claims.Slot(other, 7), Claims.Open(patient)]));

        var desk = Assert.Single(await rows.OfStaffAsync(doctor));

        Assert.Equal(new DeskSession(session, "Ромашкина Анна", SessionMode.Chat, SessionPhase.Consultation, Sample.Now.AddMinutes(1)), desk.Session);
        Assert.Equal([1, 2], desk.Slots);
        Assert.Empty(await rows.OfStaffAsync(other));
    }

    [Fact]
    public async Task The_calendar_is_newest_first_and_of_these_persons_only()
    {
        var (older, newer, others) = (Sample.Session(), Sample.Session(), Sample.Session());
        await StoreAsync(older, 1, Closed(Sample.Row(older) with { Patient = patient, PatientName = "Ромашкина Анна", DoctorName = "Пилюлькин Антон", DoctorQueue = QueueKind.Therapist, Conclusion = new ConclusionId("conclusion") }));
        await StoreAsync(newer, 1, Sample.Row(newer) with { Patient = patient, PatientName = "Ромашкина Анна", OpenedAt = Sample.Now.AddDays(1) });
        await StoreAsync(others, 1, Sample.Row(others) with { Patient = new PatientId(Sample.Id()) });

        var calendar = await rows.CalendarAsync([patient]);

        Assert.Equal([newer, older], calendar.Select(entry => entry.SessionId));
        Assert.Equal(
            new CalendarEntry(older, patient, "Ромашкина Анна", Sample.Now, Sample.Now.AddMinutes(40), SessionMode.Chat, SessionPhase.Closed, CloseReason.Completed, "Пилюлькин Антон", QueueKind.Therapist, new ConclusionId("conclusion")),
            calendar[1]);
        Assert.Equal([newer], (await rows.CalendarAsync([patient], limit: 1)).Select(entry => entry.SessionId));
        Assert.Empty(await rows.CalendarAsync([]));
    }

    [Fact]
    public async Task A_doctor_owes_a_signature_from_the_end_of_the_consultation()
    {
        var session = Sample.Session();
        var row = Sample.Row(session) with { Patient = patient, PatientName = "Ромашкина Анна", Phase = SessionPhase.Consultation, Staff = doctor, Doctor = doctor, ConsultedAt = Sample.Now };
        await StoreAsync(session, 1, row);
        Assert.Empty(await rows.AwaitingSignatureAsync(doctor));

        await StoreAsync(session, 2, row with { Phase = SessionPhase.FollowUp, Staff = new StaffId(Sample.Id()) });
        Assert.Equal([session], (await rows.AwaitingSignatureAsync(doctor)).Select(entry => entry.SessionId));

        var signed = new ConclusionView(new ConclusionId(Sample.Id()), session, patient, "Ромашкина Анна", new DateOnly(1990, 5, 1), "Пилюлькин Антон", QueueKind.Therapist, Sample.Now, ConclusionText.Empty, Sample.Now, Sample.Now);
        await journal.AppendAsync(Sample.Commit(session, 3, row: Closed(row with { Conclusion = signed.ConclusionId }), records: [new ConclusionWritten(doctor, signed)]));
        Assert.Empty(await rows.AwaitingSignatureAsync(doctor));
    }

    private static SessionRow Waiting(SessionId session) => Sample.Row(session) with
    {
        Phase = SessionPhase.WaitingForDoctor,
        Queue = QueueKind.Therapist,
        Ticket = 1,
        Wait = new Wait(Awaited.In(QueueKind.Therapist), LegKind.Consultation, LegTerms.Unlimited, Sample.Now),
        Presence = Presence.Awaited,
    };

    private static SessionRow Closed(SessionRow row) => row with
    {
        Phase = SessionPhase.Closed,
        Staff = null,
        ClosedAt = Sample.Now.AddMinutes(40),
        CloseReason = CloseReason.Completed,
        NextDeadline = null,
    };

    private async Task StoreAsync(SessionId session, long sequence, SessionRow row) =>
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(session, sequence, row: row)));
}

public sealed class SqliteSessionRowTests(SqliteStorage storage) : SessionRowTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresSessionRowTests(PostgresStorage storage) : SessionRowTests(storage), IClassFixture<PostgresStorage>;
