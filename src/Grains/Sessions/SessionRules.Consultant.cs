using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal static partial class SessionRules
{
    internal const int MaxReasonCharacters = 1_000;

    /// <summary>The consultant sends the consent text (S2.3), again where it was declined.</summary>
    /// <param name="state">The session.</param>
    /// <param name="caller">The consultant.</param>
    /// <param name="textVersion">The version that is sent now.</param>
    /// <param name="now">The instant.</param>
    /// <param name="link">The message with the link, where the patient is on the phone; null without a number to send it to.</param>
    public static Decision RequestConsent(SessionState state, Caller caller, string textVersion, DateTimeOffset now = default, Notice? link = null)
    {
        if (RefuseConsultant(state, caller) is { } refusal)
            return refusal;
        if (state.Patient is null)
            return Refusal.PatientRequired;
        if (RefuseUnknown(state, CallerAct.Consent) is { } unknown)
            return unknown;
        var by = ParticipantId.Of(caller.Staff!.Value);
        if (state.ConsentConfirmed == textVersion)
            return Decision.Nothing;
        if (state.Mode == SessionMode.Phone)
            return SendConsentLink(state, by, textVersion, link, now);
        return state.ConsentRequested == textVersion && state.ConsentDeclined is null ? Decision.Nothing : Decision.Of(by, new ConsentRequested(textVersion));
    }

    /// <summary>The consultant transfers: to a duty doctor by age (S3.2), with consent (S2.3) and policy (S2.4); or to another consultant.</summary>
    /// <param name="state">The session.</param>
    /// <param name="caller">The consultant.</param>
    /// <param name="referral">The transfer.</param>
    /// <param name="policy">The person's policy valid today, not on the day on which the person was chosen; null without one.</param>
    /// <param name="now">The instant.</param>
    /// <param name="limits">The options.</param>
    /// <param name="booked">The booking to whose doctor the patient goes, with the doctor, where one is named and known.</param>
    public static Decision Transfer(SessionState state, Caller caller, Referral referral, string? policy, DateTimeOffset now, LimitOptions limits, BookedDoctor? booked = null)
    {
        var isBeside = IsWaitingBeside(state, caller) && (referral.Appointment is not null || referral.To != QueueKind.Consultant);
        if (!isBeside && RefuseConsultant(state, caller) is { } refusal)
            return refusal;
        if (!Enum.IsDefined(referral.To) || referral is { To: QueueKind.Specialist, Appointment: null } || TooLong(referral.Reason) || TooLong(referral.OverrideReason) || TypedText.IsBlank(referral.Reason))
            return Refusal.Invalid;
        var overrideReason = TypedText.IsBlank(referral.OverrideReason) ? null : referral.OverrideReason.Trim();
        if (referral.Appointment is { } appointment)
            return (RefuseCare(state, policy) ?? RefuseBooked(state, booked)) is { } unfit ? unfit : Transferred(
                state, caller, new Transferred(booked!.As, referral.Reason.Trim(), null, appointment), ForBooked(state, booked, referral.Stays, now, limits));
        if (referral.To != QueueKind.Consultant && RefuseDoctor(state, referral.To, policy, overrideReason, limits.DateOf(now)) is { } barred)
            return barred;
        return Transferred(
            state, caller, new Transferred(referral.To, referral.Reason.Trim(), overrideReason),
            referral.To == QueueKind.Consultant
                ? new Queued(new Wait(Awaited.In(QueueKind.Consultant), state.Leg!.Kind, LegTerms.Unlimited, now, AtHead: true, Avoided: caller.Staff))
                : new Queued(new Wait(
                    Awaited.In(referral.To), LegKind.Consultation, LegTerms.Urgent(limits.UrgentConsultation, limits.Warnings), now, Companion: referral.Stays ? state.Leg?.Staff ?? state.Companion?.Staff : null)));
    }

    /// <summary>A leg ends with the transfer; the consultant who only stayed has none.</summary>
    private static Decision Transferred(SessionState state, Caller caller, Transferred transferred, Queued next)
    {
        var by = ParticipantId.Of(caller.Staff!.Value);
        return state.Leg is null ? Decision.Of(by, transferred, next) : Decision.Of(by, transferred, new LegEnded(LegEndReason.Transferred), next);
    }

    /// <summary>The consultant who stayed leaves the others alone.</summary>
    public static Decision StepOut(SessionState state, Caller caller)
    {
        if (Refuse(state, caller, out var by) is { } refusal)
            return refusal;
        return by == state.Companion?.Participant ? Decision.Of(by, new CompanionLeft(by)) : Refusal.WrongRole;
    }

    /// <summary>The consultant closes.</summary>
    public static Decision Close(SessionState state, Caller caller, CloseReason outcome)
    {
        if (RefuseConsultant(state, caller) is { } refusal)
            return refusal;
        return outcome is CloseReason.Completed or CloseReason.StaffClosed or CloseReason.NoService
            ? Decision.Of(ParticipantId.Of(caller.Staff!.Value), new LegEnded(LegEndReason.Ended), new SessionClosed(outcome))
            : Refusal.Invalid;
    }

    /// <summary>Whether the caller is not the consultant who is with the patient now; null for that one.</summary>
    public static Refusal? RefuseConsultant(SessionState state, Caller caller)
    {
        if (Refuse(state, caller, out var by) is { } refusal)
            return refusal;
        if (by == ParticipantId.Patient || state.Leg?.Staff.Role != ParticipantRole.Consultant)
            return Refusal.WrongRole;
        return IsWithConsultant(state) ? null : Refusal.WrongPhase;
    }

    /// <summary>Why no doctor may be called for the patient; null when one may.</summary>
    private static Refusal? RefuseCare(SessionState state, string? policy) =>
        state.Patient is null ? Refusal.PatientRequired
            : RefuseUnknown(state, CallerAct.SeeDoctor) is { } unknown ? unknown
            : state.ConsentConfirmed is null ? Refusal.ConsentRequired
            : policy is null ? Refusal.PolicyRequired
            : state.DocumentsAwaited is not null ? Refusal.DocumentsAwaited
            : null;

    private static Refusal? RefuseDoctor(SessionState state, QueueKind doctor, string? policy, string? overrideReason, DateOnly today)
    {
        if (RefuseCare(state, policy) is { } refusal)
            return refusal;
        var meant = AgeRule.Doctor(AgeRule.Years(state.Patient!.BirthDate, today));
        return meant == doctor || overrideReason is not null ? null : Refusal.WrongAge;
    }

    private static bool TooLong(string? reason) => reason?.Length > MaxReasonCharacters;

    private static bool IsWithConsultant(SessionState state) => state.Phase is SessionPhase.Intake or SessionPhase.FollowUp;
}
