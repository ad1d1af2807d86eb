namespace Medzdrav.Contracts;

/// <summary>A consent that was confirmed and withdrawn (S2.3), while no other one to the same insurer's text stands.</summary>
/// <param name="Insurer">The insurer whose text it was.</param>
/// <param name="TextVersion">Which version: it can still be read.</param>
/// <param name="At">When it was withdrawn.</param>
[GenerateSerializer, Immutable, Alias("WithdrawnConsent")]
public sealed record WithdrawnConsent([property: Id(0)] NamedInsurer Insurer, [property: Id(1)] string TextVersion, [property: Id(2)] DateTimeOffset At);
