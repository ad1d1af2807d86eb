using System.Data.Common;
using System.Globalization;
using Dapper;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>A row of <c>audit_entry</c>, whatever stands in it: whoever checks the chain reads rows that somebody may have spoilt.</summary>
/// <param name="Entry">The values that are sealed.</param>
/// <param name="Number">The place in the chain; 0 for an unsealed row.</param>
/// <param name="Previous">The hash of the entry before; empty when there is none.</param>
/// <param name="Hash">The hash; empty when there is none.</param>
internal sealed record AuditRow(StoredEntry Entry, long Number, byte[] Previous, byte[] Hash);

/// <summary>Reads entries with their seals, the values as the database returns them.</summary>
internal static class AuditRows
{
    private const int Seals = 4;

    /// <summary>The beginning of every statement.</summary>
    public static string Select { get; } = $"SELECT id, number, previous, hash, {string.Join(", ", StoredEntry.Columns)} FROM audit_entry";

    public static async Task<List<AuditRow>> ReadAsync(DbConnection connection, string sql, object parameters, CancellationToken cancellation = default)
    {
        await using var reader = (DbDataReader)await connection.ExecuteReaderAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
        var rows = new List<AuditRow>();
        while (await reader.ReadAsync(cancellation))
        {
            var values = Enumerable.Range(Seals, StoredEntry.Columns.Count).Select(column => TextOf(reader, column)).ToArray();
            rows.Add(new AuditRow(new StoredEntry(reader.GetInt64(0), values), reader.IsDBNull(1) ? 0 : reader.GetInt64(1), BytesOf(reader, 2), BytesOf(reader, 3)));
        }
        return rows;
    }

    private static byte[] BytesOf(DbDataReader reader, int column) => reader.GetValue(column) as byte[] ?? [];

    /// <summary>The only numbers among the values are SQLite's instants, in milliseconds.</summary>
    public static string? TextOf(DbDataReader reader, int column) => reader.GetValue(column) switch
    {
        DBNull => null,
        string text => text,
        DateTime instant => Text((instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond),
        long milliseconds => Text(milliseconds * TimeSpan.MicrosecondsPerMillisecond),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    private static string Text(long microseconds) => microseconds.ToString(CultureInfo.InvariantCulture);
}
