using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The consultant who stayed after a transfer, with no claim on anything.</summary>
/// <param name="Staff">The staff member.</param>
/// <param name="Until">How long; null while the doctor is awaited.</param>
internal sealed record Companion(StaffSnapshot Staff, DateTimeOffset? Until)
{
    /// <summary>The consultant as a participant.</summary>
    public ParticipantId Participant => ParticipantId.Of(Staff.StaffId);
}

/// <summary>A patient whose page was put aside and for whom a specialist waits.</summary>
/// <param name="Until">How long.</param>
/// <param name="Wait">The wait that the specialist ended, which goes on where the patient does not come.</param>
internal sealed record Awaiting(DateTimeOffset Until, Wait Wait);

/// <summary>A stretch with one specialist.</summary>
/// <param name="Kind">Which leg.</param>
/// <param name="Staff">With whom.</param>
/// <param name="Terms">Its terms, as the wait chose them.</param>
/// <param name="StartedAt">Since when.</param>
/// <param name="EndsAt">The limit, or null.</param>
/// <param name="Slots">Units of capacity it claims.</param>
/// <param name="Ticket">The wait that it ended.</param>
/// <param name="WarnedSeconds">The nearest warning given so far, in seconds left.</param>
/// <param name="TalkStartedAt">When the doctor had the patient on the phone; null until then, and otherwise.</param>
/// <param name="Awaiting">The patient who is still to come back, and the wait that goes on without them; null where they are there.</param>
internal sealed record Leg(
    LegKind Kind, StaffSnapshot Staff, LegTerms Terms, DateTimeOffset StartedAt, DateTimeOffset? EndsAt, ImmutableArray<int> Slots, long Ticket, int WarnedSeconds, DateTimeOffset? TalkStartedAt = null, Awaiting? Awaiting = null)
{
    /// <summary>The specialist as a participant.</summary>
    public ParticipantId Participant => ParticipantId.Of(Staff.StaffId);
}
