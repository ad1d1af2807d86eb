using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Uploads on their way, as records. Each is woken by its due row (<see cref="WakeKind.Upload"/>).</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IUploads
{
    /// <summary>Begins an upload, unless it would take more room than the person has, or the account has begun too many.</summary>
    /// <param name="upload">The upload, with nothing received.</param>
    /// <param name="bounds">How much and how many there may be.</param>
    /// <returns>The upload, or refused: medcardFull, tooMany.</returns>
    Task<Reply<Upload>> BeginAsync(Upload upload, UploadBounds bounds);

    /// <summary>An upload with its parts; null when unknown or ended.</summary>
    Task<Upload?> FindAsync(string upload);

    /// <summary>Puts a part on record, where the upload stands at the part's first byte.</summary>
    /// <param name="upload">Which.</param>
    /// <param name="part">The part, whose file is stored.</param>
    /// <param name="due">When the upload is to be woken from now on.</param>
    /// <returns>Whether it did; else another activation was faster.</returns>
    Task<bool> AddPartAsync(string upload, UploadPart part, DateTimeOffset due);

    /// <summary>The upload became no document.</summary>
    Task RefuseAsync(string upload, Refusal refusal);

    /// <summary>The session heard of the document.</summary>
    Task AnnouncedAsync(string upload);

    /// <summary>Forgets an upload with its parts.</summary>
    Task RemoveAsync(string upload);
}

/// <summary>How much and how many uploads there may be.</summary>
/// <param name="Room">Bytes of documents and running uploads that a person may have.</param>
/// <param name="AtOnce">Uploads of an account that are not over.</param>
/// <param name="InAll">Uploads of an account that are not too old, over or not.</param>
internal sealed record UploadBounds(long Room, int AtOnce, int InAll);

/// <summary>An upload as it is stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Account">The account that began it.</param>
/// <param name="Patient">The person whose document it will be.</param>
/// <param name="Name">The name that the document will have.</param>
/// <param name="Length">How many bytes there will be.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="ExpiresAt">Until when it may go on.</param>
internal sealed record Upload(string Id, AccountId Account, PatientId Patient, string Name, long Length, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The parts that are stored, in order.</summary>
    public IReadOnlyList<UploadPart> Parts { get; init; } = [];

    /// <summary>The document that it became, or null.</summary>
    public DocumentId? Document { get; init; }

    /// <summary>Why it became none, or null.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Whether the session heard of the document.</summary>
    public bool IsAnnounced { get; init; }

    /// <summary>How many bytes are stored.</summary>
    public long Received => Parts is [.., var last] ? last.End : 0;

    /// <summary>Whether all bytes are there.</summary>
    public bool IsComplete => Received == Length;

    /// <summary>Whether nothing more happens to it.</summary>
    public bool IsOver => Document is not null || Refusal is not null;
}

/// <summary>A stored part of an upload.</summary>
/// <param name="Offset">Its first byte in the file.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="File">The file in which it lies.</param>
/// <param name="Digest">SHA-256 in hexadecimal: the repeat of a part is known by it.</param>
internal sealed record UploadPart(long Offset, int Bytes, string File, string Digest)
{
    /// <summary>The byte after its last.</summary>
    public long End => Offset + Bytes;
}
