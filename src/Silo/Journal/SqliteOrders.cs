using Dapper;
using Medzdrav.Grains;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Silo;

/// <summary>Carries out orders on SQLite: one transaction for all that wait, a savepoint for each.</summary>
internal sealed class SqliteOrders(string connectionString) : IOrderExecutor, IAsyncDisposable
{
    private SqliteConnection? connection;

    public async Task ExecuteAsync(IReadOnlyList<Order> orders)
    {
        try
        {
            var writing = connection ??= await OpenAsync();
            await writing.ExecuteAsync("BEGIN IMMEDIATE");
            var answers = new List<Action>(orders.Count);
            foreach (var order in orders)
                answers.Add(await CarryOutAsync(writing, order));
            await writing.ExecuteAsync("COMMIT");
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
        if (connection is { } open)
            await open.DisposeAsync();
        connection = null;
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var opened = new SqliteConnection(connectionString + ";Pooling=False");
        await opened.OpenAsync();
        await opened.ExecuteAsync("PRAGMA synchronous = FULL");
        return opened;
    }

    private static async Task<Action> CarryOutAsync(SqliteConnection writing, Order order)
    {
        await writing.ExecuteAsync("SAVEPOINT one");
        try
        {
            var answer = order switch
            {
                AppendOrder append => await AppendAsync(writing, append),
                IWriteOrder write => await write.RunAsync(writing),
                _ => throw new NotSupportedException(order.GetType().Name),
            };
            await writing.ExecuteAsync("RELEASE one");
            return answer;
        }
        catch (Exception why) when (why is not SqliteException failed || !SqliteDatabase.IsAway(failed))
        {
            await writing.ExecuteAsync("ROLLBACK TO one; RELEASE one");
            return () => order.Fail(order is AppendOrder { Commit.Session: var session }
                ? new CommitRejectedException($"The database refuses this commit of session {session}.", why)
                : why);
        }
    }

    private static async Task<Action> AppendAsync(SqliteConnection writing, AppendOrder order)
    {
        var result = await SqliteAppend.StoreAsync(writing, order.Commit);
        if (result.Outcome != AppendOutcome.Stored)
            await writing.ExecuteAsync("ROLLBACK TO one");
        return () => order.Settle(result);
    }
}
