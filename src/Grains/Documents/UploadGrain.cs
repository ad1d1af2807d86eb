using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

/// <summary>A file on its way into a Medcard: parts are stored as they come, the whole is looked at apart, and the person's open session hears of the document.</summary>
internal sealed partial class UploadGrain(UploadStores stores, IDocumentReader reader, UploadTurns turns, TimeProvider clock, ILogger<UploadGrain> logger) : Grain, IUploadGrain
{
    /// <summary>How soon the sweep looks after a file that is there and became nothing yet, as when its silo died.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromMinutes(1);

    /// <summary>How soon a file is read again when the reading was ended.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(5);

    /// <summary>How many readings may end before their end, on a silo that goes on living, until the file is taken for the cause.</summary>
    private const int MaxEnds = 3;

    private Upload? _upload;
    private Task? _finishing;
    private bool _isLookedAt;
    private int _ends;
    private DateTimeOffset _readAgainAt;

    private string Id => this.GetPrimaryKeyString();

    private DateTimeOffset Now => clock.GetUtcNow();

    private bool IsFinishing => _finishing is { IsCompleted: false };

    /// <inheritdoc />
    public async Task<Reply<UploadView>> View(AccountId account)
    {
        if (await Own(account) is not { } upload)
            return Refusal.NotFound;
        FinishWhenWhole(upload);
        return UploadRules.View(upload, Now);
    }

    /// <inheritdoc />
    public async Task<Reply<UploadView>> Append(AccountId account, long offset, byte[] piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        if (await Own(account) is not { } upload)
            return Refusal.NotFound;
        if (piece.Length > 0 && !UploadRules.IsStored(upload, offset, piece))
        {
            if (UploadRules.RefusePart(upload, offset, piece.Length) is { } refusal)
                return refusal;
            if (!await Store(upload, offset, piece))
                return Refusal.OffsetDiffers;
        }
        FinishWhenWhole(_upload!);
        return UploadRules.View(_upload!, Now);
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> End(AccountId account)
    {
        if (await Own(account) is not { } upload)
            return Refusal.NotFound;
        // A file that is looked at just now becomes a document, or not, before it can be given up; an upload that waits for its turn is given up at once.
        if (_isLookedAt && _finishing is { } finishing)
            await finishing;
        // An upload that is over is remembered for as long as it counts.
        if (_upload is not { IsOver: true })
            await Forget(_upload ?? upload);
        return new Done(Now);
    }

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        if (await Load() is not { } upload)
            return null;
        FinishWhenWhole(upload);
        if (IsFinishing || Now < _readAgainAt)
            return Now + LookAfter;
        if (Now >= upload.ExpiresAt)
        {
            await Forget(upload);
            return null;
        }
        if (upload is { Document: { } document, IsAnnounced: false } && await stores.Documents.Added(document) is { } added)
            await Announce(added);
        return upload.ExpiresAt;
    }

    /// <summary>The upload, where it is this account's and not too old.</summary>
    private async Task<Upload?> Own(AccountId account) =>
        await Load() is { } upload && upload.Account == account && (Now < upload.ExpiresAt || upload.IsOver) ? upload : null;

    private async Task<Upload?> Load() => _upload ??= await stores.Uploads.FindAsync(Id);

    private async Task<bool> Store(Upload upload, long offset, byte[] piece)
    {
        // Two activations that both think they are next write two files; the record takes one of them.
        var part = new UploadPart(offset, piece.Length, $"uploads/{Id}/{offset}-{Guid.CreateVersion7():N}", UploadRules.DigestOf(piece));
        await stores.Files.WriteAsync(part.File, piece);
        if (await stores.Uploads.AddPartAsync(Id, part, part.End == upload.Length ? Now + LookAfter : upload.ExpiresAt))
        {
            _upload = upload with { Parts = [.. upload.Parts, part] };
            return true;
        }
        _upload = null;
        await stores.Files.DeleteAsync(part.File);
        _upload = await Load() ?? upload;
        return UploadRules.IsStored(_upload, offset, piece);
    }

    /// <summary>The work goes on behind the answer: decoding takes seconds.</summary>
    private void FinishWhenWhole(Upload upload)
    {
        if (upload is { IsComplete: true, IsOver: false } && !IsFinishing && Now >= _readAgainAt)
            _finishing = turns.InTurnAsync(upload.Account, () => Finish(upload));
    }

