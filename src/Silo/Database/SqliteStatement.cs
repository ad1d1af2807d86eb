using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Silo;

/// <summary>A statement compiled once for a connection; gone with it, or when freed.</summary>
internal sealed class SqliteStatement
{
    private readonly SqliteCommand command;

    [SuppressMessage("Security", "CA2100", Justification = "All statements are constants of this program.")]
    public SqliteStatement(SqliteConnection connection, string sql, params string[] parameters)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
    }

    /// <returns>How many rows it changed.</returns>
    public int Execute(params object?[] values)
    {
        for (var place = 0; place < values.Length; place++)
            command.Parameters[place].Value = values[place] ?? DBNull.Value;
        return command.ExecuteNonQuery();
    }

    /// <summary>For statements that the connection outlives.</summary>
    public void Free() => command.Dispose();
}
