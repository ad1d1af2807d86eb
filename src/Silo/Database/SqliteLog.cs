using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Medzdrav.Silo;

/// <summary>The write-ahead log of an SQLite file, which grows for as long as anybody reads an old state of the file, and by itself never becomes shorter again.</summary>
internal sealed class SqliteLog(string file) : IDisposable
{
    /// <summary>A log up to this length is left alone: the next commits would only have to make it long again.</summary>
    public const long SmallBytes = 4 * 1024 * 1024;

    private readonly FileInfo _log = new(file + "-wal");
    private SqliteConnection? _open;
    private long _seen;

    /// <summary>Empties a long log when nobody has written since the last look. Neither readers nor writers wait for it.</summary>
    public void Look()
    {
        _log.Refresh();
        if (!_log.Exists || _log.Length <= SmallBytes)
        {
            Dispose();
            return;
        }
        _open ??= Open();
        var seen = Ask("PRAGMA data_version");
        if (seen == _seen)
            Empty();
        _seen = seen;
    }

    public void Dispose()
    {
        _open?.Dispose();
        (_open, _seen) = (null, 0);
    }

    /// <summary>The pages go into the file first, beside writers. Emptying keeps writers out, so it comes when nothing is left to copy, and does not wait for readers.</summary>
    private void Empty()
    {
        using (var passive = new SqliteCommand("PRAGMA wal_checkpoint(PASSIVE)", _open))
        using (var outcome = passive.ExecuteReader())
            if (!outcome.Read() || outcome.GetInt64(1) != outcome.GetInt64(2))
                return;
        Ask("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        connection.Open();
        SqliteException.ThrowExceptionForRC(raw.sqlite3_busy_timeout(connection.Handle, 0), connection.Handle);
        return connection;
    }

    private long Ask(string pragma)
    {
#pragma warning disable CA2100 // The texts stand above.
        using var command = new SqliteCommand(pragma, _open);
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
