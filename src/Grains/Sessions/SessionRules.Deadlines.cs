using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal static partial class SessionRules
{
    /// <summary>The next step that is due now; asked again until nothing is. Idempotent: the facts change the state that it looks at.</summary>
    /// <param name="state">The session.</param>
    /// <param name="absences">The participants without a connection.</param>
    /// <param name="now">The instant.</param>
    /// <param name="limits">The options.</param>
    /// <param name="message">Makes the message to a patient who did not come back; null for none.</param>
    public static Decision Due(SessionState state, Absences absences, DateTimeOffset now, LimitOptions limits, Func<CallBackPlace, RecordChange?>? message = null)
    {
        if (!state.IsOpen)
            return Decision.Nothing;
        if (state.Companion is { Until: { } until } companion && now >= until)
            return Decision.Of(ParticipantId.System, new CompanionLeft(companion.Participant));
        var missed = NotReturned(state, absences, now, message ?? (_ => null));
        if (missed.Facts.Length > 0)
            return missed;
        var limit = Limit(state, now, limits);
        if (limit.Facts.Length > 0)
            return limit;
        var late = BookedDoctorLate(state, now, limits);
        if (late.Facts.Length > 0)
            return late;
        return now < absences.DeclareFrom ? Decision.Nothing : Absence(state, absences, now, limits);
    }

    /// <summary>When something may be due next; at the latest when the presence check is.</summary>
    public static DateTimeOffset NextDue(SessionState state, Absences absences, DateTimeOffset now, LimitOptions limits)
    {
        var next = now + limits.PresenceCheck;
        if (state.Leg is { EndsAt: { } endsAt } leg)
        {
            next = Earlier(next, endsAt);
            foreach (var warning in leg.Terms.Warnings)
                if (leg.WarnedSeconds > warning.TotalSeconds)
                    next = Earlier(next, endsAt - warning);
        }
        if (state.Leg?.Awaiting is { } awaiting)
            next = Earlier(next, Later(awaiting.Until, absences.DeclareFrom));
        if (state.Companion is { Until: { } until })
            next = Earlier(next, until);
        if (state.Waiting is { For.Staff: not null } wait && state.UnansweredTicket != state.Ticket)
            next = Earlier(next, wait.Since + limits.BookedAnswer);
        foreach (var (participant, since) in absences.AbsentSince)
            foreach (var step in Steps(state, participant, since, limits))
                next = Earlier(next, Later(step, absences.DeclareFrom));
        return next;
    }

    private static Decision Limit(SessionState state, DateTimeOffset now, LimitOptions limits)
    {
        if (state.Leg is not { EndsAt: { } endsAt } leg)
            return Decision.Nothing;
        if (now >= endsAt)
            return Decision.Of(ParticipantId.System, new LegEnded(LegEndReason.Limit), Return(state, now, limits));
        foreach (var warning in leg.Terms.Warnings.Order())
            if (now >= endsAt - warning)
                return leg.WarnedSeconds > warning.TotalSeconds
                    ? Decision.Of(ParticipantId.System, new LimitWarning((int)warning.TotalSeconds))
                    : Decision.Nothing;
        return Decision.Nothing;
    }

    private static Decision Absence(SessionState state, Absences absences, DateTimeOffset now, LimitOptions limits)
    {
        foreach (var (participant, since) in absences.AbsentSince)
        {
            if (!MayBeAbsent(state, participant))
                continue;
            if (now >= GoneAt(state, participant, since, limits))
                return participant == ParticipantId.Patient ? PatientGone(state)
                    : participant == state.Companion?.Participant ? Decision.Of(ParticipantId.System, new CompanionLeft(participant))
                    : LooksOn(state, participant) ? Decision.Of(ParticipantId.System, new SupervisorLeft(participant))
                    : SpecialistGone(state, LegEndReason.Dropped, now);
            if (now >= since + limits.ToldAbsent && IsMissed(state, participant) && !IsAway(state, participant))
                return Decision.Of(ParticipantId.System, new Dropped(participant, since));
        }
        return Decision.Nothing;
    }

    /// <summary>S5.1: no connection for 15 minutes closes, whatever the phase.</summary>
    private static Decision PatientGone(SessionState state) => state.Leg is null
        ? Decision.Of(ParticipantId.System, new SessionClosed(CloseReason.NoConnection))
        : Decision.Of(ParticipantId.System, new LegEnded(LegEndReason.Dropped), new SessionClosed(CloseReason.NoConnection));

    /// <summary>S6: the patient waits for somebody else, at the head; a replacement gets a full limit.</summary>
    private static Decision SpecialistGone(SessionState state, LegEndReason why, DateTimeOffset now)
    {
        var leg = state.Leg!;
        // A booked doctor may come back; one who may not go on does not, and a consultant decides.
        if (leg.Terms.Kind == TermsKind.Booked)
            return Decision.Of(
                ParticipantId.System,
                new LegEnded(why),
                why == LegEndReason.Replaced ? BackToConsultant(state, now) : new Queued(new Wait(Awaited.Only(leg.Staff.StaffId), leg.Kind, leg.Terms, now, AtHead: true)));
        return Decision.Of(
            ParticipantId.System,
            new LegEnded(why),
            new Queued(new Wait(Awaited.In(leg.Staff.Queue), leg.Kind, leg.Terms, now, AtHead: true)));
    }

    private static IEnumerable<DateTimeOffset> Steps(SessionState state, ParticipantId participant, DateTimeOffset since, LimitOptions limits)
    {
        if (!MayBeAbsent(state, participant))
            yield break;
        if (!IsAway(state, participant) && IsMissed(state, participant))
            yield return since + limits.ToldAbsent;
        yield return GoneAt(state, participant, since, limits);
    }

    /// <summary>Whether the others are told that this one is silent: nobody waits for a word of whoever is beside the talk.</summary>
    private static bool IsMissed(SessionState state, ParticipantId participant) => participant != state.Companion?.Participant && !LooksOn(state, participant);

    private static DateTimeOffset GoneAt(SessionState state, ParticipantId participant, DateTimeOffset since, LimitOptions limits) =>
        participant == ParticipantId.Patient ? PatientGivenUpAt(state, since, limits)
        : since + (LooksOn(state, participant) ? limits.SupervisorAbsent : limits.SpecialistAbsent);

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
