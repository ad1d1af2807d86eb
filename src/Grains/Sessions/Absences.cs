using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The connected participants, as the rules need them: a snapshot of one activation's knowledge.</summary>
/// <param name="AbsentSince">For each participant without a connection, since when it is not heard.</param>
/// <param name="DeclareFrom">Nobody is declared absent before: after a restart everyone looks absent.</param>
internal sealed record Absences(IReadOnlyDictionary<ParticipantId, DateTimeOffset> AbsentSince, DateTimeOffset DeclareFrom)
{
    /// <summary>Since when a participant is absent; null when connected.</summary>
    public DateTimeOffset? Absent(ParticipantId participant) =>
        AbsentSince.TryGetValue(participant, out var since) ? since : null;
}
