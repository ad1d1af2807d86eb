namespace Medzdrav.Contracts;

/// <summary>A diagnosis of the classification of diseases, ICD-10 («МКБ-10»).</summary>
/// <param name="Code">The code: <c>J06.9</c>.</param>
/// <param name="Title">The title, in Russian.</param>
[GenerateSerializer, Immutable, Alias("Diagnosis")]
public sealed record Diagnosis([property: Id(0)] string Code, [property: Id(1)] string Title);

/// <summary>Diagnoses that fit what a doctor typed.</summary>
/// <param name="Diagnoses">The nearest first, at most 20.</param>
/// <param name="More">Whether others fit as well.</param>
[GenerateSerializer, Immutable, Alias("FoundDiagnoses")]
public sealed record FoundDiagnoses([property: Id(0)] Diagnosis[] Diagnoses, [property: Id(1)] bool More);
