using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Sessions with people who phone the hotline (S5.2).</summary>
internal static partial class SessionRules
{
    private static readonly TimeSpan LinkAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>Opens a session with somebody who phones: the consultant talks with them already.</summary>
    /// <param name="state">The session, empty.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="login">The account of the number, where it is the login of insured persons; null for a strange number.</param>
    /// <param name="consultant">The consultant.</param>
    /// <param name="slots">The units of the consultant's capacity that it claims.</param>
    /// <param name="now">The instant.</param>
    /// <param name="insurer">Under whose name it is opened.</param>
    public static Decision OpenByPhone(SessionState state, PhoneCaller caller, AccountId? login, StaffSnapshot consultant, int[] slots, DateTimeOffset now, NamedInsurer? insurer = null)
    {
        if (state.Sequence > 0)
            return Refusal.AlreadyOpen;
        var owner = login is { } account ? Caller.Of(account) : StrangerAt(caller.Number);
        return Decision.Of(
            ParticipantId.Of(consultant.StaffId), new Opened(SessionMode.Phone, owner, insurer, caller), new LegStarted(LegKind.Intake, consultant, now, null, slots));
    }

    /// <summary>Opens a session with a patient who accepted a consultant's call.</summary>
    /// <param name="state">The session, empty.</param>
    /// <param name="owner">The account that accepted.</param>
    /// <param name="patient">The person who was rung.</param>
    /// <param name="call">The call, with the consultant and the units of capacity that it claims.</param>
    /// <param name="now">The instant.</param>
    /// <param name="booking">The patient's booking whose time is near, or null.</param>
    public static Decision OpenByCall(SessionState state, Caller owner, PatientSnapshot patient, PatientCall call, DateTimeOffset now, DueBooking? booking = null)
    {
        if (state.Sequence > 0)
            return Refusal.AlreadyOpen;
        var decision = Decision.Of(
            ParticipantId.Patient,
            [new Opened(call.Mode, owner, call.Insurer), new PatientChosen(patient), .. booking is null ? [] : Attached(booking, documentsAwaited: null), new LegStarted(LegKind.Intake, call.Consultant, now, null, call.Slots)]);
        return booking is null ? decision : decision.Storing(CarriedBy(state.Id, booking, now));
    }

    /// <summary>The doctor has the patient on the phone: the consultation's clock starts.</summary>
    public static Decision StartTalk(SessionState state, Caller caller, DateTimeOffset now)
    {
        if (Refuse(state, caller, out var by) is { } refusal)
            return refusal;
        if (state.Leg is not { Staff.Role: ParticipantRole.Doctor } leg || by != leg.Participant)
            return Refusal.WrongRole;
        if (state.Mode != SessionMode.Phone)
            return Refusal.WrongPhase;
        return leg.TalkStartedAt is null ? Decision.Of(by, new TalkStarted(now, now + leg.Terms.Limit)) : Decision.Nothing;
    }

    /// <summary>A patient who waits on a page without a connection, and phones, goes on by phone. Nobody is taken from a page that they have in front of them, nor from a talk.</summary>
    public static Decision GoOnByPhone(SessionState state, SessionId phone, Presence presence)
    {
        if (!state.IsOpen)
            return Decision.Nothing;
        return state.Mode == SessionMode.Phone || state.Leg is not null || presence == Presence.Here
            ? Refusal.AlreadyOpen
            : Decision.Of(ParticipantId.System, new SessionClosed(CloseReason.ContinuedElsewhere, phone, state.Patient?.PatientId));
    }

    /// <summary>Whether an additional identification is still to come: until then no code is sent, which would sign a stranger in to somebody's login.</summary>
    public static bool MustBeIdentified(SessionState state) => state.Mode == SessionMode.Phone && IdentityOf(state) == IdentityLevel.None;

    /// <summary>Why the person's other open session keeps this one from being about them: a caller on the phone can't go on there, on a page. Null without one, and where the caller has a page.</summary>
    private static Refusal? RefuseElsewhere(SessionState state, SessionId? elsewhere) =>
        state.Mode == SessionMode.Phone && elsewhere is not null ? Refusal.AlreadyOpen : null;

    /// <summary>Nobody who holds a credential is this caller: it stands for a number that is nobody's login, so that it has one session at a time.</summary>
    private static Caller StrangerAt(string number) => new(CallerKind.Visitor, DerivedId.Of("phone", number));

    /// <summary>The person whom somebody on the phone proved to be. The session is about them from now on, and their login's.</summary>
    /// <param name="state">The session, by phone.</param>
    /// <param name="person">The person.</param>
    /// <param name="login">The account of the person's number; null without a number.</param>
    private static ImmutableArray<SessionFact> ProvedOnPhone(SessionState state, PatientSnapshot person, AccountId? login)
    {
        if (state.Patient?.PatientId == person.PatientId || state.Phase != SessionPhase.Intake)
            return [];
        return login is { } account && state.Owner != Caller.Of(account) ? [new PatientChosen(person), new LoginFound(account)] : [new PatientChosen(person)];
    }

    /// <summary>The consent text goes to the login as a link, once a minute at most (S5.2).</summary>
    private static Decision SendConsentLink(SessionState state, ParticipantId by, string textVersion, Notice? link, DateTimeOffset now)
    {
        if (link is null)
            return Refusal.LoginMissing;
        return state.ConsentRequested == textVersion && now < state.ConsentRequestedAt + LinkAgainAfter
            ? Decision.Nothing
            : Decision.Of(by, new ConsentRequested(textVersion, PhoneNumber.Masked(link.Phone))).Storing(link);
    }

    /// <summary>The question for documents goes to the login as a link, too: the same question once a minute at most.</summary>
    private static Decision SendDocumentsLink(SessionState state, ParticipantId by, string asked, Notice? link, DateTimeOffset now)
    {
        if (link is null)
            return Refusal.LoginMissing;
        return state.DocumentsAwaited == asked && now < state.DocumentsAskedAt + LinkAgainAfter
            ? Decision.Nothing
            : Decision.Of(by, new DocumentsAsked(asked, PhoneNumber.Masked(link.Phone))).Storing(link);
    }
}
