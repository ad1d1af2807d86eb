using System.Data.Common;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>The database, as journal and records use it: one SQL where the two kinds agree, <see cref="In"/> and <see cref="Kind"/> where they do not.</summary>
internal abstract class Database : IAsyncDisposable, IDisposable
{
    public abstract DatabaseKind Kind { get; }

    /// <summary>Runs queries on a reader's connection.</summary>
    /// <exception cref="Contracts.StorageUnavailableException">No answer in time.</exception>
    public abstract Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation = default);

    /// <summary>Runs statements in one transaction; on SQLite in the one writer's.</summary>
    /// <exception cref="Contracts.StorageUnavailableException">No answer in time: the outcome is unknown.</exception>
    public abstract Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellation = default);

    /// <summary>Stores a commit through the writer.</summary>
    public abstract Task<AppendResult> AppendAsync(Commit commit, CancellationToken cancellation);

    /// <summary>The condition that a column's value is in the list parameter.</summary>
    public string In(string column, string parameter) => Kind == DatabaseKind.Postgres ? $"{column} = ANY(@{parameter})" : $"{column} IN @{parameter}";

    public abstract ValueTask DisposeAsync();

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
