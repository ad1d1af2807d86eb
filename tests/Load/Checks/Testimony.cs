using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>A message that the platform has acknowledged.</summary>
/// <param name="By">The participant who wrote it.</param>
/// <param name="Text">Unlike any other of the run.</param>
/// <param name="Sequence">As acknowledged.</param>
internal sealed record Acknowledged(ParticipantId By, string Text, long Sequence);

/// <summary>A participant's account of a session, in the order in which it was shown.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Events">The events.</param>
/// <param name="IsCutOff">Whether they may no longer look: a specialist whose leg ended while the connection was gone.</param>
internal sealed record Account(ParticipantId Participant, IReadOnlyList<SessionEventView> Events, bool IsCutOff = false);

/// <summary>All that those in one session can testify.</summary>
/// <param name="Session">Which.</param>
/// <param name="Acknowledged">The messages said and acknowledged.</param>
/// <param name="Accepted">Specialists whose acceptance of an offer was confirmed, each time.</param>
/// <param name="Accounts">The accounts of its people; the patient's first.</param>
internal sealed record Testimony(SessionId Session, IReadOnlyList<Acknowledged> Acknowledged, IReadOnlyList<ParticipantId> Accepted, IReadOnlyList<Account> Accounts)
{
    /// <summary>The patient's account: from opening to closing.</summary>
    public IReadOnlyList<SessionEventView> Whole => Accounts[0].Events;

    /// <summary>How the patient talks.</summary>
    public SessionMode Mode => Whole is [{ Kind: "opened" } opened, ..] ? opened.Read<OpenedSeen>().Mode : SessionMode.Chat;

    /// <summary>The legs, as the patient saw them.</summary>
    public IReadOnlyList<SeenLeg> Legs => SeenLeg.In(Whole);
}

/// <summary>A leg as it was seen.</summary>
/// <param name="Staff">With whom.</param>
/// <param name="Kind">Which kind.</param>
/// <param name="From">Its first event.</param>
/// <param name="Until">Its last event; null while it runs.</param>
/// <param name="EndsAt">Its limit, or null.</param>
/// <param name="Overlaps">Whether another leg had not ended when it began.</param>
internal sealed record SeenLeg(ParticipantId Staff, LegKind Kind, SessionEventView From, SessionEventView? Until, DateTimeOffset? EndsAt, bool Overlaps)
{
    /// <summary>The legs among events.</summary>
    public static IReadOnlyList<SeenLeg> In(IEnumerable<SessionEventView> events)
    {
        var legs = new List<SeenLeg>();
        foreach (var happened in events)
        {
            if (happened.Kind == "legStarted")
                legs.Add(Begun(happened, legs is [.., { Until: null }]));
            else if (happened.Kind == "legEnded" && legs.FindIndex(leg => leg.Until is null) is >= 0 and var running)
                legs[running] = legs[running] with { Until = happened };
        }
        return legs;
    }

    private static SeenLeg Begun(SessionEventView happened, bool overlaps)
    {
        var data = happened.Read<LegStartedSeen>();
        return new SeenLeg(data.Staff.ParticipantId, data.Kind, happened, null, data.EndsAt, overlaps);
    }
}
