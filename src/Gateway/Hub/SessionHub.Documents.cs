using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    /// <summary>The patient's documents, for the doctor who treats them.</summary>
    [Needs(Right.ReadDocuments)]
    public Task<Reply<DocumentList>> Documents(SessionId sessionId) => Ask(() => grains.GrainOf<ISessionDocuments>(sessionId.Value).Documents(Caller));

    /// <summary>Says which documents are needed.</summary>
    [Needs(Right.Answer)]
    public Task<Reply<SessionView>> AskForDocuments(CommandId commandId, SessionId sessionId, string? what) =>
        Ask(() => grains.GrainOf<ISessionDocuments>(sessionId.Value).AskForDocuments(commandId, Caller, what ?? ""));

    /// <summary>Goes on without the documents that were asked for.</summary>
    [Needs(Right.Answer)]
    public Task<Reply<SessionView>> WaiveDocuments(CommandId commandId, SessionId sessionId, string? reason) =>
        Ask(() => grains.GrainOf<ISessionDocuments>(sessionId.Value).WaiveDocuments(commandId, Caller, reason ?? ""));
}
