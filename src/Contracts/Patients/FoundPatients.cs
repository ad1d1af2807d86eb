namespace Medzdrav.Contracts;

/// <summary>The result of a search for insured persons.</summary>
/// <param name="Patients">The nearest first, at most 20.</param>
/// <param name="More">Whether there are more: the query should be narrower.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("FoundPatients")]
public sealed record FoundPatients([property: Id(0)] FoundPatient[] Patients, [property: Id(1)] bool More, [property: Id(2)] DateTimeOffset Now);

/// <summary>A found person.</summary>
/// <param name="Person">The insured person.</param>
/// <param name="MaskedPhone">The login, all but the last four digits hidden; null when unknown.</param>
[GenerateSerializer, Immutable, Alias("FoundPatient")]
public sealed record FoundPatient([property: Id(0)] FamilyMember Person, [property: Id(1)] string? MaskedPhone);
