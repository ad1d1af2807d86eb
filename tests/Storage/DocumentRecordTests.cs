using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>Documents and uploads as records.</summary>
public abstract class DocumentRecordTests(ClassStorage storage) : IAsyncLifetime
{
    private readonly IDocuments documents = storage.Get<IDocuments>();
    private readonly IUploads uploads = storage.Get<IUploads>();
    private readonly AccountId account = new(Sample.Id());
    private PatientId patient;

    public async ValueTask InitializeAsync() => patient = Assert.Single(await Family.ImportAsync(storage, new DateOnly(1990, 5, 1))).Id;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_document_is_added_renamed_and_hidden()
    {
        var (first, second) = (Of("снимок.jpg"), Of("анализ.pdf") with { Sizes = new FormSizes(null, null) });
        second = second with { View = second.View with { Kind = DocumentKind.Pdf, Pages = 3, Locked = true, AddedAt = Sample.Now.AddMinutes(1) } };
        Assert.Equal(first, await documents.AddAsync("u", first));
        Assert.Equal(second, await documents.AddAsync("u", second));
        Assert.Equal([second, first], await documents.OfAsync(patient));

        var command = RecordCommand.Of(Caller.Of(account), CommandId.New(), "Rename", Sample.Now);
        var renamed = (await documents.RenameAsync(command, first.View.DocumentId, "горло.jpg")).Value!;
        Assert.Equal(first with { View = first.View with { Name = "горло.jpg" } }, renamed);
        Assert.Equal(renamed, (await documents.RenameAsync(command, first.View.DocumentId, "горло.jpg")).Value);

        await documents.HideAsync(first.View.DocumentId, Sample.Now);
        await documents.HideAsync(first.View.DocumentId, Sample.Now.AddDays(1));
        Assert.Equal([second], await documents.OfAsync(patient));
        Assert.Equal(Sample.Now, (await documents.FindAsync(first.View.DocumentId))!.HiddenAt);
        Assert.Equal(Refusal.NotFound, (await documents.RenameAsync(command with { Id = CommandId.New() }, first.View.DocumentId, "ещё.jpg")).Refusal);
    }

    [Fact]
    public async Task The_same_bytes_of_a_person_are_one_document_until_it_is_removed()
    {
        var first = Of("1.jpg");
        var again = first with { View = first.View with { DocumentId = new DocumentId(Sample.Id()), Name = "2.jpg" } };

        var added = await Task.WhenAll(documents.AddAsync("u1", first), documents.AddAsync("u2", again));

        Assert.Equal(added[0], added[1]);
        Assert.Single(await documents.OfAsync(patient));
        Assert.Equal(added[0], await documents.AddAsync("u1", first));
        await documents.HideAsync(added[0].View.DocumentId, Sample.Now);
        var later = again with { View = again.View with { DocumentId = new DocumentId(Sample.Id()) } };
        Assert.Equal(later, await documents.AddAsync("u3", later));
    }

    [Fact]
    public async Task A_part_is_taken_once_and_only_where_the_upload_stands()
    {
        var upload = await BegunAsync(10);
        var part = new UploadPart(0, 4, "uploads/a", "digest");

        var taken = await Task.WhenAll(uploads.AddPartAsync(upload.Id, part, Sample.Now), uploads.AddPartAsync(upload.Id, part with { Bytes = 3, File = "uploads/b" }, Sample.Now));

        Assert.Single(taken, true);
        var stored = Assert.Single((await uploads.FindAsync(upload.Id))!.Parts);
        Assert.False(await uploads.AddPartAsync(upload.Id, new UploadPart(9, 1, "uploads/c", "digest"), Sample.Now));
        Assert.True(await uploads.AddPartAsync(upload.Id, new UploadPart(stored.Bytes, 10 - stored.Bytes, "uploads/d", "digest"), Sample.Now));
        Assert.True((await uploads.FindAsync(upload.Id))!.IsComplete);
    }

    [Fact]
    public async Task An_upload_ends_as_a_document_or_with_a_refusal_and_is_forgotten()
    {
        var (good, bad) = (await BegunAsync(1), await BegunAsync(1));
        var document = await documents.AddAsync(good.Id, Of("1.jpg"));
        await uploads.AnnouncedAsync(good.Id);
        await uploads.RefuseAsync(bad.Id, Refusal.UnsuitableFor("Не тот файл."));

        Assert.Equivalent(good with { Document = document.View.DocumentId, IsAnnounced = true }, await uploads.FindAsync(good.Id));
        Assert.Equal(Refusal.UnsuitableFor("Не тот файл."), (await uploads.FindAsync(bad.Id))!.Refusal);
        Assert.False(await uploads.AddPartAsync(bad.Id, new UploadPart(0, 1, "uploads/a", "digest"), Sample.Now));

        await uploads.RemoveAsync(good.Id);
        Assert.Null(await uploads.FindAsync(good.Id));
        Assert.NotNull(await documents.FindAsync(document.View.DocumentId));
    }

    [Fact]
    public async Task A_person_has_so_much_room_and_an_account_so_many_uploads_at_once()
    {
        await documents.AddAsync("u", Of("1.jpg"));
        var running = await BegunAsync(500, room: 1_500);

        Assert.Equal(Refusal.MedcardFull, (await uploads.BeginAsync(New(1), new UploadBounds(1_500, 10, 10))).Refusal);
        Assert.Equal(Refusal.TooMany, (await uploads.BeginAsync(New(1), new UploadBounds(9_000, 1, 10))).Refusal);
        Assert.Equal(Refusal.TooMany, (await uploads.BeginAsync(New(1), new UploadBounds(9_000, 10, 1))).Refusal);
        Assert.NotNull((await uploads.BeginAsync(New(1) with { CreatedAt = running.ExpiresAt, ExpiresAt = running.ExpiresAt.AddDays(1) }, new UploadBounds(1_500, 1, 1))).Value);
        await uploads.RefuseAsync(running.Id, Refusal.UnsuitableFile);
        await BegunAsync(499, room: 1_500);
    }

    [Fact]
    public async Task Nobody_begins_an_upload_for_a_person_whose_record_is_gone() =>
        Assert.Equal(Refusal.NotFound, (await uploads.BeginAsync(New(1) with { Patient = new PatientId(Sample.Id()) }, new UploadBounds(9_000, 10, 10))).Refusal);

    private async Task<Upload> BegunAsync(long length, long room = 9_000)
    {
        var upload = New(length);
        Assert.Equal(upload, (await uploads.BeginAsync(upload, new UploadBounds(room, 10, 10))).Value);
        return upload;
    }

    private Upload New(long length) => new(Sample.Id(), account, patient, "снимок.jpg", length, Sample.Now, Sample.Now.AddDays(1));

    private DocumentRecord Of(string name) => new(
        patient, account, new DocumentView(new DocumentId(Sample.Id()), name, DocumentKind.Jpeg, 1_000, null, false, Sample.Now, "Ромашкина Анна Павловна"), Sample.Id(), new FormSizes(700, 70));
}

public sealed class SqliteDocumentRecordTests(SqliteStorage storage) : DocumentRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresDocumentRecordTests(PostgresStorage storage) : DocumentRecordTests(storage), IClassFixture<PostgresStorage>;
