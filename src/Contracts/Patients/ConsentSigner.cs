namespace Medzdrav.Contracts;

/// <summary>The side that confirms a consent, as it is kept with the consent (152-FZ, art. 9).</summary>
/// <param name="Representative">The name that a child's representative («законный представитель») typed, where the records know no adult of the login or several; null otherwise.</param>
/// <param name="Address">The network address of the connection over which it was confirmed; null where none is known.</param>
/// <param name="Host">The host in that connection's address bar; null where none is known.</param>
[GenerateSerializer, Immutable, Alias("ConsentSigner")]
public sealed record ConsentSigner([property: Id(0)] string? Representative, [property: Id(1)] string? Address, [property: Id(2)] string? Host);
