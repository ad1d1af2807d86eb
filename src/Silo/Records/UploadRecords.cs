using System.Data.Common;
using System.Text.Json;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Files on their way into Medcards.</summary>
internal sealed class UploadRecords(Database database) : IUploads
{
    private const string Select = "SELECT id, account, patient, name, length, created_at, expires_at, document, refusal, announced FROM upload WHERE id = @upload";

    private const string SelectParts = "SELECT first_byte, bytes, file, digest FROM upload_part WHERE upload = @upload ORDER BY first_byte";

    // An upload that became a document is counted as that.
    private const string Running = "document IS NULL AND refusal IS NULL AND expires_at > @CreatedAt";

    private const string UsedRoom =
        $"""
        SELECT coalesce((SELECT sum(bytes) FROM document WHERE patient = @Patient AND hidden_at IS NULL), 0)
             + coalesce((SELECT sum(length) FROM upload WHERE patient = @Patient AND {Running}), 0)
        """;

    private const string CountRunning = $"SELECT count(*) FROM upload WHERE account = @Account AND {Running}";

    private const string CountAll = "SELECT count(*) FROM upload WHERE account = @Account AND expires_at > @CreatedAt";

    private const string Insert =
        """
        INSERT INTO upload (id, account, patient, name, length, received, created_at, expires_at, announced)
        VALUES (@Id, @Account, @Patient, @Name, @Length, 0, @CreatedAt, @ExpiresAt, @Announced)
        """;

    private const string Settled = "SELECT u.id FROM upload u WHERE u.patient = @person AND (u.document IS NOT NULL OR u.refusal IS NOT NULL)";

    // Of two that think they are next the second finds that the upload stands elsewhere.
    private const string Receive = "UPDATE upload SET received = @End WHERE id = @Upload AND received = @Offset AND document IS NULL AND refusal IS NULL";

    private const string InsertPart = "INSERT INTO upload_part (upload, first_byte, bytes, file, digest) VALUES (@Upload, @Offset, @Bytes, @File, @Digest)";

    private const string SelectFiles = "SELECT p.file FROM upload_part p JOIN upload u ON u.id = p.upload WHERE u.document IS NULL AND u.refusal IS NULL";

    /// <summary>The files of all uploads that are not over.</summary>
    public static async Task<IReadOnlyList<string>> FilesAsync(DbConnection connection) => [.. await connection.QueryAsync<string>(SelectFiles)];

    /// <summary>The files of a person's uploads that became a document or were refused, as far as they may still be there.</summary>
    public async Task<IReadOnlyList<string>> SettledFilesAsync(string person) =>
        [.. await database.ReadAsync(connection => connection.QueryAsync<string>($"SELECT p.file FROM upload_part p WHERE p.upload IN ({Settled})", new { person }))];

    /// <summary>Removes these uploads, after their files.</summary>
    public Task RemoveSettledAsync(string person) => database.WriteAsync(async connection =>
    {
        await connection.ExecuteAsync($"DELETE FROM upload_part WHERE upload IN ({Settled})", new { person });
        return await connection.ExecuteAsync($"DELETE FROM upload WHERE id IN ({Settled})", new { person });
    });

    public Task<Reply<Upload>> BeginAsync(Upload upload, UploadBounds bounds)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(bounds);
        var row = new
        {
            upload.Id,
            Account = upload.Account.Value,
            Patient = upload.Patient.Value,
            upload.Name,
            upload.Length,
            upload.CreatedAt,
            upload.ExpiresAt,
            Announced = false,
        };
        return database.WriteAsync<Reply<Upload>>(async connection =>
        {
            if (!await PersonRows.StaysAsync(connection, upload.Patient))
                return Refusal.NotFound;
            if (await connection.ExecuteScalarAsync<int>(CountRunning, row) >= bounds.AtOnce || await connection.ExecuteScalarAsync<int>(CountAll, row) >= bounds.InAll)
                return Refusal.TooMany;
            if (await connection.ExecuteScalarAsync<long>(UsedRoom, row) + upload.Length > bounds.Room)
                return Refusal.MedcardFull;
            await connection.ExecuteAsync(Insert, row);
            await DueRows.PutAsync(connection, new Due(WakeKind.Upload, upload.Id, upload.ExpiresAt));
            return upload;
        });
    }

    public Task<Upload?> FindAsync(string upload) => database.ReadAsync(async connection =>
    {
        if (await connection.QuerySingleOrDefaultAsync<UploadRow>(Select, new { upload }) is not { } row)
            return null;
        var parts = await connection.QueryAsync<PartRow>(SelectParts, new { upload });
        return row.Upload([.. parts.Select(part => new UploadPart(part.FirstByte, part.Bytes, part.File, part.Digest))]);
    });

    public Task<bool> AddPartAsync(string upload, UploadPart part, DateTimeOffset due)
    {
        ArgumentNullException.ThrowIfNull(part);
        var row = new { Upload = upload, part.Offset, part.Bytes, part.End, part.File, part.Digest };
        return database.WriteAsync(async connection =>
        {
            if (await connection.ExecuteAsync(Receive, row) != 1)
                return false;
            await connection.ExecuteAsync(InsertPart, row);
            await DueRows.PutAsync(connection, new Due(WakeKind.Upload, upload, due));
            return true;
        });
    }

    public Task RefuseAsync(string upload, Refusal refusal) => database.WriteAsync(connection =>
        connection.ExecuteAsync("UPDATE upload SET refusal = @refusal WHERE id = @upload AND document IS NULL", new { upload, refusal = JsonSerializer.Serialize(refusal, WireJson.Options) }));

    public Task AnnouncedAsync(string upload) => database.WriteAsync(connection =>
        connection.ExecuteAsync("UPDATE upload SET announced = @announced WHERE id = @upload", new { upload, announced = true }));

    public Task RemoveAsync(string upload) => database.WriteAsync(async connection =>
    {
        await connection.ExecuteAsync("DELETE FROM upload_part WHERE upload = @upload", new { upload });
        return await connection.ExecuteAsync("DELETE FROM upload WHERE id = @upload", new { upload });
    });

    private sealed class UploadRow
    {
        public required string Id { get; init; }
        public required string Account { get; init; }
        public required string Patient { get; init; }
        public required string Name { get; init; }
        public long Length { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset ExpiresAt { get; init; }
        public string? Document { get; init; }
        public string? Refusal { get; init; }
        public bool Announced { get; init; }

        public Upload Upload(IReadOnlyList<UploadPart> parts) => new(Id, new AccountId(Account), new PatientId(Patient), Name, Length, CreatedAt, ExpiresAt)
        {
            Parts = parts,
            Document = Document is null ? null : new DocumentId(Document),
            Refusal = Refusal is null ? null : JsonSerializer.Deserialize<Refusal>(Refusal, WireJson.Options),
            IsAnnounced = Announced,
        };
    }

    private sealed class PartRow
    {
        public long FirstByte { get; init; }
        public int Bytes { get; init; }
        public required string File { get; init; }
        public required string Digest { get; init; }
    }
}
