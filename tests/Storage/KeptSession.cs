using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>The session in Data/journal-v1.db: every kind of event that version 1 wrote. Never changed; a later version gets a file of its own beside it.</summary>
internal static class KeptSession
{
    public static readonly SessionId Id = new("kept-session");
    public static readonly DateTimeOffset OpenedAt = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly Caller owner = Caller.Of(new AccountId("kept-account"));
    private static readonly ParticipantId patient = ParticipantId.Patient;
    private static readonly ParticipantId system = ParticipantId.System;
    private static readonly StaffSnapshot consultant = new(new StaffId("kept-consultant"), ParticipantRole.Consultant, "Вежливая Анна Ивановна", QueueKind.Consultant);
    private static readonly StaffSnapshot doctor = new(new StaffId("kept-doctor"), ParticipantRole.Doctor, "Айболитов Корней Иванович", QueueKind.Paediatrician);
    private static readonly ParticipantId byConsultant = ParticipantId.Of(consultant.StaffId);
    private static readonly ParticipantId byDoctor = ParticipantId.Of(doctor.StaffId);
    private static readonly PatientSnapshot child = new(new PatientId("kept-patient"), "Ромашкина Ева Павловна", new DateOnly(2019, 5, 1), "ДМС-1", null, "Ромашкина Анна Петровна");
    private static readonly LegTerms urgent = LegTerms.Urgent(TimeSpan.FromMinutes(30), [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1)]);
    private static readonly ConclusionId conclusion = new("kept-conclusion");

    /// <summary>The story: who did it, and what; one commit a line, a minute apart.</summary>
    private static readonly (ParticipantId By, SessionFact[] Facts)[] lines =
    [
        (patient, [new Opened(SessionMode.Chat, owner), new PatientChosen(child), new Queued(new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, OpenedAt))]),
        (system, [new Offered(consultant.StaffId)]),
        (byConsultant, [new LegStarted(LegKind.Intake, consultant, OpenedAt.AddMinutes(2), null, [1, 2])]),
        (patient, [new Message("Кашель \"третий\" день 🙂 \0 конец", ["document-1"])]),
        (byConsultant, [new Read(6)]),
        (byConsultant, [new ConsentRequested("2026-11")]),
        (patient, [new ConsentConfirmed("2026-11", "a1b2")]),
        (patient, [new ModeChanged(SessionMode.Video)]),
        (byConsultant, [new Transferred(QueueKind.Therapist, "Кашель", "Педиатра нет"), new LegEnded(LegEndReason.Transferred), new Queued(new Wait(Awaited.In(QueueKind.Therapist), LegKind.Consultation, urgent, OpenedAt.AddMinutes(8)))]),
        (byDoctor, [new LegStarted(LegKind.Consultation, doctor, OpenedAt.AddMinutes(9), OpenedAt.AddMinutes(39), [1])]),
        (system, [new Dropped(patient, OpenedAt.AddMinutes(10))]),
        (patient, [new Rejoined(patient)]),
        (system, [new LimitWarning(300)]),
        (system, [new LegEnded(LegEndReason.Limit), new Queued(new Wait(Awaited.In(QueueKind.Consultant), LegKind.FollowUp, LegTerms.Unlimited, OpenedAt.AddMinutes(13), true, consultant.StaffId, OpenedAt.AddMinutes(40)))]),
        (byDoctor, [new ConclusionSaved(conclusion)]),
        (byDoctor, [new ConclusionSigned(conclusion)]),
        (patient, [new SessionClosed(CloseReason.CancelledByPatient)]),
    ];

    /// <summary>All commits, as they were decided.</summary>
    public static IEnumerable<SessionEvent[]> Commits()
    {
        var sequence = 0L;
        for (var minute = 0; minute < lines.Length; minute++)
            yield return [.. lines[minute].Facts.Select(fact => new SessionEvent(++sequence, OpenedAt.AddMinutes(minute), lines[minute].By, fact))];
    }

    /// <summary>The row after the last commit, and what was stored with it.</summary>
    public static SessionRow Row(bool closed) => new()
    {
        Session = Id,
        Owner = owner,
        Patient = child.PatientId,
        PatientName = child.Name,
        PatientBirthDate = child.BirthDate,
        Mode = SessionMode.Video,
        Phase = closed ? SessionPhase.Closed : SessionPhase.WaitingForConsultant,
        Doctor = doctor.StaffId,
        DoctorName = doctor.Name,
        DoctorQueue = QueueKind.Paediatrician,
        ConsultedAt = OpenedAt.AddMinutes(9),
        Conclusion = conclusion,
        OpenedAt = OpenedAt,
        ClosedAt = closed ? OpenedAt.AddMinutes(16) : null,
        CloseReason = closed ? CloseReason.CancelledByPatient : null,
        NextDeadline = closed ? null : OpenedAt.AddMinutes(20),
    };

    /// <summary>The signed conclusion.</summary>
    public static ConclusionView Conclusion { get; } = new(
        conclusion, Id, child.PatientId, child.Name, child.BirthDate, doctor.Name, QueueKind.Paediatrician, OpenedAt.AddMinutes(9),
        new ConclusionText("Кашель", "Три дня", "J06.9", "Тёплое питьё"), OpenedAt.AddMinutes(14), OpenedAt.AddMinutes(15), 1, Edition: 1, Editions: 1);
}
