using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Benchmarks;

/// <summary>A session as they usually go: a call, a few questions, a doctor, half an hour of chat.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    public static readonly SessionId Session = new("01k8y4c3q7r5s6t7v8w9x0y1z2");
    private const int MessagesPerLeg = 20;
    private static readonly StaffSnapshot Consultant = new(new StaffId("sokolova"), ParticipantRole.Consultant, "Соколова Мария", QueueKind.Consultant);
    private static readonly StaffSnapshot Therapist = new(new StaffId("morozova"), ParticipantRole.Doctor, "Морозова Светлана", QueueKind.Therapist);
    private static readonly PatientSnapshot Anna = new(new PatientId("anna"), "Иванова Анна Петровна", new DateOnly(1992, 3, 4), "РГС-1", "2026-11", "Иванова Анна Петровна");

    /// <summary>All its events.</summary>
    public static SessionEvent[] Events() => [.. Facts().Select((happened, i) => new SessionEvent(i + 1, Noon.AddSeconds(i), happened.By, happened.Fact))];

    /// <summary>The session after these events.</summary>
    public static SessionState After(IEnumerable<SessionEvent> events) => events.Aggregate(SessionState.New(Session), (state, happened) => state.Apply(happened));

    /// <summary>A chat message of usual length.</summary>
    public static Message Message(int number) => new($"Температура держится третий день, к вечеру до 38,{number % 10}. Принимаю только то, что назначили в прошлый раз.", []);

    private static IEnumerable<(ParticipantId By, SessionFact Fact)> Facts()
    {
        yield return (ParticipantId.Patient, new Opened(SessionMode.Chat, Caller.Of(new AccountId("anna"))));
        yield return (ParticipantId.Patient, new PatientChosen(Anna));
        yield return (ParticipantId.System, new Queued(new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, Noon)));
        foreach (var happened in Leg(LegKind.Intake, Consultant))
            yield return happened;
        yield return (ParticipantId.Of(Consultant.StaffId), new Transferred(QueueKind.Therapist, "Температура", null));
        yield return (ParticipantId.System, new Queued(new Wait(Awaited.In(QueueKind.Therapist), LegKind.Consultation, LegTerms.Unlimited, Noon)));
        foreach (var happened in Leg(LegKind.Consultation, Therapist))
            yield return happened;
        yield return (ParticipantId.Of(Therapist.StaffId), new LegEnded(LegEndReason.Ended));
        yield return (ParticipantId.System, new SessionClosed(CloseReason.Completed));
    }

    private static IEnumerable<(ParticipantId By, SessionFact Fact)> Leg(LegKind kind, StaffSnapshot staff)
    {
        yield return (ParticipantId.System, new Offered(staff.StaffId));
        yield return (ParticipantId.Of(staff.StaffId), new LegStarted(kind, staff, Noon, Noon.AddMinutes(30), [0]));
        for (var number = 0; number < MessagesPerLeg; number++)
        {
            yield return (number % 2 == 0 ? ParticipantId.Patient : ParticipantId.Of(staff.StaffId), Message(number));
            yield return (number % 2 == 0 ? ParticipantId.Of(staff.StaffId) : ParticipantId.Patient, new Read(number));
        }
    }
}
