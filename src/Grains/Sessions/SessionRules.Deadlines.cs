using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal static partial class SessionRules
{
    /// <summary>The next step that is due now; asked again until nothing is. Idempotent: the facts change the state that it looks at.</summary>
    public static Decision Due(SessionState state, Absences absences, DateTimeOffset now, LimitOptions limits)
    {
        if (!state.IsOpen)
            return Decision.Nothing;
        if (state.Companion is { Until: { } until } companion && now >= until)
            return Decision.Of(ParticipantId.System, new CompanionLeft(companion.Participant));
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
        if (state.Companion is { Until: { } until })
            next = Earlier(next, until);
        if (state.Waiting is { For.Staff: not null } wait && state.UnansweredTicket != state.Ticket)
            next = Earlier(next, wait.Since + limits.BookedAnswer);
        foreach (var (participant, since) in absences.AbsentSince)
            foreach (var after in Steps(state, participant, limits))
                next = Earlier(next, Later(since + after, absences.DeclareFrom));
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
            if (now >= since + GoneAfter(participant, limits))
                return participant == ParticipantId.Patient ? PatientGone(state)
                    : participant == state.Companion?.Participant ? Decision.Of(ParticipantId.System, new CompanionLeft(participant))
                    : SpecialistGone(state, LegEndReason.Dropped, now);
            if (now >= since + limits.ToldAbsent && participant != state.Companion?.Participant && !IsAway(state, participant))
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

    private static IEnumerable<TimeSpan> Steps(SessionState state, ParticipantId participant, LimitOptions limits)
    {
        if (!MayBeAbsent(state, participant))
            yield break;
        if (!IsAway(state, participant) && participant != state.Companion?.Participant)
            yield return limits.ToldAbsent;
        yield return GoneAfter(participant, limits);
    }

    private static TimeSpan GoneAfter(ParticipantId participant, LimitOptions limits) =>
        participant == ParticipantId.Patient ? limits.PatientAbsent : limits.SpecialistAbsent;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
