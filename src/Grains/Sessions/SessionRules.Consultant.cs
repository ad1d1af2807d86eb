using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal static partial class SessionRules
{
    /// <summary>The consultant sends the consent text (S2.3).</summary>
    public static Decision RequestConsent(SessionState state, Caller caller, string textVersion)
    {
        if (RefuseConsultant(state, caller) is { } refusal)
            return refusal;
        if (state.Patient is null)
            return Refusal.PatientRequired;
        return state.ConsentConfirmed == textVersion || state.ConsentRequested == textVersion
            ? Decision.Nothing
            : Decision.Of(ParticipantId.Of(caller.Staff!.Value), new ConsentRequested(textVersion));
    }

    /// <summary>The patient's side confirms the consent that was sent (S2.3).</summary>
    public static Decision ConfirmConsent(SessionState state, Caller caller, ConsentText text, string textVersion, DateTimeOffset now)
    {
        if (Participant(state, caller) is not { } by)
            return Refusal.NotFound;
        if (!state.IsOpen)
            return Refusal.Closed;
        if (by != ParticipantId.Patient || caller.Account is not { } account)
            return Refusal.WrongRole;
        if (state.ConsentConfirmed is { } confirmed && confirmed == textVersion)
            return Decision.Nothing;
        if (state.ConsentRequested is null || state.Patient is not { } patient)
            return Refusal.WrongPhase;
        if (textVersion != state.ConsentRequested || textVersion != text.Version)
            return Refusal.WrongConsentVersion;
        return Decision
            .Of(by, new ConsentConfirmed(text.Version, text.Hash))
            .Storing(new ConsentGiven(patient.PatientId, text.Version, text.Hash, patient.ConsentBy ?? patient.Name, account, now, text.Insurer));
    }

    /// <summary>The consultant transfers: to a duty doctor by age (S3.2), with consent (S2.3) and policy (S2.4); or to another consultant.</summary>
    public static Decision Transfer(SessionState state, Caller caller, Referral order, DateTimeOffset now, LimitOptions limits)
    {
        if (RefuseConsultant(state, caller) is { } refusal)
            return refusal;
        if (!Enum.IsDefined(order.To) || TooLong(order.Reason) || TooLong(order.OverrideReason) || string.IsNullOrWhiteSpace(order.Reason))
            return Refusal.Invalid;
        var overrideReason = string.IsNullOrWhiteSpace(order.OverrideReason) ? null : order.OverrideReason.Trim();
        if (order.To != QueueKind.Consultant && RefuseDoctor(state, order.To, overrideReason, limits.DateOf(now)) is { } barred)
            return barred;
        return Decision.Of(
            ParticipantId.Of(caller.Staff!.Value),
            new Transferred(order.To, order.Reason.Trim(), overrideReason),
            new LegEnded(LegEndReason.Transferred),
            order.To == QueueKind.Consultant
                ? new Queued(new Wait(Awaited.In(QueueKind.Consultant), state.Leg!.Kind, LegTerms.Unlimited, now, AtHead: true, Avoided: caller.Staff))
                : new Queued(new Wait(
                    Awaited.In(order.To), LegKind.Consultation, LegTerms.Urgent(limits.UrgentConsultation, limits.Warnings), now, Companion: order.Stays ? state.Leg!.Staff : null)));
    }

    /// <summary>The consultant who stayed leaves the others alone.</summary>
    public static Decision StepOut(SessionState state, Caller caller)
    {
        if (Participant(state, caller) is not { } by)
            return Refusal.NotFound;
        if (!state.IsOpen)
            return Refusal.Closed;
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

    private static Refusal? RefuseDoctor(SessionState state, QueueKind doctor, string? overrideReason, DateOnly today)
    {
        if (state.Patient is not { } patient)
            return Refusal.PatientRequired;
        if (state.ConsentConfirmed is null)
            return Refusal.ConsentRequired;
        if (patient.PolicyNumber is null)
            return Refusal.PolicyRequired;
        var meant = AgeRule.Doctor(AgeRule.Years(patient.BirthDate, today));
        return meant == doctor || overrideReason is not null ? null : Refusal.WrongAge;
    }

    /// <summary>Whether the caller is not the consultant who is with the patient now; null for that one.</summary>
    public static Refusal? RefuseConsultant(SessionState state, Caller caller)
    {
        if (Participant(state, caller) is not { } by)
            return Refusal.NotFound;
        if (!state.IsOpen)
            return Refusal.Closed;
        if (by == ParticipantId.Patient || state.Leg?.Staff.Role != ParticipantRole.Consultant)
            return Refusal.WrongRole;
        return IsWithConsultant(state) ? null : Refusal.WrongPhase;
    }

    private static bool TooLong(string? reason) => reason?.Length > MaxReasonCharacters;
}
