using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The rules of what may happen in a session: pure functions of state, command and instant. Every phase and command is a transition or a named refusal; the table test covers all of them.</summary>
internal static partial class SessionRules
{
    internal const int MaxReasonCharacters = 1_000;

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

    /// <summary>In whose name a caller's command is remembered; the platform's for strangers, and where there is no caller.</summary>
    public static ParticipantId Author(SessionState state, Caller? caller) =>
        caller?.Staff is { } staff ? ParticipantId.Of(staff)
        : caller == state.Owner || caller == state.Visitor || state.Sequence == 0 ? ParticipantId.Patient
        : ParticipantId.System;

    /// <summary>Why a commit was not stored, where deciding anew would not help; null where another activation stored first.</summary>
    public static Refusal? RefuseCommit(AppendResult result, Decision decision) => result.Outcome switch
    {
        AppendOutcome.ClaimHeld => decision.WhenHeld ?? (result.Violated?.Kind == Claims.StaffSlot ? Refusal.Busy : Refusal.AlreadyOpen),
        AppendOutcome.RecordsDiffer => Refusal.ConclusionChanged,
        _ => null,
    };

    /// <summary>The participants who are in the session now: the patient, the leg's specialist, and the consultant who stayed.</summary>
    public static IReadOnlyList<ParticipantId> Present(SessionState state) => [.. state.Participants.Select(participant => participant.Id)];

    /// <summary>Whether a waiting patient is there to be answered.</summary>
    /// <param name="state">The session.</param>
    /// <param name="hasJoined">Whether a page of the patient has joined, as far as this activation knows.</param>
    public static Presence PresenceOf(SessionState state, bool hasJoined) => state.Participants.Find(ParticipantId.Patient) switch
    {
        { Reached: Reached.Phone } => Presence.Here,
        { AwaySince: not null } => Presence.Away,
        _ => hasJoined ? Presence.Here : Presence.Awaited,
    };

    /// <summary>A participant is connected: news for the others where they were told of the absence.</summary>
    public static Decision Rejoin(SessionState state, ParticipantId participant) =>
        state.IsOpen && state.Participants.Find(participant) is { AwaySince: not null } ? Decision.Of(participant, new Rejoined(participant)) : Decision.Nothing;

