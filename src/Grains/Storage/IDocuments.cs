using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The documents of Medcards as records; their bytes are <see cref="IFiles"/>. Grains read them through <see cref="MedcardDocuments"/> only.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IDocuments
{
    /// <summary>A person's documents that are not removed, newest first.</summary>
    Task<IReadOnlyList<DocumentRecord>> OfAsync(PatientId patient);

    /// <summary>A document, removed or not; null when unknown.</summary>
    Task<DocumentRecord?> FindAsync(DocumentId document);

    /// <summary>Adds the document that an upload became, and settles the upload, in one transaction.</summary>
    /// <returns>The document: where the person has these very bytes already, the one that is there. Idempotent.</returns>
    Task<DocumentRecord> AddAsync(string upload, DocumentRecord document);

    /// <summary>Gives a document another name. Idempotent by command.</summary>
    /// <returns>The document, or refused: notFound (removed), commandReused.</returns>
    Task<Reply<DocumentRecord>> RenameAsync(RecordCommand command, DocumentId document, string name);

    /// <summary>Removes a document from the Medcard; it stays on record.</summary>
    Task HideAsync(DocumentId document, DateTimeOffset at);
}

/// <summary>A document as it is stored.</summary>
/// <param name="Patient">The person whose document it is.</param>
/// <param name="Account">The account that added it.</param>
/// <param name="View">As people see it.</param>
/// <param name="Sha256">The digest of the file as it came, in hexadecimal.</param>
/// <param name="Sizes">How long its forms are.</param>
/// <param name="HiddenAt">When it was removed, or null.</param>
internal sealed record DocumentRecord(PatientId Patient, AccountId Account, DocumentView View, string Sha256, FormSizes Sizes, DateTimeOffset? HiddenAt = null)
{
    /// <summary>The file of a form; null where the document has none. A PDF's page is the file as it came.</summary>
    public OpenedDocument? Open(DocumentForm form) => form switch
    {
        DocumentForm.Original => Opened(form, DocumentForm.Original, View.Kind, View.Bytes),
        DocumentForm.Page when View.Kind == DocumentKind.Pdf => Opened(form, DocumentForm.Original, View.Kind, View.Bytes),
        DocumentForm.Page when Sizes.Page is { } bytes => Opened(form, form, DocumentKind.Jpeg, bytes),
        DocumentForm.Thumbnail when Sizes.Thumbnail is { } bytes => Opened(form, form, DocumentKind.Jpeg, bytes),
        _ => null,
    };

    /// <summary>The file in which a form lies.</summary>
    public static string FileOf(DocumentId document, DocumentForm form) => $"documents/{document}/{Words.Of(form)}";

    private OpenedDocument Opened(DocumentForm form, DocumentForm stored, DocumentKind kind, long bytes) => new(FileOf(View.DocumentId, stored), View.Name, kind, form, bytes);
}

/// <summary>How long the forms of a picture are, in bytes; PDFs have neither.</summary>
/// <param name="Page">The upright picture for the screen.</param>
/// <param name="Thumbnail">The small one.</param>
internal sealed record FormSizes(long? Page, long? Thumbnail);
