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
            new WaitingSession(session, 2, SessionMode.Chat, new SessionPatientView(patient, "Ромашкина Анна", new DateOnly(1990, 5, 1)), "Кашель", wait, Presence.Here, SignedIn: true),
            waiting);
        Assert.DoesNotContain(await rows.WaitingAsync(QueueKind.Paediatrician), other => other.SessionId == session);
        Assert.Contains(new WaitingTicket(session, 2, SessionMode.Chat, Presence.Here, 1), await rows.TicketsAsync(QueueKind.Therapist));
        Assert.Equal(waiting, Assert.Single(await rows.WaitingAsync(QueueKind.Therapist, [session, Sample.Session()])));
    }

    [Fact]
    public async Task A_waiting_session_and_one_on_a_desk_name_their_insurer()
    {
        var (waits, talks, insurer) = (Sample.Session(), Sample.Session(), new NamedInsurer(new InsurerId("romashka"), "Ромашка Страхование"));
        await StoreAsync(waits, 1, Waiting(waits) with { Insurer = insurer });
        await journal.AppendAsync(Sample.Commit(talks, row: Sample.Row(talks) with { Phase = SessionPhase.Intake, Staff = doctor, LegStartedAt = Sample.Now, Insurer = insurer }));

        Assert.Equal(insurer, Assert.Single(await rows.WaitingAsync(QueueKind.Therapist, [waits])).Insurer);
        Assert.Equal(insurer, Assert.Single(await rows.OfStaffAsync(doctor), row => row.Session.SessionId == talks).Session.Insurer);
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
    public async Task Sessions_are_found_by_who_stayed_beside_until_they_leave_or_it_closes()
    {
        var (left, closed, consultant) = (Sample.Session(), Sample.Session(), new StaffId(Sample.Id()));
        foreach (var session in new[] { left, closed })
            await StoreAsync(session, 1, Sample.Row(session) with { Companion = consultant });
        Assert.Equal(new[] { left, closed }.OrderBy(session => session.Value), (await rows.AccompaniedByAsync(consultant)).OrderBy(session => session.Value));

        await StoreAsync(left, 2, Sample.Row(left));
        await StoreAsync(closed, 2, Closed(Sample.Row(closed) with { Companion = consultant }));

        Assert.Empty(await rows.AccompaniedByAsync(consultant));
    }

    [Fact]
    public async Task The_calendar_is_newest_first_and_of_these_persons_only()
    {
        var (older, newer, others) = (Sample.Session(), Sample.Session(), Sample.Session());
        await StoreAsync(older, 1, Closed(Sample.Row(older) with { Patient = patient, PatientName = "Ромашкина Анна", DoctorName = "Пилюлькин Антон", DoctorQueue = QueueKind.Therapist, Answered = true, Conclusion = new ConclusionId("conclusion") }));
        await StoreAsync(newer, 1, Sample.Row(newer) with { Patient = patient, PatientName = "Ромашкина Анна", OpenedAt = Sample.Now.AddDays(1) });
        await StoreAsync(others, 1, Sample.Row(others) with { Patient = new PatientId(Sample.Id()) });

        var calendar = await rows.CalendarAsync([patient]);

        Assert.Equal([newer, older], calendar.Select(entry => entry.SessionId));
        Assert.Equal(
            new CalendarEntry(older, patient, "Ромашкина Анна", Sample.Now, Sample.Now.AddMinutes(40), SessionMode.Chat, SessionPhase.Closed, CloseReason.Completed, "Пилюлькин Антон", QueueKind.Therapist, new ConclusionId("conclusion"), []),
            calendar[1]);
        Assert.Equal((true, false), (calendar[1].Answered, calendar[0].Answered));
        Assert.Equal([newer], (await rows.CalendarAsync([patient], limit: 1)).Select(entry => entry.SessionId));
        Assert.Empty(await rows.CalendarAsync([]));
    }

    [Fact]
    public async Task A_doctor_owes_a_signature_for_each_consultation_from_its_end_on()
    {
        var session = Sample.Session();
        var row = Sample.Row(session) with { Patient = patient, PatientName = "Ромашкина Анна" };
        var (first, second) = (Consultation(0), Consultation(30));
        await StoreAsync(session, 1, row, new ConsultationMoved(session, patient, first));
        Assert.Empty(await rows.AwaitingSignatureAsync(doctor));

        await StoreAsync(session, 2, row, Ended(session, first));
        await StoreAsync(session, 3, row, Ended(session, second));
        var awaiting = await rows.AwaitingSignatureAsync(doctor);
        Assert.Equal([session, session], awaiting.Select(entry => entry.SessionId));
        Assert.Equal([first.Conclusion, second.Conclusion], awaiting.Select(entry => Assert.Single(entry.Consultations).ConclusionId));
        Assert.Equal([1, 2], awaiting.Select(entry => entry.Consultations[0].Number));

        await StoreAsync(session, 4, Closed(row), Signed(session, first));
        var left = Assert.Single(Assert.Single(await rows.AwaitingSignatureAsync(doctor)).Consultations);
        Assert.Equal((second.Conclusion, 2), (left.ConclusionId, left.Number));
        Assert.Empty(await rows.AwaitingSignatureAsync(new StaffId(Sample.Id())));
    }

    [Fact]
    public async Task The_calendar_has_every_consultation_of_a_session()
    {
        var session = Sample.Session();
        var row = Sample.Row(session) with { Patient = patient, PatientName = "Ромашкина Анна" };
        var (first, second) = (Consultation(0), Consultation(30));
        await StoreAsync(session, 1, row, Signed(session, first));
        await StoreAsync(session, 2, row, new ConsultationMoved(session, patient, second));

        var entry = Assert.Single(await rows.CalendarAsync([patient]));

        Assert.Equal(
            [
                new ConsultationView(first.Conclusion, "Пилюлькин Антон", QueueKind.Therapist, first.StartedAt, first.StartedAt.AddMinutes(20), first.Conclusion),
                new ConsultationView(second.Conclusion, "Пилюлькин Антон", QueueKind.Therapist, second.StartedAt, null, null, Number: 2),
            ],
            entry.Consultations);
    }

    [Fact]
    public async Task The_calendar_says_when_a_conclusion_was_corrected_last()
    {
        var (session, corrected) = (Sample.Session(), Sample.Now.AddDays(2));
        var row = Sample.Row(session) with { Patient = patient, PatientName = "Ромашкина Анна" };
        var (first, second) = (Consultation(0), Consultation(30));
        await StoreAsync(session, 1, row, Signed(session, first), new ConclusionBegun(doctor, Written(session, first)), new ConclusionSealed(doctor, first.Conclusion, 1, Sample.Now, "hash"));
        await StoreAsync(session, 2, row, Signed(session, second), new ConclusionBegun(doctor, Written(session, second)), new ConclusionSealed(doctor, second.Conclusion, 1, Sample.Now, "hash"));

        await StoreAsync(session, 3, row, new ConclusionReplaced(doctor, 1, Conclusions.Signed(Written(session, second) with { Version = 2 }, 2, corrected)));

        Assert.Equal([null, corrected], Assert.Single(await rows.CalendarAsync([patient])).Consultations.Select(consultation => consultation.CorrectedAt));
    }

    private ConclusionView Written(SessionId session, Consulted consultation) => new(
        consultation.Conclusion, session, patient, "Ромашкина Анна", new DateOnly(1990, 5, 1), "Пилюлькин Антон", QueueKind.Therapist, consultation.StartedAt,
        new ConclusionText("Кашель", "", "ОРВИ", "Пить тёплое"), Sample.Now, null, 1);

    private Consulted Consultation(int minute) => new(
        new StaffSnapshot(doctor, ParticipantRole.Doctor, "Пилюлькин Антон", QueueKind.Therapist), Sample.Now.AddMinutes(minute), new ConclusionId(Sample.Id()));

    private ConsultationMoved Ended(SessionId session, Consulted consultation) =>
        new(session, patient, consultation with { EndedAt = consultation.StartedAt.AddMinutes(20) });

    private ConsultationMoved Signed(SessionId session, Consulted consultation) =>
        new(session, patient, consultation with { EndedAt = consultation.StartedAt.AddMinutes(20), SignedAt = consultation.StartedAt.AddMinutes(25) });

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

    private async Task StoreAsync(SessionId session, long sequence, SessionRow row, params RecordChange[] records) =>
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(session, sequence, row: row, records: records)));
}

public sealed class SqliteSessionRowTests(SqliteStorage storage) : SessionRowTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresSessionRowTests(PostgresStorage storage) : SessionRowTests(storage), IClassFixture<PostgresStorage>;
