using System.Collections.Immutable;
using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal static partial class SessionRules
{
    /// <summary>Settles who needs help, with a consultant, who may correct it. A person with another open session goes on there.</summary>
    /// <param name="state">The session.</param>
    /// <param name="caller">The patient's side or the consultant.</param>
    /// <param name="patient">The person; null when the signed-in account does not hold them.</param>
    /// <param name="elsewhere">The person's other open session, or null.</param>
    public static Decision ChoosePatient(SessionState state, Caller caller, PatientSnapshot? patient, SessionId? elsewhere = null)
    {
        if (Refuse(state, caller, out var by) is { } refusal)
            return refusal;
        if (state.Phase != SessionPhase.Intake)
            return Refusal.WrongPhase;
        if (patient is null)
            return Refusal.NotFound;
        if (state.Patient?.PatientId == patient.PatientId)
            return Decision.Nothing;
        if (patient.PatientId != state.Identified && RefuseUnknown(state, CallerAct.SeeFamily) is { } unknown)
            return unknown;
        if (state.Patient is not null && by == ParticipantId.Patient)
            return Refusal.PatientAlreadyChosen;
        return RefuseElsewhere(state, elsewhere) ?? Decision.Of(by, Chosen(patient, elsewhere));
    }

    /// <summary>The patient's side confirms the consent that was sent.</summary>
    /// <param name="state">The session.</param>
    /// <param name="caller">The patient's side, signed in.</param>
    /// <param name="text">The text that is sent now.</param>
    /// <param name="textVersion">The version that the caller read.</param>
    /// <param name="now">The instant.</param>
    /// <param name="signer">The representative's name and the connection, as far as they are known.</param>
    public static Decision ConfirmConsent(SessionState state, Caller caller, ConsentText text, string textVersion, DateTimeOffset now, ConsentSigner? signer = null)
    {
        if (Refuse(state, caller, out var by) is { } refusal)
            return refusal;
        if (by != ParticipantId.Patient || caller.Account is not { } account)
            return Refusal.WrongRole;
        if (state.ConsentConfirmed is { } confirmed && confirmed == textVersion)
            return Decision.Nothing;
        if (state.ConsentRequested is null || state.Patient is not { } patient)
            return Refusal.WrongPhase;
        if (textVersion != state.ConsentRequested || textVersion != text.Version)
            return Refusal.WrongConsentVersion;
        if (RefuseUnknown(state, CallerAct.Consent) is { } unknown)
            return unknown;
        if ((patient.ConsentBy ?? NameOf(signer?.Representative)) is not { } name)
            return Refusal.RepresentativeRequired;
        return Decision.Of(by, new ConsentConfirmed(text.Version, text.Hash)).Storing(
            new ConsentGiven(patient.PatientId, text.Version, text.Hash, name, account, now, text.Insurer, new ConsentProof(state.Id, IdentityOf(state), signer?.Address, signer?.Host)));
    }

    /// <summary>The patient's side does not agree to the consent that was sent. Without it no doctor comes; it may still be confirmed, and sent again.</summary>
    /// <param name="state">The session.</param>
    /// <param name="caller">The patient's side, signed in.</param>
    /// <param name="textVersion">The version that the caller was shown.</param>
    public static Decision DeclineConsent(SessionState state, Caller caller, string textVersion)
    {
        if (Refuse(state, caller, out var by) is { } refusal)
            return refusal;
        if (by != ParticipantId.Patient || caller.Account is null)
            return Refusal.WrongRole;
        if (state.ConsentRequested is null)
            return Refusal.WrongPhase;
        if (textVersion != state.ConsentRequested)
            return Refusal.WrongConsentVersion;
        return state.ConsentDeclined is null ? Decision.Of(by, new ConsentDeclined(textVersion)) : Decision.Nothing;
    }

    /// <summary>Another way of talking. Phone is never switched to, because it has no page, nor from, because who phones has no Internet. In a leg the specialist's units follow the mode; where others have them, a call is refused.</summary>
    public static Decision ChangeMode(SessionState state, Caller caller, SessionMode mode, LimitOptions limits)
    {
        if (Refuse(state, caller, out var by) is { } refusal)
            return refusal;
        if (mode == SessionMode.Phone || !Enum.IsDefined(mode))
            return Refusal.Invalid;
        if (state.Mode == SessionMode.Phone)
            return Refusal.WrongPhase;
        if (mode == state.Mode)
            return Decision.Nothing;
        if (state.Bytes > limits.SessionBytes)
            return Refusal.TooManyMessages;
        var slots = state.Leg is { } leg ? Capacity.Changed(mode, leg.Staff.Units, leg.Slots) : null;
        return Decision.Of(by, new ModeChanged(mode, slots)) with { WhenHeld = Refusal.NoRoomForCall };
    }

    /// <summary>The patient leaves: a queue is cancelled, a consultation returns to a consultant, the rest closes.</summary>
    public static Decision Leave(SessionState state, Caller caller, DateTimeOffset now, LimitOptions limits)
    {
        if (Refuse(state, caller, out var by) is { } refusal)
            return refusal;
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

    /// <summary>The patient's side rates what is over, once.</summary>
    public static Decision Rate(SessionState state, Caller caller, int stars, string? comment, DateTimeOffset now, LimitOptions limits)
    {
        if (RefuseStranger(state, caller, out var by) is { } refusal)
            return refusal;
        if (by != ParticipantId.Patient)
            return Refusal.WrongRole;
        if (stars is < 1 or > MaxStars)
            return Refusal.Invalid;
        if (comment?.Length > MaxCommentCharacters)
            return Refusal.InvalidFor(string.Create(CultureInfo.InvariantCulture, $"Отзыв длиннее {MaxCommentCharacters} символов: сократите его."));
        if (state.IsOpen)
            return Refusal.RatingTooEarly;
        if (state.Stars is not null)
            return Refusal.AlreadyRated;
        if (!MayRate(state.CloseReason, IsAnswered(state)))
            return Refusal.NothingToRate;
        if (RatingIn(state, now, limits) is null)
            return Refusal.RatingOver;
        return Decision.Of(by, new Rated(stars, comment)).Storing(new RatingGiven(
            state.Id, state.Insurer?.InsurerId, state.Consultant, state.Consultations.LastOrDefault()?.Doctor.StaffId, stars, comment, now));
    }

    /// <summary>A person has one open session: whoever waits elsewhere already goes on there.</summary>
    private static ImmutableArray<SessionFact> Chosen(PatientSnapshot patient, SessionId? elsewhere) =>
        elsewhere is { } other ? GoesOnIn(other, patient.PatientId) : [new PatientChosen(patient)];

    private static ImmutableArray<SessionFact> GoesOnIn(SessionId other, PatientId? person = null) =>
        [new LegEnded(LegEndReason.Ended), new SessionClosed(CloseReason.ContinuedElsewhere, other, person)];
}
