namespace Medzdrav.Contracts;

/// <summary>The text that the doctor writes (S3.6).</summary>
/// <param name="Complaints">«Жалобы», at most 20,000 characters, like the others.</param>
/// <param name="History">«Анамнез».</param>
/// <param name="Diagnosis">«Диагноз», free text; a code may stand in it.</param>
/// <param name="Recommendations">«Рекомендации».</param>
[GenerateSerializer, Immutable, Alias("ConclusionText")]
public sealed record ConclusionText(
    [property: Id(0)] string Complaints,
    [property: Id(1)] string History,
    [property: Id(2)] string Diagnosis,
    [property: Id(3)] string Recommendations)
{
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
/// <param name="Version">How often it was saved: 0 for one that never was. A save and a signature name the version that they follow.</param>
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
    [property: Id(11)] long Version = 0);
