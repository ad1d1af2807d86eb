using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The documents of an account's persons, as the records have them. Keeps nothing: whom the account holds, the records say each time.</summary>
internal sealed class DocumentsGrain(MedcardDocuments documents, IUploads uploads, IOptions<DocumentOptions> options, TimeProvider clock) : Grain, IDocumentsGrain
{
    private const int UploadIdBytes = 16;

    private AccountId Id => new(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<Reply<DocumentList>> List(PatientId patient)
    {
        var reply = await documents.Own(Id, patient);
        if (reply.Value is not { } own)
            return reply.Refusal!;
        var (room, most) = own.Barred is null ? (options.Value.PersonBytes, options.Value.MaxBytes) : (0, 0);
        return new DocumentList([.. own.Documents.Select(document => document.View)], own.Documents.Sum(document => document.View.Bytes), room, most, clock.GetUtcNow());
    }

    /// <inheritdoc />
    public async Task<Reply<OpenedDocument>> Open(DocumentId document, DocumentForm form) =>
        (await documents.Own(Id, document))?.Open(form) is { } opened ? opened : Refusal.NotFound;

    /// <inheritdoc />
    public async Task<Reply<DocumentView>> Rename(CommandId command, DocumentId document, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (command.Value == Guid.Empty || DocumentNames.Typed(name) is not { } kept)
            return DocumentRules.NoName;
        var renamed = await documents.Rename(Id, RecordCommand.Of(Caller.Of(Id), command, "RenameDocument", clock.GetUtcNow(), document.Value, kept), document, kept);
        return renamed.Value is { } record ? record.View : renamed.Refusal!;
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> Remove(DocumentId document)
    {
        var now = clock.GetUtcNow();
        return await documents.Hide(Id, document, now) ? new Done(now) : Refusal.NotFound;
    }

    /// <inheritdoc />
    public async Task<Reply<UploadView>> BeginUpload(UploadOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if ((await documents.Adding(Id, order.PatientId)).Refusal is { } barred)
            return barred;
        if (DocumentRules.RefuseLength(order.Length, options.Value.MaxBytes) is { } refusal)
            return refusal;
        var now = clock.GetUtcNow();
        var upload = new Upload(Opaque.New(UploadIdBytes), Id, order.PatientId, DocumentNames.Of(order.Name), order.Length, now, now + options.Value.UploadKept);
        var reply = await uploads.BeginAsync(upload, new UploadBounds(options.Value.PersonBytes, options.Value.UploadsAtOnce, options.Value.UploadsInAll));
        return reply.Value is { } begun ? UploadRules.View(begun, now) : reply.Refusal!;
    }
}
