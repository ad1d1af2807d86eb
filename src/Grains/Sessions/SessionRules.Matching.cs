using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal static partial class SessionRules
{
    /// <summary>Lets a specialist in: whose commit comes first has the patient. One whose page is put aside is called, and has a while to come.</summary>
    /// <param name="state">The session.</param>
    /// <param name="ticket">The wait that was offered.</param>
    /// <param name="staff">The specialist.</param>
    /// <param name="slots">The units of capacity that it claims.</param>
    /// <param name="now">The instant.</param>
    /// <param name="limits">The options.</param>
    /// <param name="away">The patient who does not look at the page; null for one who does.</param>
    public static Decision Admit(SessionState state, long ticket, StaffSnapshot staff, int[] slots, DateTimeOffset now, LimitOptions limits, AwayFromPage? away = null)
    {
        if (Refuse(state) is { } refusal)
            return refusal;
        if (state.Waiting is not { } waiting)
            return state.Leg?.Ticket == ticket ? Refusal.AlreadyTaken : Refusal.StaleTicket;
        if (state.Ticket != ticket)
            return Refusal.StaleTicket;
        if (!waiting.For.Means(staff))
            return Refusal.WrongRole;
        // The mode changed while the offer rang: what was to be claimed is not what the session takes now.
        if (!Capacity.Fits(state.Mode, staff.Units, slots))
            return Refusal.OfferGone;
        DateTimeOffset? returnsBy = away is { MustReturn: true } && state.Mode != SessionMode.Phone ? now + limits.ReturnWithin : null;
        DateTimeOffset? companionUntil = state.Companion is null ? null : (returnsBy ?? now) + limits.Companion;
        // The clock starts with the talk: until then the doctor is ringing the patient, or the patient is on the way back.
        var endsAt = state.Mode == SessionMode.Phone || returnsBy is not null ? null : now + waiting.Terms.Limit;
        var decision = Decision.Of(ParticipantId.Of(staff.StaffId), new LegStarted(waiting.Next, staff, now, endsAt, slots, companionUntil, ticket, returnsBy));
        return away is not null && CalledBack(state, CallBackPlace.Answered, away.Message) is var (fact, told)
            ? (decision with { Facts = decision.Facts.Add(fact) }).Storing(told)
            : decision;
    }

    /// <summary>Whether the wait that a queue asks about is this one, and the patient is there or known to be away.</summary>
    /// <param name="state">The session.</param>
    /// <param name="ticket">The wait that the queue asks about.</param>
    /// <param name="presence">The patient's presence.</param>
    public static bool IsKnownIn(SessionState state, long ticket, Presence presence) => state.Ticket == ticket && presence != Presence.Awaited;

    /// <summary>A specialist who may not go on leaves at once, without the wait for their return: the patient goes on with somebody else.</summary>
    public static Decision Dismiss(SessionState state, StaffId staff, DateTimeOffset now)
    {
        if (!state.IsOpen)
            return Decision.Nothing;
        if (LooksOn(state, ParticipantId.Of(staff)))
            return Decision.Of(ParticipantId.System, new SupervisorLeft(ParticipantId.Of(staff)));
        if (state.Companion is { } companion && companion.Staff.StaffId == staff)
            return Decision.Of(ParticipantId.System, new CompanionLeft(companion.Participant));
        return state.Leg?.Staff.StaffId == staff ? SpecialistGone(state, LegEndReason.Replaced, now) : Decision.Nothing;
    }

    /// <summary>Puts an offer on record.</summary>
    public static Decision Offered(SessionState state, long ticket, StaffId staff, int? estimatedSeconds = null) =>
        state.Waiting is not null && state.Ticket == ticket ? Decision.Of(ParticipantId.System, new Offered(staff, estimatedSeconds)) : Decision.Nothing;

    /// <summary>Nobody of the doctors waited for is on duty any more: back to a consultant (S3.3).</summary>
    public static Decision Uncovered(SessionState state, long ticket, DateTimeOffset now)
    {
        if (state.Phase != SessionPhase.WaitingForDoctor || state.Ticket != ticket)
            return Decision.Nothing;
        return Decision.Of(ParticipantId.System, BackToConsultant(state, now));
    }

    /// <summary>From a doctors' queue back to a consultant, at the head.</summary>
    private static Queued BackToConsultant(SessionState state, DateTimeOffset now) => new(new Wait(
        Awaited.In(QueueKind.Consultant), state.Consultations.IsEmpty ? LegKind.Intake : LegKind.FollowUp, LegTerms.Unlimited, now, AtHead: true, state.Consultant));

    /// <summary>Back to a consultant after a doctor (S3.5): at the head, the own one first.</summary>
    private static Queued Return(SessionState state, DateTimeOffset now, LimitOptions limits) => new(new Wait(
        Awaited.In(QueueKind.Consultant), LegKind.FollowUp, LegTerms.Unlimited, now, AtHead: true, state.Consultant, state.Consultant is null ? null : now + limits.PreferredWait));
}
