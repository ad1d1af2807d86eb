using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>A column and where its value comes from.</summary>
/// <param name="Name">In both databases.</param>
/// <param name="Type">On PostgreSQL.</param>
/// <param name="Value">From a row.</param>
internal sealed record BulkColumn<T>(string Name, NpgsqlDbType Type, Func<T, object?> Value);

/// <summary>Writes many rows: one statement over arrays on PostgreSQL, one compiled statement a row on SQLite. The first columns are the key.</summary>
internal sealed class BulkTable<T>
{
    private readonly BulkColumn<T>[] _columns;
    private readonly string _insertArrays;
    private readonly string _updateArrays;
    private readonly string _insertRow;
    private readonly string _updateRow;
    private readonly string _onConflict;

    /// <param name="table">Its name.</param>
    /// <param name="keys">How many of the first columns are the key.</param>
    /// <param name="columns">All of them.</param>
    public BulkTable(string table, int keys, params BulkColumn<T>[] columns)
    {
        _columns = columns;
        var arrays = $"unnest({Join(name => "@" + name)}) AS r ({Names})";
        var parameters = Join(name => "@" + name);
        _insertArrays = $"INSERT INTO {table} ({Names}) SELECT {Join(name => "r." + name)} FROM {arrays}";
        _updateArrays = $"UPDATE {table} t SET {Join(name => $"{name} = r.{name}", keys)} FROM {arrays} WHERE {Match(name => $"t.{name} = r.{name}", keys)}";
        _insertRow = $"INSERT INTO {table} ({Names}) VALUES ({parameters})";
        _updateRow = $"UPDATE {table} SET {Join(name => $"{name} = @{name}", keys)} WHERE {Match(name => $"{name} = @{name}", keys)}";
        _onConflict = $" ON CONFLICT ({string.Join(", ", columns.Take(keys).Select(column => column.Name))}) DO UPDATE SET {Join(name => $"{name} = excluded.{name}", keys)}";
    }

    /// <summary>All columns, for a SELECT.</summary>
    public string Names => Join(name => name);

    public Task InsertAsync(DbConnection connection, IReadOnlyList<T> rows) => WriteAsync(connection, _insertArrays, _insertRow, rows);

    /// <returns>How many rows were there.</returns>
    public Task<int> UpdateAsync(DbConnection connection, IReadOnlyList<T> rows) => WriteAsync(connection, _updateArrays, _updateRow, rows);

    /// <summary>Inserts rows, and updates those that are there.</summary>
    public Task PutAsync(DbConnection connection, IReadOnlyList<T> rows) => WriteAsync(connection, _insertArrays + _onConflict, _insertRow + _onConflict, rows);

    private async Task<int> WriteAsync(DbConnection connection, string arrays, string single, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0)
            return 0;
        if (connection is NpgsqlConnection postgres)
        {
#pragma warning disable CA2100 // Made of this program's own names.
            await using var command = new NpgsqlCommand(arrays, postgres);
#pragma warning restore CA2100
            foreach (var column in _columns)
                command.Parameters.Add(Array(column, rows));
            return await command.ExecuteNonQueryAsync();
        }
        using var statement = new SqliteStatement((SqliteConnection)connection, single, [.. _columns.Select(column => "@" + column.Name)]);
        var written = 0;
        foreach (var row in rows)
            written += statement.Execute([.. _columns.Select(column => Stored(column.Value(row)))]);
        return written;
    }

    private static NpgsqlParameter Array(BulkColumn<T> column, IReadOnlyList<T> rows) => column.Type switch
    {
        NpgsqlDbType.Text => Array<string?>(column, rows),
        NpgsqlDbType.Date => Array<DateOnly?>(column, rows),
        NpgsqlDbType.Integer => Array<int?>(column, rows),
        NpgsqlDbType.Bigint => Array<long?>(column, rows),
        NpgsqlDbType.TimestampTz => Array<DateTime?>(column, rows),
        NpgsqlDbType.Boolean => Array<bool?>(column, rows),
        NpgsqlDbType.Bytea => Array<byte[]?>(column, rows),
        _ => throw new NotSupportedException(column.Type.ToString()),
    };

    private static NpgsqlParameter<TValue[]> Array<TValue>(BulkColumn<T> column, IReadOnlyList<T> rows) => new()
    {
        ParameterName = column.Name,
        NpgsqlDbType = NpgsqlDbType.Array | column.Type,
        TypedValue = [.. rows.Select(row => (TValue)column.Value(row)!)],
    };

    private static object? Stored(object? value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => new DateTimeOffset(instant).ToUnixTimeMilliseconds(),
        _ => value,
    };

    private string Match(Func<string, string> text, int keys) => string.Join(" AND ", _columns.Take(keys).Select(column => text(column.Name)));

    private string Join(Func<string, string> text, int from = 0) => string.Join(", ", _columns.Skip(from).Select(column => text(column.Name)));
}
