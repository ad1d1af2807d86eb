namespace Medzdrav.Contracts;

/// <summary>An insurer as views and facts name it.</summary>
/// <param name="InsurerId">Which.</param>
/// <param name="Name">Its name for people.</param>
[GenerateSerializer, Immutable, Alias("NamedInsurer")]
public sealed record NamedInsurer([property: Id(0)] InsurerId InsurerId, [property: Id(1)] string Name);
