namespace Medzdrav.Contracts;

/// <summary>A file that is to be uploaded.</summary>
/// <param name="PatientId">The person whose document it will be.</param>
/// <param name="Name">Its name as the device has it; empty where it has none.</param>
/// <param name="Length">Its size in bytes.</param>
[GenerateSerializer, Immutable, Alias("UploadOrder")]
public sealed record UploadOrder([property: Id(0)] PatientId PatientId, [property: Id(1)] string Name, [property: Id(2)] long Length);

/// <summary>Where an upload stands.</summary>
/// <param name="UploadId">Which.</param>
/// <param name="Offset">How many bytes are stored.</param>
/// <param name="Length">How many there will be.</param>
/// <param name="ExpiresAt">Until when it may go on.</param>
/// <param name="DocumentId">The document that it became; null until then. A file that the person has already is that document.</param>
/// <param name="Refusal">Why it became none; null otherwise.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("UploadView")]
public sealed record UploadView(
    [property: Id(0)] string UploadId,
    [property: Id(1)] long Offset,
    [property: Id(2)] long Length,
    [property: Id(3)] DateTimeOffset ExpiresAt,
    [property: Id(4)] DocumentId? DocumentId,
    [property: Id(5)] Refusal? Refusal,
    [property: Id(6)] DateTimeOffset Now)
{
    /// <summary>Whether nothing more happens to it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOver => DocumentId is not null || Refusal is not null;
}
