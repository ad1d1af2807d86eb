using Medzdrav.Contracts;

namespace Medzdrav.Client;

public sealed partial class HubCalls
{
    /// <summary>The patient's documents, while treating them (S3.8).</summary>
    /// <returns>The list, or refused: notFound, rightMissing, patientRequired.</returns>
    public Task<Reply<DocumentList>> DocumentsAsync(SessionId session, CancellationToken cancellation = default) => Read<DocumentList>("Documents", cancellation, session);

    /// <summary>Says which documents are needed: no transfer to a doctor before one is there.</summary>
    /// <returns>The view, or refused: notFound, wrongRole, wrongPhase, patientRequired, identityRequired, invalid.</returns>
    public Task<Reply<SessionView>> AskForDocumentsAsync(SessionId session, string what, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<SessionView>("AskForDocuments", command, cancellation, session, what);

    /// <summary>Goes on without the documents that were asked for.</summary>
    /// <returns>The view, or refused: notFound, wrongRole, wrongPhase, invalid.</returns>
    public Task<Reply<SessionView>> WaiveDocumentsAsync(SessionId session, string reason, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<SessionView>("WaiveDocuments", command, cancellation, session, reason);
}
