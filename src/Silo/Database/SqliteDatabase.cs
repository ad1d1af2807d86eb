using System.Data.Common;
using Medzdrav.Grains;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

/// <summary>SQLite: readers on pooled connections, every write through the one writer.</summary>
internal sealed class SqliteDatabase : Database
{
    // Reading is work of this process: more of it at a time would only take threads from everybody else.
    private const int Readers = 8;

    private readonly string _connectionString;
    private readonly Places _places;
    private readonly Writer _writer;
    private readonly SqliteOrders _orders;

    public SqliteDatabase(StorageOptions options, DatabaseWatch watch, JournalMeter meter, ILogger log)
    {
        ColumnTypes.Register();
        _connectionString = ConnectionStringOf(options.RecordsFile, options);
        _places = new Places(Readers, options.Patience, TimeProvider.System);
        _orders = new SqliteOrders(_connectionString);
        _writer = new Writer(_orders, options.WaitingCommits, options, watch, meter, log);
    }

    public override DatabaseKind Kind => DatabaseKind.Sqlite;

    public override int Waiting => _writer.Waiting;

    public override bool IsCrowded => _places.IsCrowded;

    /// <summary>The default time-out is how long a busy file is tried again: shorter than anybody's patience, so that the answer is the file's own.</summary>
    public static string ConnectionStringOf(string file, StorageOptions options) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        DefaultTimeout = Math.Max(1, (int)options.Patience.TotalSeconds - 1),
        ForeignKeys = true,
        Mode = SqliteOpenMode.ReadWrite,
    }.ConnectionString;

    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation = default)
    {
        using var place = await _places.TakeAsync(cancellation);
        // SQLite has no asynchronous calls: a grain's turn must not wait in one.
        return await Task.Run(async () =>
        {
            try
            {
                await using var connection = new SqliteConnection(_connectionString);
                await connection.OpenAsync(cancellation);
                var answer = await read(connection);
                place.Heard();
                return answer;
            }
            catch (SqliteException why) when (IsAway(why))
            {
                place.Missed();
                throw DatabaseWatch.Unavailable(why);
            }
        }, cancellation);
    }

    public override Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellation = default) =>
        _writer.SubmitAsync(new WriteOrder<T>(write), cancellation);

    public override Task RecordAsync(IReadOnlyList<RecordChange> changes) => WriteAsync(connection => RecordWrites.ApplyAsync(connection, changes));

    public override Task<AppendResult> AppendAsync(Commit commit, CancellationToken cancellation) =>
        _writer.SubmitAsync(new AppendOrder(commit), cancellation);

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _orders.DisposeAsync();
        // The files can be moved or deleted from here on.
        await using var any = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(any);
    }

    /// <summary>Says nothing about the statement: the file is locked, full, unreadable or gone.</summary>
    public static bool IsAway(SqliteException why) => why.SqliteErrorCode is
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_IOERR
        or SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_NOTADB;
}