    /// <summary>Opens a session into the consultants' queue (S3.1).</summary>
    public static Decision Open(SessionState state, Caller owner, SessionMode mode, PatientSnapshot? patient, ConnectionCheck? check, DateTimeOffset now, NamedInsurer? insurer = null)
    {
        if (state.Sequence > 0)
            return Refusal.AlreadyOpen;
        var facts = ImmutableArray.CreateBuilder<SessionFact>(4);
        facts.Add(new Opened(mode, owner, insurer));
        if (patient is not null)
            facts.Add(new PatientChosen(patient));
        if (check is not null)
            facts.Add(new ConnectionChecked(check));
        facts.Add(new Queued(new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, now)));
        return Decision.Of(ParticipantId.Patient, facts.DrainToImmutable());
    }

    /// <summary>A chat message, by anybody present (S3.7).</summary>
    public static Decision SendMessage(SessionState state, Caller caller, string? text, string[] documentIds, LimitOptions limits)
    {
        if (Participant(state, caller) is not { } by)
            return Refusal.NotFound;
        if (!state.IsOpen)
            return Refusal.Closed;
        if (string.IsNullOrWhiteSpace(text))
            return Refusal.MessageEmpty;
        if (text.Length > limits.MessageCharacters)
            return Refusal.MessageLongerThan(limits.MessageCharacters);
        return state.Messages >= limits.Messages
            ? Refusal.TooManyMessages
            : Decision.Of(by, new Message(text, documentIds));
    }

    /// <summary>A participant has seen everything up to a sequence. Says nothing where no message is newly read: marks must not answer marks for ever.</summary>
    public static Decision MarkRead(SessionState state, Caller caller, long upTo)
    {
        if (RefuseMark(state, caller, upTo, out var by) is { } refusal)
            return refusal;
        var before = state.ReadUpTo.GetValueOrDefault(by);
        return state.IsOpen && upTo > before && state.LastMessage > before ? Decision.Of(by, new Read(upTo)) : Decision.Nothing;
    }

    /// <summary>Why this caller cannot have read so far; null when they can.</summary>
    public static Refusal? RefuseMark(SessionState state, Caller caller, long upTo, out ParticipantId by)
    {
        var reader = Participant(state, caller);
        by = reader.GetValueOrDefault();
        return reader is null ? Refusal.NotFound : upTo < 1 || upTo > state.Sequence ? Refusal.Invalid : null;
    }

    /// <summary>Settles who needs help, with a consultant, who may correct it. A person with another open session goes on there.</summary>
    /// <param name="state">The session.</param>
    /// <param name="caller">The patient's side or the consultant.</param>
    /// <param name="patient">The person; null when the signed-in account does not hold them.</param>
    /// <param name="elsewhere">The person's other open session, or null.</param>
    public static Decision ChoosePatient(SessionState state, Caller caller, PatientSnapshot? patient, SessionId? elsewhere = null)
    {
        if (Participant(state, caller) is not { } by)
            return Refusal.NotFound;
        if (!state.IsOpen)
            return Refusal.Closed;
        if (state.Phase != SessionPhase.Intake)
            return Refusal.WrongPhase;
        if (patient is null)
            return Refusal.NotFound;
        if (state.Patient?.PatientId == patient.PatientId)
            return Decision.Nothing;
        if (state.Patient is not null && by == ParticipantId.Patient)
            return Refusal.PatientAlreadyChosen;
        return Decision.Of(by, Chosen(patient, elsewhere));
    }

    /// <summary>Another way of talking. Phone is never switched to: it has no page. In a leg the specialist's units follow the mode; where others have them, a call is refused.</summary>
    public static Decision ChangeMode(SessionState state, Caller caller, SessionMode mode)
    {
        if (Participant(state, caller) is not { } by)
            return Refusal.NotFound;
        if (!state.IsOpen)
            return Refusal.Closed;
        if (mode == SessionMode.Phone || !Enum.IsDefined(mode))
            return Refusal.Invalid;
        if (mode == state.Mode)
            return Decision.Nothing;
        var slots = state.Leg is { } leg ? Capacity.Changed(mode, leg.Staff.Units, leg.Slots) : null;
        return Decision.Of(by, new ModeChanged(mode, slots)) with { WhenHeld = Refusal.NoRoomForCall };
    }

    /// <summary>The patient leaves: a queue is cancelled, a consultation returns to a consultant, the rest closes.</summary>
    public static Decision Leave(SessionState state, Caller caller, DateTimeOffset now, LimitOptions limits)
    {
        if (Participant(state, caller) is not { } by)
            return Refusal.NotFound;
        if (!state.IsOpen)
            return Refusal.Closed;
        if (by != ParticipantId.Patient)
            return Refusal.WrongRole;
        return state.Phase switch
        {
            SessionPhase.Consultation => Decision.Of(by, new LegEnded(LegEndReason.Left), Return(state, now, limits)),
            SessionPhase.Intake => Decision.Of(by, new LegEnded(LegEndReason.Left), new SessionClosed(CloseReason.CancelledByPatient)),
            SessionPhase.FollowUp => Decision.Of(by, new LegEnded(LegEndReason.Left), new SessionClosed(CloseReason.Completed)),
            _ => Decision.Of(by, new SessionClosed(CloseReason.CancelledByPatient)),
        };
    }

    /// <summary>Back to a consultant after a doctor (S3.5): at the head, the own one first.</summary>
    private static Queued Return(SessionState state, DateTimeOffset now, LimitOptions limits) => new(new Wait(
        Awaited.In(QueueKind.Consultant), LegKind.FollowUp, LegTerms.Unlimited, now, AtHead: true, state.Consultant, state.Consultant is null ? null : now + limits.PreferredWait));

    /// <summary>A person has one open session: whoever waits elsewhere already goes on there.</summary>
    private static ImmutableArray<SessionFact> Chosen(PatientSnapshot patient, SessionId? elsewhere) =>
        elsewhere is { } other ? GoesOnIn(other) : [new PatientChosen(patient)];

    private static ImmutableArray<SessionFact> GoesOnIn(SessionId other) =>
        [new LegEnded(LegEndReason.Ended), new SessionClosed(CloseReason.ContinuedElsewhere, other)];

    private static bool IsWithConsultant(SessionState state) => state.Phase is SessionPhase.Intake or SessionPhase.FollowUp;
}
