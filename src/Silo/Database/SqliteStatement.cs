using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Medzdrav.Silo;

/// <summary>A statement compiled once for a connection, and to be freed before it. It speaks to SQLite itself: a command object costs more than what a message's insert does.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int MostOnStack = 256;
    private const int MostBytesOfCharacter = 3;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _numbers;

    /// <param name="connection">Open.</param>
    /// <param name="sql">The statement's text.</param>
    /// <param name="parameters">Their names, in the order in which values are given.</param>
    public SqliteStatement(SqliteConnection connection, string sql, params string[] parameters)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
        _numbers = Array.ConvertAll(parameters, Number);
    }

    /// <summary>Binds all values, and runs.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        for (var place = 0; place < values.Length; place++)
            Bind(place, values[place]);
        return Run();
    }

    public void Bind(int place, string? text)
    {
        if (text is null)
        {
            Check(raw.sqlite3_bind_null(_statement, _numbers[place]));
            return;
        }
        // An empty span has no address, and would be bound as null.
        if (text.Length == 0)
        {
            Check(raw.sqlite3_bind_text(_statement, _numbers[place], text));
            return;
        }
        var most = text.Length * MostBytesOfCharacter;
        var utf8 = most <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[most];
        Check(raw.sqlite3_bind_text(_statement, _numbers[place], utf8[..Encoding.UTF8.GetBytes(text, utf8)]));
    }

    public void Bind(int place, long number) => Check(raw.sqlite3_bind_int64(_statement, _numbers[place], number));

    public void Bind(int place, ReadOnlySpan<byte> bytes) => Check(raw.sqlite3_bind_blob(_statement, _numbers[place], bytes));

    /// <summary>Runs with the values that are bound.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        try
        {
            Check(raw.sqlite3_step(_statement));
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(int place, object? value)
    {
        switch (value)
        {
            case null:
                Bind(place, null as string);
                break;
            case string text:
                Bind(place, text);
                break;
            case long number:
                Bind(place, number);
                break;
            case int number:
                Bind(place, number);
                break;
            case bool yes:
                Bind(place, yes ? 1 : 0);
                break;
            case byte[] bytes:
                Bind(place, bytes.AsSpan());
                break;
            default:
                throw new NotSupportedException(value.GetType().Name);
        }
    }

    private int Number(string parameter) => raw.sqlite3_bind_parameter_index(_statement, parameter) is var number and > 0
        ? number
        : throw new ArgumentException($"The statement has no parameter {parameter}.", nameof(parameter));

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
