using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A supervisor looks on from now on, and everybody present sees it (S6).</summary>
/// <param name="ParticipantId">The participant.</param>
/// <param name="Name">Full name.</param>
internal sealed record SupervisorJoined(ParticipantId ParticipantId, string Name) : SessionFact;

/// <summary>A supervisor looks on no more.</summary>
/// <param name="ParticipantId">The participant.</param>
internal sealed record SupervisorLeft(ParticipantId ParticipantId) : SessionFact;

/// <summary>A supervisor let the waiting session go before the others of its queue.</summary>
internal sealed record Raised : SessionFact;

/// <summary>A supervisor took that back: the session waits where it would without.</summary>
internal sealed record Lowered : SessionFact;
