using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The moves that a stored change made: who is to be told, and what of the activation's own knowledge is to follow.</summary>
internal static class SessionMoves
{
    /// <summary>News for a specialist.</summary>
    /// <param name="Staff">The specialist.</param>
    /// <param name="LegEnded">Whether the leg with them ended.</param>
    /// <param name="ConclusionSigned">Whether a conclusion of theirs was signed, in this change or, where a consultation ended, before it; also where there is none to write, for the patient did not come.</param>
    /// <param name="Mode">How they talk now, in the leg that goes on; null where that did not change.</param>
    internal readonly record struct News(StaffSnapshot Staff, bool LegEnded, bool ConclusionSigned, LegMode? Mode);

    /// <summary>Whether somebody may have come or left.</summary>
    public static bool OfPeople(SessionState before, SessionState after) =>
        before.Sequence == 0 || before.Leg != after.Leg || before.Companion != after.Companion || before.Participants != after.Participants || before.Phase != after.Phase;

    /// <summary>Whether the person got another number to sign in by: another account is the patient's side. A visitor who was signed in stays.</summary>
    public static bool OfLogin(SessionState before, SessionState after) => before.Owner != after.Owner && before.Owner.Kind == CallerKind.Account;

    /// <summary>Whether talking is a call no more: in a chat nobody is in a call; whoever talks again afterwards takes it anew.</summary>
    public static bool OutOfCall(SessionState before, SessionState after) => before.Mode != after.Mode && !SessionRules.IsCall(after.Mode);

    /// <summary>Whether a consultant is with somebody from now on: in a new leg, or with an owner who is known only since.</summary>
    public static bool ToConsultant(SessionState before, SessionState after) =>
        after.Leg is { Staff.Role: ParticipantRole.Consultant, Awaiting: null } leg && (before.Leg?.Ticket != leg.Ticket || before.Leg.Awaiting is not null || before.Owner != after.Owner);

    /// <summary>The queue in which the session waits no more; null when it did not wait, or does so still.</summary>
    public static QueueKind? OutOfQueue(SessionState before, SessionState after) => before.Ticket != after.Ticket ? before.Waiting?.For.Queue : null;

    /// <summary>The specialist for whom alone the session waited, and waits no more; null for none.</summary>
    public static StaffId? OutOfAwait(SessionState before, SessionState after) => before.Ticket != after.Ticket ? before.Waiting?.For.Staff : null;

    /// <summary>Whether a queue has to know of the session as it is now.</summary>
    public static bool OfWaiting(SessionState before, SessionState after) =>
        before.Ticket != after.Ticket || before.Mode != after.Mode || before.Participants != after.Participants || before.Appointment != after.Appointment || before.CallBack != after.CallBack || before.MissedAt != after.MissedAt || before.Waiting?.Priority != after.Waiting?.Priority;

    /// <summary>The specialists for whom something moved.</summary>
    public static IReadOnlyList<News> OfSpecialists(SessionState before, SessionState after)
    {
        // As after the most changes.
        if (ReferenceEquals(before.Leg, after.Leg) && before.Consultations == after.Consultations && before.Mode == after.Mode)
            return [];
        var news = new List<News>();
        if (before.Leg is { } leg && after.Leg?.Ticket != leg.Ticket)
            news.Add(new News(leg.Staff, LegEnded: true, leg.Kind == LegKind.Consultation && (leg.Awaiting is not null || before.Consultations[^1].Signed), Mode: null));
        else if (before.Mode != after.Mode && after.Leg is { } goesOn)
            news.Add(new News(goesOn.Staff, LegEnded: false, ConclusionSigned: false, new LegMode(after.Mode, [.. goesOn.Slots])));
        for (var i = 0; i < before.Consultations.Length; i++)
            if (after.Consultations[i].Signed && !before.Consultations[i].Signed)
                news.Add(new News(after.Consultations[i].Doctor, LegEnded: false, ConclusionSigned: true, Mode: null));
        return news;
    }
}
