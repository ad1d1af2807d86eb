using Dapper;
using Medzdrav.Grains;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Medzdrav.Silo;

/// <summary>Carries out orders on SQLite: one transaction for all that wait, a savepoint for each.</summary>
internal sealed class SqliteOrders(string connectionString) : IOrderExecutor, IAsyncDisposable
{
    /// <summary>How long the log becomes while nobody keeps it from being taken over into the file.</summary>
    public const int UsualLogBytes = 16 * 1024 * 1024;

    private Desk? _desk;

    public async Task ExecuteAsync(IReadOnlyList<Order> orders)
    {
        try
        {
            _desk ??= Desk.Open(connectionString);
            _desk.Begin.Run();
            var answers = new List<Action>(orders.Count);
            foreach (var order in orders)
                answers.Add(await CarryOutAsync(_desk, order));
            _desk.Commit.Run();
            answers.ForEach(answer => answer());
        }
        catch (SqliteException)
        {
            // Closing rolls back whatever is open.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_desk is { } open)
            await open.DisposeAsync();
        _desk = null;
    }

    private static async Task<Action> CarryOutAsync(Desk desk, Order order)
    {
        // SQLite itself undoes a single statement that fails.
        var savepoint = order is AppendOrder { IsOneStatement: true } ? null : desk.Savepoint;
        savepoint?.Set();
        try
        {
            var answer = order switch
            {
                AppendOrder append => await AppendAsync(desk, append, savepoint),
                IWriteOrder write => await write.RunAsync(desk.Connection),
                _ => throw new NotSupportedException(order.GetType().Name),
            };
            savepoint?.Release();
            return answer;
        }
        catch (Exception why) when (why is not SqliteException failed || !SqliteDatabase.IsAway(failed))
        {
            savepoint?.RollBack();
            savepoint?.Release();
            return () => order.Fail(order is AppendOrder { Commit.Session: var session }
                ? new CommitRejectedException($"The database refuses this commit of session {session}.", why)
                : why);
        }
    }

    private static async ValueTask<Action> AppendAsync(Desk desk, AppendOrder order, Savepoint? savepoint)
    {
        var result = await desk.Append.StoreAsync(order);
        if (result.Outcome != AppendOutcome.Stored)
            savepoint?.RollBack();
        return () => order.Settle(result);
    }

    /// <summary>The writer's connection and what it does all the time.</summary>
    private sealed record Desk(SqliteConnection Connection) : IAsyncDisposable
    {
        public SqliteStatement Begin { get; } = new(Connection, "BEGIN IMMEDIATE");

        public SqliteStatement Commit { get; } = new(Connection, "COMMIT");

        public Savepoint Savepoint { get; } = new(Connection);

        public SqliteAppend Append { get; } = new(Connection);

        public static Desk Open(string connectionString)
        {
            var connection = new SqliteConnection(connectionString + ";Pooling=False");
            try
            {
                connection.Open();
                SqliteException.ThrowExceptionForRC(raw.sqlite3_busy_timeout(connection.Handle, connection.DefaultTimeout * 1000), connection.Handle);
                connection.Execute("PRAGMA synchronous = FULL");
                // Every open session has pages of its own at which it grows: with 2 MiB, the default, each was read anew before it was written.
                connection.Execute("PRAGMA cache_size = -32768");
                // Pages that are written again and again go from the log into the file once for all of that; 4,000 of them are 16 MiB of log.
                connection.Execute("PRAGMA wal_autocheckpoint = 4000");
                // A standing reader makes the log longer. Once it has gone, also while everybody writes, the log is cut to what it usually is.
                connection.Execute($"PRAGMA journal_size_limit = {UsualLogBytes}");
                return new Desk(connection);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }

        public ValueTask DisposeAsync()
        {
            Begin.Dispose();
            Commit.Dispose();
            Savepoint.Dispose();
            Append.Dispose();
            return Connection.DisposeAsync();
        }
    }

    /// <summary>Where an order of several statements begins.</summary>
    private sealed class Savepoint(SqliteConnection connection) : IDisposable
    {
        private readonly SqliteStatement _set = new(connection, "SAVEPOINT one");
        private readonly SqliteStatement _release = new(connection, "RELEASE one");
        private readonly SqliteStatement _rollBack = new(connection, "ROLLBACK TO one");

        public void Set() => _set.Run();

        public void Release() => _release.Run();

        public void RollBack() => _rollBack.Run();

        public void Dispose()
        {
            _set.Dispose();
            _release.Dispose();
            _rollBack.Dispose();
        }
    }
}
