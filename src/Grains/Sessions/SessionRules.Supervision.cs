using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Supervisors in a session: they look on, visibly and on record (S6), and neither write nor hear a call.</summary>
internal static partial class SessionRules
{
    /// <summary>Whether a participant is a supervisor.</summary>
    public static bool LooksOn(SessionState state, ParticipantId participant) => state.Participants.Find(participant) is { Role: ParticipantRole.Supervisor };

    /// <summary>The caller's participant who takes part in the talk, and does not only look on; null for everybody else.</summary>
    private static ParticipantId? Talking(SessionState state, Caller caller) =>
        Participant(state, caller) is { } participant && !LooksOn(state, participant) ? participant : null;

    /// <summary>A supervisor looks on from now on; whoever is in the session already stays what they are.</summary>
    public static Decision JoinAsSupervisor(SessionState state, StaffId staff, string name)
    {
        if (Refuse(state) is { } refusal)
            return refusal;
        var by = ParticipantId.Of(staff);
        return state.Participants.Find(by) is null ? Decision.Of(by, new SupervisorJoined(by, name)) : Decision.Nothing;
    }

    /// <summary>A supervisor looks on no more.</summary>
    public static Decision LeaveAsSupervisor(SessionState state, StaffId staff)
    {
        var by = ParticipantId.Of(staff);
        return LooksOn(state, by) ? Decision.Of(by, new SupervisorLeft(by)) : Refuse(state) ?? Refusal.NotFound;
    }

    /// <summary>Lets a waiting session go before the others of its queue, but for those who were with somebody already.</summary>
    public static Decision Raise(SessionState state, StaffId staff, DateTimeOffset now) => Place(state, staff, isRaised: true, now);

    /// <summary>Takes that back: the session waits where it would without.</summary>
    public static Decision Lower(SessionState state, StaffId staff, DateTimeOffset now) => Place(state, staff, isRaised: false, now);

    private static Decision Place(SessionState state, StaffId staff, bool isRaised, DateTimeOffset now)
    {
        if (Refuse(state) is { } refusal)
            return refusal;
        if (state.Waiting is not { For.Queue: not null } wait)
            return Refusal.WrongPhase;
        return wait.Priority >= Wait.RaisedPriority == isRaised
            ? Decision.Nothing
            : Decision.Of(ParticipantId.Of(staff), isRaised ? new Raised() : new Lowered()).Storing(Entries(now, [ParticipantId.Of(staff)], AuditDeed.Changed, AuditSubject.Place, state));
    }

    /// <summary>The entries about supervisors who come to see a person's talk: they came, or the person was chosen while they looked on; null where nobody did.</summary>
    public static AuditEntries? LookedAt(SessionState before, SessionState after, DateTimeOffset now)
    {
        // As after nearly every change.
        if (before.Participants == after.Participants && ReferenceEquals(before.Patient, after.Patient))
            return null;
        var isSame = before.Patient?.PatientId == after.Patient?.PatientId;
        ImmutableArray<ParticipantId> came = [.. after.Participants.Where(one => one.Role == ParticipantRole.Supervisor && !(isSame && LooksOn(before, one.Id))).Select(one => one.Id)];
        return came.IsEmpty ? null : Entries(now, came, AuditDeed.Read, AuditSubject.Talk, after);
    }

    private static AuditEntries Entries(DateTimeOffset now, ImmutableArray<ParticipantId> supervisors, AuditDeed deed, AuditSubject what, SessionState state) =>
        new([.. supervisors.Select(supervisor => new AuditEntry(
            Instants.InMilliseconds(now), new StaffId(supervisor.Value), Post.Supervisor, deed, what, state.Patient is { } patient ? [patient.PatientId] : [], state.Id, Purpose.Supervision))]);
}
