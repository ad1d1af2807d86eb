using System.Data.Common;
using System.Text.Json;
using Dapper;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>The database, as journal and records use it: one SQL where the two kinds agree, <see cref="In"/> and <see cref="Kind"/> where they do not.</summary>
internal abstract class Database : ICrowding, IAsyncDisposable, IDisposable
{
    public abstract DatabaseKind Kind { get; }

    /// <summary>How many orders wait for the writer now.</summary>
    public abstract int Waiting { get; }

    public abstract bool IsCrowded { get; }

    /// <summary>Runs queries on a reader's connection.</summary>
    /// <exception cref="Contracts.StorageUnavailableException">No answer in time.</exception>
    public abstract Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation = default);

    /// <summary>Runs statements in one transaction; on SQLite in the one writer's.</summary>
    /// <exception cref="Contracts.StorageUnavailableException">No answer in time: the outcome is unknown.</exception>
    public abstract Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellation = default);

    /// <summary>Stores record changes that belong to no commit and can't be in each other's way, through the writer: all that wait, in one transaction.</summary>
    /// <exception cref="Contracts.StorageUnavailableException">No answer in time: the outcome is unknown.</exception>
    public abstract Task RecordAsync(IReadOnlyList<RecordChange> changes);

    /// <summary>Stores a commit through the writer.</summary>
    public abstract Task<AppendResult> AppendAsync(Commit commit, CancellationToken cancellation);

    /// <summary>The condition that a column's value is in the <see cref="List"/> parameter: the same text for a list of any length, so that it is compiled once.</summary>
    public string In(string column, string parameter) =>
        Kind == DatabaseKind.Postgres ? $"{column} = ANY(@{parameter})" : $"{column} IN (SELECT value FROM json_each(@{parameter}))";

    /// <summary>A list as <see cref="In"/> takes it.</summary>
    public object List(IEnumerable<string> values) => Kind == DatabaseKind.Postgres ? values.ToArray() : JsonSerializer.Serialize(values);

    /// <summary>A whole number in a column of JSON; 0 where it is not there.</summary>
    public string Number(string column, string property) =>
        Kind == DatabaseKind.Postgres ? $"COALESCE(CAST({column}::json ->> '{property}' AS bigint), 0)" : $"COALESCE(json_extract({column}, '$.{property}'), 0)";

    /// <summary>The hour in which a column's instant lies, as an instant.</summary>
    public string Hour(string column) => Kind == DatabaseKind.Postgres ? $"date_trunc('hour', {column}, 'UTC')" : $"({column} / 3600000 * 3600000)";

    /// <summary>Lets the transaction wait until no other changes this table: the changes of a table that are decided by the whole of it take turns. SQLite has one writer anyway.</summary>
    public Task TakeTurnAsync(DbConnection connection, string table) =>
        Kind == DatabaseKind.Postgres ? connection.ExecuteAsync($"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE") : Task.CompletedTask;

    public abstract ValueTask DisposeAsync();

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
