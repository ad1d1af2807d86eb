using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Waiting without staring (S6): the page may be put aside, the place is kept, and the patient is called back and has a while to come.</summary>
internal static partial class SessionRules
{
    /// <summary>The patient's side wants to be called back.</summary>
    public static Decision CallMeBack(SessionState state, Caller caller, CallBackBy by, string? origin)
    {
        if (Refuse(state, caller, out var who) is { } refusal)
            return refusal;
        if (who != ParticipantId.Patient || caller.Account is null)
            return Refusal.WrongRole;
        if (!Enum.IsDefined(by))
            return Refusal.Invalid;
        if (state.Mode == SessionMode.Phone)
            return Refusal.WrongPhase;
        return state.CallBack == by ? Decision.Nothing : Decision.Of(who, new CallBackAsked(by, origin));
    }

    /// <summary>The patient looks at the page again: a specialist who waits for them has them, and a place that was kept is offered again.</summary>
    public static Decision Return(SessionState state, DateTimeOffset now) =>
        !state.IsOpen ? Decision.Nothing
        : state.Leg is { Awaiting: not null } leg ? Decision.Of(ParticipantId.Patient, new Returned(now, now + leg.Terms.Limit))
        : state.MissedAt is not null ? Decision.Of(ParticipantId.Patient, new Returned(null, null))
        : Decision.Nothing;

    /// <summary>The patient's turn comes near while nobody looks at the page: they are called back, for each place of a wait once.</summary>
    /// <param name="state">The session.</param>
    /// <param name="ticket">The wait that the queue speaks of.</param>
    /// <param name="place">The place in it, from 1.</param>
    /// <param name="message">Makes the message.</param>
    public static Decision Near(SessionState state, long ticket, int place, Func<CallBackPlace, RecordChange?> message)
    {
        if (state.Waiting is null || state.Ticket != ticket || state.MissedAt is not null)
            return Decision.Nothing;
        var called = CalledBack(state, place <= 1 ? CallBackPlace.Next : CallBackPlace.Third, message);
        return called is var (fact, told) ? Decision.Of(ParticipantId.System, fact).Storing(told) : Decision.Nothing;
    }

    /// <summary>Whether the patient, whose page nobody looks at, is still to be told of this place; null where they were, did not ask for it, or the one SMS is spent.</summary>
    private static (CalledBack Fact, RecordChange Message)? CalledBack(SessionState state, CallBackPlace place, Func<CallBackPlace, RecordChange?> message)
    {
        var ticket = state.Leg?.Ticket ?? state.Ticket;
        if (state.CallBack is not { } by || by == CallBackBy.Sms && state.IsSmsSpent || state.Called is { } before && before.Ticket == ticket && before.Place >= place)
            return null;
        return message(place) is { } told ? (new CalledBack(by, place), told) : null;
    }

    /// <summary>The patient did not come: the specialist is free for the next, and the place is kept.</summary>
    private static Decision NotReturned(SessionState state, Absences absences, DateTimeOffset now, Func<CallBackPlace, RecordChange?> message)
    {
        if (state.Leg is not { Awaiting: { } awaiting } || now < Later(awaiting.Until, absences.DeclareFrom))
            return Decision.Nothing;
        // A consultant who stayed with the patient stays on, unless they left meanwhile. The booked doctor is awaited anew.
        var wait = awaiting.Wait with { Companion = state.Companion?.Staff, Since = awaiting.Wait.For.Staff is null ? awaiting.Wait.Since : now, Preferred = null, PreferredUntil = null };
        var decision = Decision.Of(ParticipantId.System, new LegEnded(LegEndReason.NotReturned), new Queued(wait));
        if (state.CallBack != CallBackBy.Push || CalledBack(state, CallBackPlace.Missed, message) is not var (fact, told))
            return decision;
        return (decision with { Facts = decision.Facts.Insert(0, fact) }).Storing(told);
    }

    /// <summary>When a patient without a connection is given up (S5.1). Who is to be called back, and was not yet, keeps the place; who was called has the usual time from then on.</summary>
    private static DateTimeOffset PatientGivenUpAt(SessionState state, DateTimeOffset since, LimitOptions limits) =>
        state.Leg is { Awaiting: not null } ? DateTimeOffset.MaxValue
        : state.MissedAt is { } missed ? Later(since, missed) + limits.PatientAbsent
        : state.Leg is null && state.CallBack is not null ? since + limits.AsideAtMost
        : since + limits.PatientAbsent;
}
