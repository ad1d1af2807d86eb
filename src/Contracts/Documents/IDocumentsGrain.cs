namespace Medzdrav.Contracts;

/// <summary>The documents of the persons whom an account holds. Key: <see cref="AccountId"/>.</summary>
[Alias("IDocumentsGrain")]
public interface IDocumentsGrain : IGrainWithStringKey
{
    /// <summary>A person's documents.</summary>
    /// <returns>The list, or refused: notFound (not a person of this account).</returns>
    [Alias("List")] Task<Reply<DocumentList>> List(PatientId patient);

    /// <summary>Opens a document for reading; the bytes come from <see cref="IFilesGrain"/>.</summary>
    /// <returns>The opened form, or refused: notFound (not of this account, removed, or it has no such form).</returns>
    [Alias("Open")] Task<Reply<OpenedDocument>> Open(DocumentId document, DocumentForm form);

    /// <summary>Gives a document another name. Stored before the reply; idempotent by command.</summary>
    /// <returns>The document, or refused: notFound, invalid (an empty name), commandReused.</returns>
    [Alias("Rename")] Task<Reply<DocumentView>> Rename(CommandId command, DocumentId document, string name);

    /// <summary>Removes a document from the Medcard: nobody is shown it any more, it stays on record. Idempotent.</summary>
    /// <returns>Done, or refused: notFound.</returns>
    [Alias("Remove")] Task<Reply<Done>> Remove(DocumentId document);

    /// <summary>Begins an upload (S3.8). Needs the person's consent to the text of now (S2.3).</summary>
    /// <returns>Where it stands, or refused: notFound, consentRequired, unsuitableFile (empty), fileTooLarge, medcardFull, tooMany.</returns>
    [Alias("BeginUpload")] Task<Reply<UploadView>> BeginUpload(UploadOrder order);
}
