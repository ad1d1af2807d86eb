namespace Medzdrav.Contracts;

/// <summary>The text that the doctor writes (S3.6).</summary>
/// <param name="Complaints">«Жалобы», at most 20,000 characters, like the others.</param>
/// <param name="History">«Анамнез».</param>
/// <param name="Diagnosis">«Диагноз»: the main one, free text; a line may begin with its code (<see cref="WrittenDiagnosis"/>).</param>
/// <param name="Recommendations">«Рекомендации».</param>
/// <param name="SecondaryDiagnoses">«Сопутствующие диагнозы», each on a line of its own; likewise.</param>
/// <param name="FollowUpDays">«Повторная консультация через N дней», 1 to <see cref="MaxFollowUpDays"/>; null where none is needed.</param>
[GenerateSerializer, Immutable, Alias("ConclusionText")]
public sealed record ConclusionText(
    [property: Id(0)] string Complaints,
    [property: Id(1)] string History,
    [property: Id(2)] string Diagnosis,
    [property: Id(3)] string Recommendations,
    [property: Id(4)] string SecondaryDiagnoses = "",
    [property: Id(5)] int? FollowUpDays = null)
{
    /// <summary>The longest time until the next consultation.</summary>
    public const int MaxFollowUpDays = 365;

    /// <summary>Nothing written yet.</summary>
    public static readonly ConclusionText Empty = new("", "", "", "");
}

/// <summary>A conclusion, draft or signed.</summary>
/// <param name="ConclusionId">Which.</param>
/// <param name="SessionId">About which session.</param>
/// <param name="PatientId">About whom.</param>
/// <param name="PatientName">Full name.</param>
/// <param name="BirthDate">As in the policy.</param>
/// <param name="DoctorName">The doctor who wrote it.</param>
/// <param name="Specialty">The duty the doctor was on.</param>
/// <param name="ConsultedAt">When the consultation began.</param>
/// <param name="Text">The text itself.</param>
/// <param name="SavedAt">Last saved; null when never.</param>
/// <param name="SignedAt">When signed; null for a draft.</param>
/// <param name="Version">How often it was saved: 0 for one that never was. A save, a signature and a correction name the version that they follow.</param>
/// <param name="TextHash">The hash of what was signed (<see cref="SignedText"/>); null for a draft, and for one that was signed before hashes were kept.</param>
/// <param name="Edition">Which signed edition it is, from 1: a correction makes the next one; 0 for a draft.</param>
/// <param name="Editions">How many signed editions there are; all of them stay readable.</param>
/// <param name="CorrectedAt">When a later edition took its place; null for the last one.</param>
[GenerateSerializer, Immutable, Alias("ConclusionView")]
public sealed record ConclusionView(
    [property: Id(0)] ConclusionId ConclusionId,
    [property: Id(1)] SessionId SessionId,
    [property: Id(2)] PatientId PatientId,
    [property: Id(3)] string PatientName,
    [property: Id(4)] DateOnly BirthDate,
    [property: Id(5)] string DoctorName,
    [property: Id(6)] QueueKind Specialty,
    [property: Id(7)] DateTimeOffset ConsultedAt,
    [property: Id(8)] ConclusionText Text,
    [property: Id(9)] DateTimeOffset? SavedAt,
    [property: Id(10)] DateTimeOffset? SignedAt,
    [property: Id(11)] long Version = 0,
    [property: Id(12)] string? TextHash = null,
    [property: Id(13)] int Edition = 0,
    [property: Id(14)] int Editions = 0,
    [property: Id(15)] DateTimeOffset? CorrectedAt = null);
