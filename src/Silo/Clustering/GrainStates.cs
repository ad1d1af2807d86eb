using System.Data.Common;
using System.Globalization;
using Dapper;
using Medzdrav.Grains;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Medzdrav.Silo;

/// <summary>The table that Orleans keeps states of grains in: on PostgreSQL beside the records, on SQLite in a file of its own.</summary>
internal sealed class GrainStates(Database database, IOptions<StorageOptions> options) : IGrainStates
{
    private const string Page = "service = @Service AND grain_type = @name AND key_n0 = 0 AND key_n1 = 0 AND key_text > @after";

    private const string Find = $"SELECT count(*) AS number, max(key_text) AS last FROM (SELECT key_text FROM grain_state WHERE {Page} ORDER BY key_text LIMIT @atOnce) page";

    private const string Remove =
        $"DELETE FROM grain_state WHERE {Page} AND key_text <= @last AND (modified_at < @unwritten OR payload IS NULL AND modified_at < @cleared)";

    public Task<(int Removed, string? Last)> RemoveAsync(string name, DateTimeOffset unwrittenSince, DateTimeOffset clearedBefore, string after, int atOnce) =>
        database.Kind == DatabaseKind.Postgres
            ? database.WriteAsync(connection => RemoveAsync(connection, name, unwrittenSince, clearedBefore, after, atOnce))
            : Task.Run(() => OnFileAsync(name, Text(unwrittenSince), Text(clearedBefore), after, atOnce));

    private async Task<(int Removed, string? Last)> OnFileAsync(string name, string unwritten, string cleared, string after, int atOnce)
    {
        try
        {
            await using var file = new SqliteConnection(SqliteDatabase.ConnectionStringOf(options.Value.GrainsFile, options.Value));
            await file.OpenAsync();
            return await RemoveAsync(file, name, unwritten, cleared, after, atOnce);
        }
        catch (SqliteException busy)
        {
            throw DatabaseWatch.Unavailable(busy);
        }
    }

    private static async Task<(int Removed, string? Last)> RemoveAsync(DbConnection connection, string name, object unwritten, object cleared, string after, int atOnce)
    {
        var (number, last) = await connection.QuerySingleAsync<(long Number, string? Last)>(Find, new { Service = SiloRegistration.Name, name, after, atOnce });
        if (last is null)
            return (0, null);
        var removed = await connection.ExecuteAsync(Remove, new { Service = SiloRegistration.Name, name, after, last, unwritten, cleared });
        return (removed, number < atOnce ? null : last);
    }

    /// <summary>An instant as SQLite's CURRENT_TIMESTAMP writes it.</summary>
    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
