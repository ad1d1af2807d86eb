using Microsoft.Data.Sqlite;

namespace Medzdrav.Tests.Load;

/// <summary>The plainest durable SQLite: one row a transaction, one after the other, by one compiled statement.</summary>
internal static class SqliteInserts
{
    public static Task<AppendRate> MeasureAsync(int seconds) => Task.Run(() =>
    {
        var folder = Directory.CreateTempSubdirectory("medzdrav-peer-");
        try
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "peer.db")};Pooling=False");
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, "PRAGMA synchronous = FULL");
            Execute(connection, "CREATE TABLE append (id INTEGER PRIMARY KEY, session TEXT NOT NULL, at INTEGER NOT NULL, payload BLOB NOT NULL)");
            return Insert(connection, seconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    });

    private static AppendRate Insert(SqliteConnection connection, int seconds)
    {
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO append (session, at, payload) VALUES (@session, @at, @payload)";
        insert.Parameters.AddWithValue("@session", "1");
        var at = insert.Parameters.AddWithValue("@at", 0L);
        insert.Parameters.AddWithValue("@payload", new byte[AppendSessions.PayloadLength]);
        var window = new CpuWindow(Environment.ProcessId, server: null);
        var stored = 0L;
        for (; window.Seconds < seconds; stored++)
        {
            at.Value = stored;
            insert.ExecuteNonQuery();
        }
        return window.At(stored / window.Seconds);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // This file's own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
