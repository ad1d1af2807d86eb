using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Erases documents in two steps. One that nothing keeps is given up: nobody is shown it any more. Its files go a day later, and only then its row, so that a crash leaves no file of which nobody knows.</summary>
internal sealed class DocumentErasure(Database database, IFiles files)
{
    /// <summary>Documents by the instant of which each index is: of those that were found to belong to the record none is looked at again before a consultation goes.</summary>
    public const string Removed = "d.hidden_at";
    public const string Unlooked = "d.added_at";

    /// <summary>Documents whose files go in one batch: three files of each.</summary>
    private const int FilesAtOnce = 10;

    /// <summary>The condition that a consultation followed a document, which so belongs to the medical record: until the conclusion is signed the doctor reads what comes.</summary>
    public const string Followed = "EXISTS (SELECT 1 FROM consultation c WHERE c.patient = d.patient AND (c.ended_at IS NULL OR c.ended_at > d.added_at OR c.signed_at > d.added_at))";

    /// <summary>Gives up what nothing keeps, and marks what belongs to the record.</summary>
    public Task<(int Erased, int Read, int Most)> GiveUpAsync(string ended, DateTimeOffset limit, RetentionLimits limits, int most) => database.WriteAsync(async connection =>
    {
        List<OldRow> old = [.. await connection.QueryAsync<OldRow>(
            $"""
            SELECT d.id, d.added_at, d.hidden_at, {Followed} AS followed
            FROM document d WHERE d.in_record IS NULL AND d.erasing_at IS NULL AND {ended} <= @limit AND {ErasureRows.IsIdle("d.patient")} ORDER BY {ended} LIMIT @most
            """,
            new { limit, most })];
        var fates = old.ToLookup(row => RetentionRules.Of(new DocumentFacts(row.AddedAt, row.HiddenAt, row.Followed), limits), row => row.Id);
        await connection.ExecuteAsync($"UPDATE document SET in_record = @yes WHERE {database.In("id", "ids")}", new { yes = true, ids = database.List(fates[DocumentFate.OfRecord]) });
        await GiveUpAsync(database, connection, [.. fates[DocumentFate.Over]], limits.Now);
        return (fates[DocumentFate.Over].Count(), old.Count, most);
    });

    /// <summary>Gives documents up, in a transaction that chose them.</summary>
    public static Task GiveUpAsync(Database database, DbConnection connection, string[] documents, DateTimeOffset now) => connection.ExecuteAsync(
        $"UPDATE document SET erasing_at = @now, hidden_at = COALESCE(hidden_at, @now) WHERE {database.In("id", "ids")}", new { now, ids = database.List(documents) });

    /// <summary>Erases the files of a person's documents that were given up, then their rows.</summary>
    public async Task EraseFilesAsync(string person, DateTimeOffset now, Func<string, AuditEntry> entry)
    {
        for (var batch = (Read: FilesAtOnce, Most: FilesAtOnce); batch.Read == batch.Most;)
            (_, batch.Read, batch.Most) = await EraseFilesAsync("patient = @person AND erasing_at IS NOT NULL", new { person, most = FilesAtOnce }, now, entry);
    }

    /// <summary>Erases the files of documents that were given up a day ago, then their rows.</summary>
    public Task<(int Erased, int Read, int Most)> EraseFilesAsync(RetentionLimits limits) =>
        EraseFilesAsync("erasing_at <= @until", new { until = limits.Now - RetentionRules.Files, most = FilesAtOnce }, limits.Now, person => ErasureRows.Entry(limits, AuditSubject.Documents, [person]));

    private async Task<(int Erased, int Read, int Most)> EraseFilesAsync(string which, object wanted, DateTimeOffset now, Func<string, AuditEntry> entry)
    {
        string[] given = [.. await database.ReadAsync(connection => connection.QueryAsync<string>(
            $"SELECT id FROM document WHERE {which} ORDER BY erasing_at LIMIT @most", wanted))];
        var (gone, kept, why) = (new List<string>(), new List<string>(), (Exception?)null);
        foreach (var id in given)
        {
            try
            {
                foreach (var form in Enum.GetValues<DocumentForm>())
                    await files.DeleteAsync(DocumentRecord.FileOf(new DocumentId(id), form));
                gone.Add(id);
            }
            catch (Exception failure) when (failure is StorageUnavailableException or IOException or UnauthorizedAccessException)
            {
                kept.Add(id);
                why ??= failure;
            }
        }
        if (gone.Count > 0)
            await database.WriteAsync(async connection =>
            {
                var persons = (await connection.QueryAsync<string>(
                    $"DELETE FROM document WHERE {database.In("id", "ids")} AND erasing_at IS NOT NULL RETURNING patient", new { ids = database.List(gone) })).ToArray();
                await ErasureRows.LookAsync(connection, persons, now);
                await ErasureRows.KeepAsync(connection, [.. persons.Distinct().Select(entry)]);
                return true;
            });
        if (why is null)
            return (gone.Count, given.Length, FilesAtOnce);
        // They go to the end of the line, so that the others are not kept by them, and are tried again.
        await database.WriteAsync(connection => connection.ExecuteAsync($"UPDATE document SET erasing_at = @now WHERE {database.In("id", "ids")} AND erasing_at < @now", new { now, ids = database.List(kept) }));
        throw new StorageUnavailableException($"The files of {kept.Count} documents can't be deleted, as those of {kept[0]} ({why.GetType().Name})");
    }

    private sealed class OldRow
    {
        public required string Id { get; init; }
        public DateTimeOffset AddedAt { get; init; }
        public DateTimeOffset? HiddenAt { get; init; }
        public bool Followed { get; init; }
    }
}
