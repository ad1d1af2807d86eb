namespace Medzdrav.Contracts;

/// <summary>A consent that was confirmed and not withdrawn (S2.3).</summary>
/// <param name="Insurer">The insurer whose text it was: the consent is given to those that the text names.</param>
/// <param name="TextVersion">Which version.</param>
[GenerateSerializer, Immutable, Alias("StandingConsent")]
public sealed record StandingConsent([property: Id(0)] NamedInsurer Insurer, [property: Id(1)] string TextVersion);
