namespace Medzdrav.Contracts;

/// <summary>A document of a Medcard.</summary>
/// <param name="DocumentId">Which.</param>
/// <param name="Name">Its name, as the person gave it; at most <see cref="MaxNameCharacters"/> characters.</param>
/// <param name="Kind">By its bytes.</param>
/// <param name="Bytes">The size of the file as it came.</param>
/// <param name="Pages">How many pages a PDF has; null for pictures and where it can't be told.</param>
/// <param name="Locked">Whether a PDF opens with a password only.</param>
/// <param name="AddedAt">When it was added.</param>
/// <param name="AddedBy">The name of the person or representative who added it.</param>
[GenerateSerializer, Immutable, Alias("DocumentView")]
public sealed record DocumentView(
    [property: Id(0)] DocumentId DocumentId,
    [property: Id(1)] string Name,
    [property: Id(2)] DocumentKind Kind,
    [property: Id(3)] long Bytes,
    [property: Id(4)] int? Pages,
    [property: Id(5)] bool Locked,
    [property: Id(6)] DateTimeOffset AddedAt,
    [property: Id(7)] string AddedBy)
{
    /// <summary>The longest name.</summary>
    public const int MaxNameCharacters = 200;
}

/// <summary>The documents of a person, newest first.</summary>
/// <param name="Documents">The documents that are shown: a removed one stays on record and is not here.</param>
/// <param name="UsedBytes">How much of the room they take, as they came.</param>
/// <param name="RoomBytes">How much there may be in all; 0 for those who may add none.</param>
/// <param name="MaxBytes">The largest file; 0 for those who may add none.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("DocumentList")]
public sealed record DocumentList(
    [property: Id(0)] DocumentView[] Documents, [property: Id(1)] long UsedBytes, [property: Id(2)] long RoomBytes, [property: Id(3)] long MaxBytes, [property: Id(4)] DateTimeOffset Now);

/// <summary>A document that somebody may read now, in one of its forms.</summary>
/// <param name="File">The file behind it, for <see cref="IFilesGrain"/>; never shown to anybody.</param>
/// <param name="Name">The document's name.</param>
/// <param name="Kind">The kind of this form.</param>
/// <param name="Form">Which form.</param>
/// <param name="Bytes">How long this form is.</param>
[GenerateSerializer, Immutable, Alias("OpenedDocument")]
public sealed record OpenedDocument(
    [property: Id(0)] string File, [property: Id(1)] string Name, [property: Id(2)] DocumentKind Kind, [property: Id(3)] DocumentForm Form, [property: Id(4)] long Bytes);
