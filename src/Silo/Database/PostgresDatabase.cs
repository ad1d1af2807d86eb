using System.Data.Common;
using System.Net.Sockets;
using Medzdrav.Grains;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Medzdrav.Silo;

/// <summary>PostgreSQL: pooled connections for everybody, two writers for what many have to store at a time.</summary>
internal sealed class PostgresDatabase : Database
{
    private const int Attempts = 3;

    // Ours and Orleans' own pool: two silos stay below PostgreSQL's default of 100.
    private const int MaxConnections = 20;

    // While one writer waits for the disk, the other's batch is on its way: only when there is plenty, or both would write small ones.
    private const int Writers = 2;

    private readonly NpgsqlDataSource _source;
    private readonly Places _places;
    private readonly PostgresOrders[] _executors;
    private readonly Writer[] _writers;

    public PostgresDatabase(StorageOptions options, DatabaseWatch watch, ClockWatch clocks, TimeProvider clock, JournalMeter meter, ILogger log)
    {
        ColumnTypes.Register();
        _source = new NpgsqlDataSourceBuilder(ConnectionStringOf(options)).Build();
        // The writers keep theirs.
        _places = PlacesBeside(Writers, options);
        _executors = [.. Enumerable.Range(0, Writers).Select(_ => new PostgresOrders(_source, clocks, clock))];
        _writers = [.. _executors.Select(executor => new Writer(executor, Math.Max(1, options.WaitingCommits / Writers), options, watch, meter, log))];
    }

    public override DatabaseKind Kind => DatabaseKind.Postgres;

    public override int Waiting => _writers.Sum(writer => writer.Waiting);

    public override bool IsCrowded => _places.IsCrowded;

    /// <summary>Ours over the operator's: nobody waits for the database longer than agreed.</summary>
    public static string ConnectionStringOf(StorageOptions options)
    {
        var given = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        var seconds = Math.Max(1, (int)Math.Ceiling(options.Patience.TotalSeconds));
        if (!given.ShouldSerialize("Maximum Pool Size"))
            given.MaxPoolSize = MaxConnections;
        if (!given.ShouldSerialize("Max Auto Prepare"))
            given.MaxAutoPrepare = 50;
        given.Timeout = Math.Max(1, seconds - 1);
        given.CommandTimeout = seconds;
        given.CancellationTimeout = 500;
        // An error's details repeat the row, and errors are logged.
        given.IncludeErrorDetail = false;
        given.ApplicationName ??= "medzdrav";
        return given.ConnectionString;
    }

    /// <summary>As many places as a pool has connections beside those that others keep: who has a place finds one there.</summary>
    public static Places PlacesBeside(int kept, StorageOptions options) =>
        new(Math.Max(1, new NpgsqlConnectionStringBuilder(ConnectionStringOf(options)).MaxPoolSize - kept), options.Patience, TimeProvider.System);

    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation = default)
    {
        using var place = await _places.TakeAsync(cancellation);
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellation);
            var answer = await read(connection);
            place.Heard();
            return answer;
        }
        catch (Exception why) when (IsAway(why))
        {
            _source.Clear();
            place.Missed();
            throw DatabaseWatch.Unavailable(why);
        }
    }

    public override async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellation = default)
    {
        using var place = await _places.TakeAsync(cancellation);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellation);
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                var answer = await write(connection);
                await transaction.CommitAsync(cancellation);
                place.Heard();
                return answer;
            }
            catch (PostgresException crossed) when (IsCrossed(crossed) && attempt < Attempts)
            {
                // Rolled back whole by the database: doing it again is safe.
            }
            catch (Exception why) when (IsAway(why))
            {
                _source.Clear();
                place.Missed();
                throw DatabaseWatch.Unavailable(why);
            }
        }
    }

    /// <summary>Whatever has claims goes through one writer: a claim may go over among commits that wait together. What is too much for it goes through the other.</summary>
    public override Task<AppendResult> AppendAsync(Commit commit, CancellationToken cancellation)
    {
        var order = new AppendOrder(commit);
        var writer = order.KeepsRow && _writers[0].Waiting >= Writer.Plenty ? _writers[1] : _writers[0];
        return writer.SubmitAsync(order, cancellation);
    }

    /// <summary>Through the writer that has no claims to keep in order: whoever talks does not wait for it.</summary>
    public override Task RecordAsync(IReadOnlyList<RecordChange> changes) =>
        _writers[^1].SubmitAsync(new WriteOrder<bool>(connection => RecordWrites.ApplyAsync(connection, changes)), CancellationToken.None);

    public override async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
            await writer.DisposeAsync();
        foreach (var executor in _executors)
            await executor.DisposeAsync();
        await _source.DisposeAsync();
    }

    /// <summary>Two transactions in each other's way; the database undid this one.</summary>
    public static bool IsCrossed(PostgresException why) => why.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>Says nothing about the statement: the connection, the server or the time failed.</summary>
    public static bool IsAway(Exception why) => why switch
    {
        // Connection (08), read-only after a fail-over, resources (53), operator (57), system (58), internal (XX).
        PostgresException { SqlState: var state } => state[..2] is "08" or "53" or "57" or "58" or "XX" || state == PostgresErrorCodes.ReadOnlySqlTransaction,
        NpgsqlException or TimeoutException or SocketException or IOException or ObjectDisposedException => true,
        _ => false,
    };
}
