using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>The documents of Medcards.</summary>
internal sealed class DocumentRecords(Database database) : IDocuments
{
    private const string Columns =
        "SELECT id, patient, account, added_by, name, kind, bytes, pages, locked, sha256, page_bytes, thumbnail_bytes, added_at, hidden_at FROM document";

    private const string OfPatient = Columns + " WHERE patient = @Value AND hidden_at IS NULL ORDER BY added_at DESC, id";

    private const string ById = Columns + " WHERE id = @Value";

    private const string SameBytes = Columns + " WHERE patient = @Patient AND sha256 = @Sha256 AND hidden_at IS NULL";

    private const string Insert =
        """
        INSERT INTO document (id, patient, account, added_by, name, kind, bytes, pages, locked, sha256, page_bytes, thumbnail_bytes, added_at)
        VALUES (@Id, @Patient, @Account, @AddedBy, @Name, @Kind, @Bytes, @Pages, @Locked, @Sha256, @PageBytes, @ThumbnailBytes, @AddedAt)
        ON CONFLICT DO NOTHING
        """;

    private const string SettleUpload = "UPDATE upload SET document = @Id WHERE id = @Upload";

    /// <summary>The files of all documents, removed ones too: they stay on record until they are given up.</summary>
    public static async Task<IReadOnlyList<string>> FilesAsync(DbConnection connection) =>
        [.. (await connection.QueryAsync<(string Id, long? Page, long? Thumbnail)>("SELECT id, page_bytes, thumbnail_bytes FROM document WHERE erasing_at IS NULL")).SelectMany(row =>
            Enum.GetValues<DocumentForm>()
                .Where(form => form == DocumentForm.Original || (form == DocumentForm.Page ? row.Page : row.Thumbnail) is not null)
                .Select(form => DocumentRecord.FileOf(new DocumentId(row.Id), form)))];

    public Task<IReadOnlyList<DocumentRecord>> OfAsync(PatientId patient) => database.ReadAsync<IReadOnlyList<DocumentRecord>>(async connection =>
        [.. (await connection.QueryAsync<DocumentRow>(OfPatient, new { patient.Value })).Select(row => row.Record())]);

    public Task<DocumentRecord?> FindAsync(DocumentId document) => database.ReadAsync(connection => FindAsync(connection, document));

    public Task<DocumentRecord> AddAsync(string upload, DocumentRecord document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var view = document.View;
        var row = new
        {
            Id = view.DocumentId.Value,
            Patient = document.Patient.Value,
            Account = document.Account.Value,
            view.AddedBy,
            view.Name,
            Kind = Words.Of(view.Kind),
            view.Bytes,
            view.Pages,
            view.Locked,
            document.Sha256,
            PageBytes = document.Sizes.Page,
            ThumbnailBytes = document.Sizes.Thumbnail,
            view.AddedAt,
        };
        return database.WriteAsync(async connection =>
        {
            await connection.ExecuteAsync(Insert, row);
            // A repeat finds its own; the same bytes from elsewhere are the document that came first.
            var there = await FindAsync(connection, view.DocumentId) ?? (await connection.QuerySingleAsync<DocumentRow>(SameBytes, row)).Record();
            await connection.ExecuteAsync(SettleUpload, new { Id = there.View.DocumentId.Value, Upload = upload });
            return there;
        });
    }

    public Task<Reply<DocumentRecord>> RenameAsync(RecordCommand command, DocumentId document, string name)
    {
        ArgumentNullException.ThrowIfNull(command);
        return database.WriteAsync(async connection =>
        {
            var reply = await CommandRows.OnceAsync<Done>(connection, command, async () =>
                await connection.ExecuteAsync("UPDATE document SET name = @name WHERE id = @Value AND hidden_at IS NULL", new { name, document.Value }) == 1 ? new Done(command.At) : Refusal.NotFound);
            return reply.Refusal is { } refusal ? new Reply<DocumentRecord>(null, refusal) : await FindAsync(connection, document) is { } renamed ? renamed : Refusal.NotFound;
        });
    }

    public Task HideAsync(DocumentId document, DateTimeOffset at) => database.WriteAsync(connection =>
        connection.ExecuteAsync("UPDATE document SET hidden_at = @at WHERE id = @Value AND hidden_at IS NULL", new { at, document.Value }));

    private static async Task<DocumentRecord?> FindAsync(DbConnection connection, DocumentId document) =>
        (await connection.QuerySingleOrDefaultAsync<DocumentRow>(ById, new { document.Value }))?.Record();

    private sealed class DocumentRow
    {
        public required string Id { get; init; }
        public required string Patient { get; init; }
        public required string Account { get; init; }
        public required string AddedBy { get; init; }
        public required string Name { get; init; }
        public required string Kind { get; init; }
        public long Bytes { get; init; }
        public int? Pages { get; init; }
        public bool Locked { get; init; }
        public required string Sha256 { get; init; }
        public long? PageBytes { get; init; }
        public long? ThumbnailBytes { get; init; }
        public DateTimeOffset AddedAt { get; init; }
        public DateTimeOffset? HiddenAt { get; init; }

        public DocumentRecord Record() => new(
            new PatientId(Patient),
            new AccountId(Account),
            new DocumentView(new DocumentId(Id), Name, Words.Read<DocumentKind>(Kind), Bytes, Pages, Locked, AddedAt, AddedBy),
            Sha256,
            new FormSizes(PageBytes, ThumbnailBytes),
            HiddenAt);
    }
}
