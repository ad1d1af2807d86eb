namespace Medzdrav.Contracts;

/// <summary>Where sessions stand in storage, for many at once: closes the last hole of a best-effort push. Stateless, any key.</summary>
[Alias("IJournalHeadsGrain")]
public interface IJournalHeadsGrain : IGrainWithIntegerKey
{
    /// <summary>The last stored sequence of each of these sessions, at most 1,000 at once; unknown ones are left out.</summary>
    [Alias("Heads")] Task<JournalHead[]> Heads(SessionId[] sessions);
}

/// <summary>Where one session stands.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="Sequence">Its last stored event.</param>
[GenerateSerializer, Immutable, Alias("JournalHead")]
public readonly record struct JournalHead([property: Id(0)] SessionId SessionId, [property: Id(1)] long Sequence);
