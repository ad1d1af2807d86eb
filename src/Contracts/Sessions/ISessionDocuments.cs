using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>The patient's documents in a session (S3.8).</summary>
[Alias("ISessionDocuments"), DefaultGrainType("session")]
public interface ISessionDocuments : IGrainWithStringKey
{
    /// <summary>The patient's documents, for the doctor who treats them and until the conclusion is signed.</summary>
    /// <returns>The list, or refused: notFound, patientRequired.</returns>
    [Alias("Documents")] Task<Reply<DocumentList>> Documents(Caller caller);

    /// <summary>Opens a document of the patient for that doctor; the bytes come from <see cref="IFilesGrain"/>. As it came it is for its owner only.</summary>
    /// <returns>The opened form, or refused: notFound.</returns>
    [Alias("OpenDocument")] Task<Reply<OpenedDocument>> OpenDocument(Caller caller, DocumentId document, DocumentForm form);

    /// <summary>A document was added to the person's Medcard. Idempotent; nothing for a session of somebody else, a closed one, or one whose caller may add none (<see cref="CallerAct.AddDocuments"/>).</summary>
    [Alias("DocumentAdded")] Task DocumentAdded(PatientId patient, DocumentView document);

    /// <summary>The specialist says which documents are needed: no transfer to a doctor before one is there, or they are waived. A patient on the phone gets a link by SMS, the same question once a minute at most (S5.2).</summary>
    /// <param name="command">The tap.</param>
    /// <param name="caller">The consultant or doctor who is with the patient.</param>
    /// <param name="what">Which documents, in words for the patient; at most 1,000 characters.</param>
    /// <returns>The view, or refused: notFound, wrongPhase, wrongRole, patientRequired, identityRequired, invalid, invalidPhone (on the phone, and no number to send the link to), closed.</returns>
    [Alias("AskForDocuments")] Task<Reply<SessionView>> AskForDocuments(CommandId command, Caller caller, string what);

    /// <summary>The specialist goes on without the documents.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="caller">The consultant or doctor who is with the patient.</param>
    /// <param name="reason">Why, at most 1,000 characters; staff see it.</param>
    /// <returns>The view, or refused: notFound, wrongPhase, wrongRole, invalid, closed.</returns>
    [Alias("WaiveDocuments")] Task<Reply<SessionView>> WaiveDocuments(CommandId command, Caller caller, string reason);
}
