using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal static partial class SessionRules
{
    private static readonly TimeSpan ClaimAfterClosing = TimeSpan.FromHours(1);

    /// <summary>A code went out to the patient (S1.3).</summary>
    public static Decision CodeSent(SessionState state, Caller consultant, string maskedPhone) =>
        RefuseSignIn(state, consultant) is { } refusal
            ? refusal
            : Decision.Of(ParticipantId.Of(consultant.Staff!.Value), new SignInCodeSent(maskedPhone));

    /// <summary>The visitor told the code: the same session goes on as the account's (S1.3).</summary>
    /// <param name="state">The session.</param>
    /// <param name="consultant">The consultant who typed the code.</param>
    /// <param name="account">The phone's holder.</param>
    /// <param name="person">The person it can only be; null when the choice is open.</param>
    /// <param name="elsewhere">Where that person is waiting already, or null.</param>
    public static Decision SignIn(SessionState state, Caller consultant, AccountId account, PatientSnapshot? person, SessionId? elsewhere)
    {
        if ((RefuseSignIn(state, consultant) ?? RefuseElsewhere(state, elsewhere)) is { } refusal)
            return refusal;
        ImmutableArray<SessionFact> goesOn = elsewhere is { } other ? GoesOnIn(other) : person is null ? [] : [new PatientChosen(person)];
        return Decision.Of(ParticipantId.Of(consultant.Staff!.Value), [new PatientSignedIn(account), .. goesOn]);
    }

    /// <summary>The person of a login whom the session can only be for: identified before, or the only one; null when the choice is open.</summary>
    public static PersonRecord? Meant(SessionState state, IReadOnlyList<PersonRecord> family) =>
        family.FirstOrDefault(member => member.Id == state.Identified) ?? (family is [var only] ? only : null);

    /// <summary>Where somebody waits already: either this very person does, or the account, which has not said for whom.</summary>
    public static SessionId? Elsewhere(SessionState state, PatientId? person, IReadOnlyList<OpenSessionView> open) =>
        open.FirstOrDefault(other => other.SessionId != state.Id && (other.PatientId is null || other.PatientId == person))?.SessionId;

    /// <summary>The consultant identified a person (S2.2). Who is signed in and holds the person has chosen them by that.</summary>
    /// <param name="state">The session.</param>
    /// <param name="consultant">The consultant who identified them.</param>
    /// <param name="identified">The person who was identified.</param>
    /// <param name="held">The identified person, when the signed-in account holds them; else null.</param>
    /// <param name="elsewhere">The identified person's other open session, or null.</param>
    /// <param name="login">On the phone the account of the identified person's number, whoever holds it; null without a number, and in other sessions.</param>
    public static Decision Identify(SessionState state, Caller consultant, PatientId identified, PatientSnapshot? held, SessionId? elsewhere, AccountId? login = null)
    {
        if ((RefuseConsultant(state, consultant) ?? RefuseElsewhere(state, elsewhere)) is { } refusal)
            return refusal;
        ImmutableArray<SessionFact> found = state.Identified == identified ? [] : [new Identified(identified)];
        ImmutableArray<SessionFact> chosen = held is null ? []
            : state.Mode == SessionMode.Phone ? ProvedOnPhone(state, held, login)
            : state.Patient is not null ? [] : Chosen(held, elsewhere);
        return Decision.Of(ParticipantId.Of(consultant.Staff!.Value), [.. found, .. chosen]);
    }

    /// <summary>The session is about the person, and belongs to whoever signs in by the person's number: where the insurer changed the number (S2.1), the session follows it, in any phase and closed. The place in the line, the leg and what was said stay; the patient is away until somebody comes by the new number, and S5.1 counts from here.</summary>
    /// <param name="state">The session.</param>
    /// <param name="patient">The person whose number it is.</param>
    /// <param name="login">The number's account.</param>
    /// <param name="consentBy">The person or representative who confirms the person's consents.</param>
    public static Decision FollowLogin(SessionState state, PatientId patient, AccountId login, string? consentBy) =>
        state.Patient?.PatientId != patient || state.Owner == Caller.Of(login) ? Decision.Nothing : Decision.Of(ParticipantId.System, new LoginChanged(login, consentBy));

    /// <summary>Whether the number that this caller signed in by has to be looked at again: a stranger may be the person's new number, and whoever reads a closed session is seldom and may be the former one.</summary>
    public static bool MayHaveMoved(SessionState state, Caller caller) =>
        caller.Account is not null && state.Patient is not null && (!state.IsOpen || Participant(state, caller) is null);

    /// <summary>Whether a consultant may sign somebody in here now; null when so.</summary>
    public static Refusal? RefuseSignIn(SessionState state, Caller consultant) =>
        RefuseConsultant(state, consultant) ?? (state.Owner.Kind == CallerKind.Visitor ? null : Refusal.AlreadySignedIn);

    /// <summary>The account that this visitor's session was signed in to; null for anybody else, and an hour after closing.</summary>
    public static Caller? ClaimedBy(SessionState state, Caller visitor, DateTimeOffset now) =>
        state.Visitor == visitor && visitor.Kind == CallerKind.Visitor && !(state.ClosedAt + ClaimAfterClosing < now) ? state.Owner : null;

    /// <summary>The consent is withdrawn (S2.3): no doctor any more, after a warning not even the one talking.</summary>
    public static Decision WithdrawConsent(SessionState state, PatientId patient, bool endConsultation, DateTimeOffset now, LimitOptions limits)
    {
        if (!state.IsOpen || state.Patient?.PatientId != patient)
            return Refusal.NotFound;
        if (state.ConsentConfirmed is null)
            return Decision.Nothing;
        if (state.Phase == SessionPhase.Consultation && !endConsultation)
            return Refusal.ConsultationRunning;
        ImmutableArray<SessionFact> facts = state.Phase switch
        {
            SessionPhase.Consultation => [new ConsentWithdrawn(), new LegEnded(LegEndReason.Left), Return(state, now, limits)],
            SessionPhase.WaitingForDoctor => [new ConsentWithdrawn(), BackToConsultant(state, now)],
            _ => [new ConsentWithdrawn()],
        };
        return Decision.Of(ParticipantId.Patient, facts).Storing(new ConsentTakenBack(patient, now));
    }
}
