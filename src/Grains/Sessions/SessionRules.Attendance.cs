using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal static partial class SessionRules
{
    /// <summary>Whether a waiting patient is there to be answered.</summary>
    /// <param name="state">The session.</param>
    /// <param name="hasJoined">Whether a page of the patient has joined, as far as this activation knows.</param>
    /// <param name="isLookedAt">Whether one of the patient's pages is in front.</param>
    public static Presence PresenceOf(SessionState state, bool hasJoined, bool isLookedAt) => state.Participants.Find(ParticipantId.Patient) switch
    {
        { Reached: Reached.Phone } => Presence.Here,
        _ when state.MissedAt is not null => Presence.Away,
        _ when state.CallBack is not null && !isLookedAt => Presence.Aside,
        { AwaySince: not null } => Presence.Away,
        _ => hasJoined ? Presence.Here : Presence.Awaited,
    };

    /// <summary>Why a caller cannot join after this event; null when they can. A closed session is read like an open one.</summary>
    public static Refusal? RefuseJoin(SessionState state, Caller caller, long afterSequence, out ParticipantId by) =>
        RefuseStranger(state, caller, out by) ?? (afterSequence < 0 || afterSequence > state.Sequence ? Refusal.Invalid : null);

    /// <summary>Why a caller cannot read what was before this event; null when they can.</summary>
    public static Refusal? RefuseEarlier(SessionState state, Caller caller, long beforeSequence, out ParticipantId by) =>
        RefuseStranger(state, caller, out by) ?? (beforeSequence < 1 || beforeSequence > state.Sequence + 1 ? Refusal.Invalid : null);

    /// <summary>A participant is connected: news for the others where they were told of the absence.</summary>
    public static Decision Rejoin(SessionState state, ParticipantId participant) =>
        state.IsOpen && IsAway(state, participant) ? Decision.Of(participant, new Rejoined(participant)) : Decision.Nothing;

    /// <summary>Somebody reached by phone has no connection to lose.</summary>
    private static bool MayBeAbsent(SessionState state, ParticipantId participant) => state.Participants.Find(participant) is not { Reached: Reached.Phone };

    private static bool IsAway(SessionState state, ParticipantId participant) => state.Participants.Find(participant) is { AwaySince: not null };
}
