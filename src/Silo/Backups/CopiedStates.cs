using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Medzdrav.Silo;

/// <summary>Reads from a database, or a copy of one, what a backup has to know about it. The schema may be an earlier one.</summary>
internal static class CopiedStates
{
    private const string AuditEnd = "SELECT number, hash FROM audit_head";

    public static async Task<CopiedState> ReadAsync(DbConnection connection, string series, Func<string, Task<bool>> hasTable, DateTimeOffset at)
    {
        if (!await hasTable("schema_version"))
            throw new BackupException("There is no database of this program: it has no table schema_version.");
        var last = await LastScriptAsync(connection, series);
        var head = await hasTable("audit_head") ? await connection.QuerySingleOrDefaultAsync<(long Number, byte[] Hash)>(AuditEnd) : default;
        var end = head.Hash is null ? null : new KeptHead(head.Number, Convert.ToHexStringLower(head.Hash), at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        var hasDocuments = await hasTable("document");
        return new CopiedState(
            at, [last], end,
            hasDocuments ? await DocumentRecords.FilesAsync(connection) : [],
            hasDocuments ? await UploadRecords.FilesAsync(connection) : []);
    }

    /// <summary>The last script of a series that the database had.</summary>
    public static async Task<string> LastScriptAsync(DbConnection connection, string series) =>
        (await connection.QueryAsync<string>("SELECT scriptname FROM schema_version")).Where(name => name.StartsWith(series + "/", StringComparison.Ordinal)).Max(StringComparer.Ordinal)
        ?? throw new BackupException("There is no database of this program: it had none of its scripts.");
}
