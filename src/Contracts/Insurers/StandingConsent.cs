namespace Medzdrav.Contracts;

/// <summary>A consent that was confirmed and not withdrawn (S2.3).</summary>
/// <param name="Insurer">The insurer whose text it was: the consent is given to those that the text names.</param>
/// <param name="TextVersion">Which version.</param>
/// <param name="At">When it was confirmed; null where an earlier version did not say.</param>
[GenerateSerializer, Immutable, Alias("StandingConsent")]
public sealed record StandingConsent([property: Id(0)] NamedInsurer Insurer, [property: Id(1)] string TextVersion, [property: Id(2)] DateTimeOffset? At = null);