    private async Task Finish(Upload upload)
    {
        // It may have been given up while it waited for its turn.
        if (_upload is not { IsOver: false })
            return;
        _isLookedAt = true;
        try
        {
            var file = await Join(upload);
            var (kind, refusal) = DocumentRules.KindOf(file);
            var read = refusal is null ? await Read(kind, file) : refusal;
            var adding = read.Refusal ?? await stores.Documents.Adding(upload.Account, upload.Patient);
            if (adding.Refusal is { } refused)
                await Refuse(upload, refused);
            else
                await Become(upload, kind, file, read.Value!, addedBy: adding.Value!);
        }
        catch (ReaderEndedException ended)
        {
            _readAgainAt = Now + ReadAgainAfter;
            LogEnded(Id, _ends, ended);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The due row wakes the upload again, and so does whoever asks for it.
            LogUnfinished(Id, failure);
        }
        finally
        {
            _isLookedAt = false;
        }
    }

    private async Task<Reply<ReadDocument>> Read(DocumentKind kind, byte[] file)
    {
        try
        {
            return await reader.ReadAsync(kind, file);
        }
        catch (ReaderEndedException) when (++_ends == MaxEnds)
        {
            return DocumentRules.TooHeavy;
        }
    }

    private async Task<byte[]> Join(Upload upload)
    {
        var file = new byte[upload.Length];
        foreach (var part in upload.Parts)
        {
            var piece = await stores.Files.ReadAsync(part.File, 0, part.Bytes);
            if (piece?.Length != part.Bytes)
                throw new StorageUnavailableException($"A part of upload {Id} is not there.");
            piece.CopyTo(file, part.Offset);
        }
        return file;
    }

    private async Task Refuse(Upload upload, Refusal refusal)
    {
        await stores.Uploads.RefuseAsync(Id, refusal);
        _upload = upload with { Refusal = refusal };
        LogRefused(Id, refusal.Code);
        await DeleteParts(upload);
    }

    /// <summary>Files first, then the record: a document that anybody sees can be read.</summary>
    private async Task Become(Upload upload, DocumentKind kind, byte[] file, ReadDocument read, string addedBy)
    {
        var document = UploadRules.DocumentOf(Id);
        (DocumentForm Form, byte[]? Content)[] forms = [(DocumentForm.Original, file), (DocumentForm.Page, read.Page), (DocumentForm.Thumbnail, read.Thumbnail)];
        foreach (var (form, content) in forms)
            if (content is not null)
                await stores.Files.WriteAsync(DocumentRecord.FileOf(document, form), content);
        var view = new DocumentView(document, upload.Name, kind, file.Length, read.Pages, read.Locked, Now, addedBy);
        var record = new DocumentRecord(upload.Patient, upload.Account, view, UploadRules.DigestOf(file), new FormSizes(read.Page?.Length, read.Thumbnail?.Length));
        var added = await stores.Documents.Add(Id, record);
        _upload = upload with { Document = added.View.DocumentId };
        if (added.View.DocumentId != document)
            foreach (var (form, _) in forms)
                await stores.Files.DeleteAsync(DocumentRecord.FileOf(document, form));
        await DeleteParts(upload);
        await Announce(added.View);
    }

    /// <summary>The person's open session hears of the document; a lost word comes again with the next wake.</summary>
    private async Task Announce(DocumentView document)
    {
        if (await stores.Rows.OpenOfPatientAsync(_upload!.Patient) is { } session)
            await GrainFactory.GrainOf<ISessionDocuments>(session.Value).DocumentAdded(_upload.Patient, document);
        await stores.Uploads.AnnouncedAsync(Id);
        _upload = _upload with { IsAnnounced = true };
    }

    private async Task Forget(Upload upload)
    {
        await DeleteParts(upload);
        await stores.Uploads.RemoveAsync(Id);
        _upload = null;
        DeactivateOnIdle();
    }

    private async Task DeleteParts(Upload upload)
    {
        foreach (var part in upload.Parts)
            await stores.Files.DeleteAsync(part.File);
    }
}
