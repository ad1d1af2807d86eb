using Dapper;
using Npgsql;

namespace Medzdrav.Silo;

/// <summary>Nodes that start together on one database prepare it one after another: this is a node's turn, which ends when it is disposed.</summary>
internal sealed class StartTurn : IAsyncDisposable
{
    // Any number, the same for every node.
    private const long LockKey = 0x6D65647A64726176;

    private StartTurn(NpgsqlConnection? connection) => Connection = connection;

    /// <summary>The connection that holds the turn; null on SQLite, which has one node.</summary>
    public NpgsqlConnection? Connection { get; }

    /// <summary>How PostgreSQL is reached for what is done at a start: it may take longer than a command in service.</summary>
    public static string ConnectionStringOf(StorageOptions options) =>
        new NpgsqlConnectionStringBuilder(PostgresDatabase.ConnectionStringOf(options)) { CommandTimeout = 0, Pooling = false }.ConnectionString;

    /// <summary>Waits for the turn.</summary>
    public static async Task<StartTurn> TakeAsync(StorageOptions options, CancellationToken cancellation)
    {
        if (options.Database != DatabaseKind.Postgres)
            return new StartTurn(null);
        var turn = new StartTurn(new NpgsqlConnection(ConnectionStringOf(options)));
        try
        {
            await turn.Connection!.OpenAsync(cancellation);
            await turn.Connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_lock(@LockKey)", new { LockKey }, cancellationToken: cancellation));
            return turn;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Connection?.DisposeAsync() ?? ValueTask.CompletedTask;
}
