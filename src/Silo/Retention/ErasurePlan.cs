namespace Medzdrav.Silo;

/// <summary>An erasure of a person in words.</summary>
/// <param name="Refusals">Why nothing can be erased now; empty where it can.</param>
/// <param name="Goes">The data that go.</param>
/// <param name="Stays">The data that stay, until when, and why.</param>
public sealed record ErasurePlan(IReadOnlyList<string> Refusals, IReadOnlyList<string> Goes, IReadOnlyList<string> Stays);
