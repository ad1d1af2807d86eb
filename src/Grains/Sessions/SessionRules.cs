using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The rules of what may happen in a session: pure functions of state, command and instant. Every phase and command is a transition or a named refusal; the table test covers all of them.</summary>
internal static partial class SessionRules
{
    /// <summary>The part that a caller has in this session now; null for strangers, who are told that there is no such session.</summary>
    public static ParticipantId? Participant(SessionState state, Caller caller)
    {
        if (state.Sequence == 0)
            return null;
        // A visitor signed in by the consultant stays who they are until the page has claimed the account.
        if (caller == state.Owner || caller == state.Visitor)
            return ParticipantId.Patient;
        return caller.Staff is { } staff && state.Participants.Find(ParticipantId.Of(staff)) is { } participant ? participant.Id : null;
    }

    /// <summary>The guard of every verb: strangers are told that there is no such session, those of a former number why, participants that it is closed, and a supervisor that they only look on; null for everybody else of an open session.</summary>
    public static Refusal? Refuse(SessionState state, Caller caller, out ParticipantId by) =>
        RefuseStranger(state, caller, out by) ?? Refuse(state) ?? (LooksOn(state, by) ? Refusal.WrongRole : null);

    /// <summary>The guard of verbs that a closed session answers, too: null for a participant of it.</summary>
    private static Refusal? RefuseStranger(SessionState state, Caller caller, out ParticipantId by)
    {
        var participant = Participant(state, caller);
        by = participant.GetValueOrDefault();
        return participant is not null ? null : state.FormerOwners.Contains(caller) ? Refusal.NumberChanged : Refusal.NotFound;
    }

    /// <summary>The guard of the platform's own verbs, which nobody present asks for.</summary>
    private static Refusal? Refuse(SessionState state) => state.Sequence == 0 ? Refusal.NotFound : state.IsOpen ? null : Refusal.Closed;

    /// <summary>In whose name a caller's command is remembered; the platform's for strangers, and where there is no caller.</summary>
    public static ParticipantId Author(SessionState state, Caller? caller) =>
        caller?.Staff is { } staff ? ParticipantId.Of(staff)
        : caller == state.Owner || caller == state.Visitor || state.Sequence == 0 ? ParticipantId.Patient
        : ParticipantId.System;

    /// <summary>Why a commit was not stored, where deciding anew would not help; null where another activation stored first.</summary>
    public static Refusal? RefuseCommit(AppendResult result, Decision decision) => result.Outcome switch
    {
        AppendOutcome.ClaimHeld => decision.WhenHeld ?? (result.Violated?.Kind == Claims.StaffSlot ? Refusal.Busy : Refusal.AlreadyOpen),
        // Records of persons differ when two became one; the caller finds the one that is left.
        AppendOutcome.RecordsDiffer => decision.Facts.Any(fact => fact is PatientChosen) ? Refusal.NotFound : Refusal.ConclusionChanged,
        _ => null,
    };

    /// <summary>The participants who are in the session now: the patient, the leg's specialist, and the consultant who stayed.</summary>
    public static IReadOnlyList<ParticipantId> Present(SessionState state) => [.. state.Participants.Select(participant => participant.Id)];

    /// <summary>Whether the events of an opening name this person.</summary>
    public static bool WasOpenedFor(PatientId person, IReadOnlyList<SessionEvent> made) =>
        made.Any(happened => happened.Fact is PatientChosen chosen && chosen.Patient.PatientId == person);

    /// <summary>Opens a session into the consultants' queue (S3.1).</summary>
    public static Decision Open(SessionState state, Caller owner, SessionMode mode, PatientSnapshot? patient, ConnectionCheck? check, DateTimeOffset now, NamedInsurer? insurer = null, DueBooking? booking = null)
    {
        if (state.Sequence > 0)
            return Refusal.AlreadyOpen;
        var facts = ImmutableArray.CreateBuilder<SessionFact>();
        facts.Add(new Opened(mode, owner, insurer));
        if (patient is not null)
            facts.Add(new PatientChosen(patient));
        if (booking is not null)
            facts.AddRange(Attached(booking, documentsAwaited: null));
        if (check is not null)
            facts.Add(new ConnectionChecked(check));
        facts.Add(new Queued(new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, now)));
        var decision = Decision.Of(ParticipantId.Patient, facts.DrainToImmutable());
        return booking is null ? decision : decision.Storing(CarriedBy(state.Id, booking, now));
    }
}
