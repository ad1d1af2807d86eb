using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The parts of a session's state that others see: participants its view, storage its row and claims.</summary>
internal static class SessionViews
{
    /// <summary>The participants' view.</summary>
    /// <param name="state">The session.</param>
    /// <param name="now">The instant.</param>
    /// <param name="forStaff">Whether the reader is staff: how far it is settled who calls, and from which number, is told to nobody else; the rating not to them.</param>
    /// <param name="limits">The options.</param>
    public static SessionView View(SessionState state, DateTimeOffset now, bool forStaff, LimitOptions limits) => new(
        state.Id,
        state.Phase,
        state.Mode,
        PatientOf(state),
        Participants(state),
        state.Leg is { } leg ? new LegView(leg.Kind, leg.StartedAt, leg.EndsAt, leg.TalkStartedAt, leg.Awaiting?.Until) : null,
        state.Waiting?.For.Queue,
        new ConsentView(state.ConsentRequested, state.ConsentConfirmed, state.Patient?.ConsentBy, state.ConsentDeclined),
        Signed(state)?.Conclusion,
        state.Sequence,
        state.CloseReason,
        now,
        state.ContinuedIn,
        IsSignedIn(state),
        state.Companion is { } companion ? new CompanionView(companion.Participant, companion.Until) : null,
        [.. state.Consultations.Where(consulted => consulted.Signed).Select(consulted => consulted.Conclusion)],
        state.Insurer,
        forStaff ? SessionRules.IdentityOf(state) : null,
        forStaff ? state.Phone?.Number : null,
        state.DocumentsAwaited,
        state.Appointment,
        forStaff ? null : SessionRules.RatingIn(state, now, limits),
        state.CallBack);

    /// <summary>The patient, as views and offers show them; null until chosen.</summary>
    public static SessionPatientView? PatientOf(SessionState state) =>
        state.Patient is { } patient ? new SessionPatientView(patient.PatientId, patient.Name, patient.BirthDate) : null;

    /// <summary>Which rights a change takes, and which it lets go.</summary>
    public static (IReadOnlyList<Claim> Take, IReadOnlyList<Claim> Release) ClaimsMoved(SessionState before, SessionState after)
    {
        // As after every message; the sets would cost more than the rest of the decision.
        if (before.IsOpen == after.IsOpen && ReferenceEquals(before.Leg, after.Leg) && ReferenceEquals(before.Patient, after.Patient) && before.Owner == after.Owner)
            return ([], []);
        var (held, holds) = (ClaimsOf(before), ClaimsOf(after));
        return ([.. holds.Except(held)], [.. held.Except(holds)]);
    }

    /// <summary>The records that follow from a change: the person whom it is about from now on, the consultations that it moves, and the entries about supervisors who see it.</summary>
    public static ImmutableArray<RecordChange> RecordsMoved(SessionState before, SessionState after, DateTimeOffset now)
    {
        var moved = ConsultationsMoved(before, after);
        if (SessionRules.LookedAt(before, after, now) is { } looked)
            moved = moved.Add(looked);
        if (SessionRules.HeldBy(before, after) is { } held)
            moved = moved.Add(held);
        // As after every message.
        if (ReferenceEquals(before.Patient, after.Patient) || after.Patient is not { PatientId: var person } || person == before.Patient?.PatientId)
            return moved;
        return moved.Insert(0, new PersonNamed(person));
    }

    /// <summary>The consultations that a change begins, ends or signs, as their rows are to be.</summary>
    public static ImmutableArray<RecordChange> ConsultationsMoved(SessionState before, SessionState after)
    {
        // As after every message.
        if (before.Consultations == after.Consultations || after.Patient is not { } patient)
            return [];
        var moved = ImmutableArray.CreateBuilder<RecordChange>();
        for (var i = 0; i < after.Consultations.Length; i++)
            if (i >= before.Consultations.Length || before.Consultations[i] != after.Consultations[i])
                moved.Add(new ConsultationMoved(after.Id, patient.PatientId, after.Consultations[i]));
        return moved.ToImmutable();
    }

    /// <summary>The rights that an open session holds: its own openness and its specialist's units.</summary>
    public static HashSet<Claim> ClaimsOf(SessionState state)
    {
        var claims = new HashSet<Claim>();
        if (!state.IsOpen)
            return claims;
        claims.Add(state.Patient is { } patient ? Claims.Open(patient.PatientId) : Claims.Open(state.Owner));
        if (state.Leg is { } leg)
            foreach (var slot in leg.Slots)
                claims.Add(Claims.Slot(leg.Staff.StaffId, slot));
        return claims;
    }

    private static bool IsSignedIn(SessionState state) => state.Owner.Kind == CallerKind.Account;

    /// <summary>The waiting, as the queue gets it; null when not waiting.</summary>
    public static WaitingSession? WaitingOf(SessionState state, Presence presence) => state.Waiting is { } wait
        ? new WaitingSession(
            state.Id, state.Ticket, state.Mode, PatientOf(state), wait.For.Queue == QueueKind.Consultant && wait.Avoided is null ? null : state.Reason, wait, presence, state.Insurer,
            SignedIn: IsSignedIn(state))
        : null;

    /// <summary>The row.</summary>
    public static SessionRow RowOf(SessionState state, Presence presence, DateTimeOffset nextDeadline)
    {
        var consulted = state.Consultations.LastOrDefault();
        return new SessionRow
        {
            Session = state.Id,
            Owner = state.Owner,
            Patient = state.Patient?.PatientId,
            PatientName = state.Patient?.Name,
            PatientBirthDate = state.Patient?.BirthDate,
            Insurer = state.Insurer,
            Mode = state.Mode,
            Phase = state.Phase,
            Queue = state.Waiting?.For.Queue,
            Awaits = state.Waiting?.For.Staff,
            Ticket = state.Waiting is null ? null : state.Ticket,
            Wait = state.Waiting,
            // Whether the page is put aside is known to the session only, which queues ask where a patient is awaited.
            Presence = state.Waiting is null ? null : presence == Presence.Aside ? Presence.Awaited : presence,
            Reason = state.Reason,
            Staff = state.Leg?.Staff.StaffId,
            LegStartedAt = state.Leg?.StartedAt,
            LegEndsAt = state.Leg?.EndsAt,
            Companion = state.Companion?.Staff.StaffId,
            Doctor = consulted?.Doctor.StaffId,
            DoctorName = consulted?.Doctor.Name,
            DoctorQueue = consulted?.Doctor.Queue,
            ConsultedAt = consulted?.StartedAt,
            Answered = SessionRules.IsAnswered(state),
            Conclusion = Signed(state)?.Conclusion,
            OpenedAt = state.OpenedAt,
            ClosedAt = state.ClosedAt,
            CloseReason = state.CloseReason,
            NextDeadline = state.IsOpen ? nextDeadline : null,
        };
    }

    private static Consulted? Signed(SessionState state) => state.Consultations.LastOrDefault(consulted => consulted.Signed);

    private static ParticipantView[] Participants(SessionState state) =>
        [.. state.Participants.Select(participant => new ParticipantView(participant.Id, participant.Role, NameOf(participant, state), participant.AwaySince is null))];

    private static string NameOf(Participant participant, SessionState state) =>
        participant.Name ?? (state.Mode == SessionMode.Phone ? "Звонит по телефону" : state.Owner.Kind == CallerKind.Visitor ? "Без входа" : "Пациент");
}
