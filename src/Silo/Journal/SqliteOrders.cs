using Medzdrav.Grains;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Silo;

/// <summary>Carries out orders on SQLite: one transaction for all that wait, a savepoint for each.</summary>
internal sealed class SqliteOrders(string connectionString) : IOrderExecutor, IAsyncDisposable
{
    private Desk? desk;

    public async Task ExecuteAsync(IReadOnlyList<Order> orders)
    {
        try
        {
            desk ??= Desk.Open(connectionString);
            desk.Begin.Execute();
            var answers = new List<Action>(orders.Count);
            foreach (var order in orders)
                answers.Add(await CarryOutAsync(desk, order));
            desk.Commit.Execute();
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
        if (desk is { } open)
            await open.Connection.DisposeAsync();
        desk = null;
    }

    private static async Task<Action> CarryOutAsync(Desk desk, Order order)
    {
        desk.Savepoint.Execute();
        try
        {
            var answer = order switch
            {
                AppendOrder append => await AppendAsync(desk, append),
                IWriteOrder write => await write.RunAsync(desk.Connection),
                _ => throw new NotSupportedException(order.GetType().Name),
            };
            desk.Release.Execute();
            return answer;
        }
        catch (Exception why) when (why is not SqliteException failed || !SqliteDatabase.IsAway(failed))
        {
            desk.Rollback.Execute();
            desk.Release.Execute();
            return () => order.Fail(order is AppendOrder { Commit.Session: var session }
                ? new CommitRejectedException($"The database refuses this commit of session {session}.", why)
                : why);
        }
    }

    private static async Task<Action> AppendAsync(Desk desk, AppendOrder order)
    {
        var result = await desk.Append.StoreAsync(order.Commit);
        if (result.Outcome != AppendOutcome.Stored)
            desk.Rollback.Execute();
        return () => order.Settle(result);
    }

    /// <summary>The writer's connection and what it does all the time.</summary>
    private sealed record Desk(SqliteConnection Connection)
    {
        public SqliteStatement Begin { get; } = new(Connection, "BEGIN IMMEDIATE");

        public SqliteStatement Commit { get; } = new(Connection, "COMMIT");

        public SqliteStatement Savepoint { get; } = new(Connection, "SAVEPOINT one");

        public SqliteStatement Release { get; } = new(Connection, "RELEASE one");

        public SqliteStatement Rollback { get; } = new(Connection, "ROLLBACK TO one");

        public SqliteAppend Append { get; } = new(Connection);

        public static Desk Open(string connectionString)
        {
            var connection = new SqliteConnection(connectionString + ";Pooling=False");
            connection.Open();
            new SqliteStatement(connection, "PRAGMA synchronous = FULL").Execute();
            return new Desk(connection);
        }
    }
}
