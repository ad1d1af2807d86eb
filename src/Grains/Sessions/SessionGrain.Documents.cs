using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public async Task<Reply<DocumentList>> Documents(Caller caller)
    {
        var reader = SessionRules.ReaderIn(State, caller, Now, _limits);
        if (!MedcardRules.May(reader, Purpose.Documents))
            return Refusal.NotFound;
        if (State.Patient is not { } patient)
            return Refusal.PatientRequired;
        var seen = await stores.Documents.Of(reader, patient.PatientId);
        return seen.Value is { } documents
            ? new DocumentList([.. documents.Select(document => document.View)], documents.Sum(document => document.View.Bytes), RoomBytes: 0, MaxBytes: 0, Now)
            : seen.Refusal!;
    }

    /// <inheritdoc />
    public async Task<Reply<OpenedDocument>> OpenDocument(Caller caller, DocumentId document, DocumentForm form) => State.Patient is { } patient
        ? await stores.Documents.Open(SessionRules.ReaderIn(State, caller, Now, _limits), patient.PatientId, document, form)
        : Refusal.NotFound;

    /// <inheritdoc />
    public Task DocumentAdded(PatientId patient, DocumentView document) => Happen(state => SessionRules.AddDocument(state, patient, document));

    /// <inheritdoc />
    public async Task<Reply<SessionView>> AskForDocuments(CommandId command, Caller caller, string what)
    {
        var link = await Link("documentsLink", command, "пришлите документы, о которых вас просят");
        return await Decide(Asked.Documents(what.Trim()), command, caller, state => SessionRules.AskForDocuments(state, caller, what, Now, link));
    }

    /// <inheritdoc />
    public Task<Reply<SessionView>> WaiveDocuments(CommandId command, Caller caller, string reason) =>
        Decide(Asked.Waiver(reason.Trim()), command, caller, state => SessionRules.WaiveDocuments(state, caller, reason));

    /// <summary>The documents of the patient that a message refers to; a message without any asks nobody.</summary>
    private async Task<IReadOnlyList<DocumentId>> KnownOf(string[] documentIds) =>
        State.Patient is { } patient ? await stores.Documents.Known(Reader.Platform, patient.PatientId, documentIds) : [];
}
