using System.Data.Common;
using Medzdrav.Grains;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Silo;

/// <summary>The copy of an SQLite file in a backup, as a database that is only read.</summary>
internal sealed class KeptFile(string connectionString) : Database
{
    public override DatabaseKind Kind => DatabaseKind.Sqlite;

    public override int Waiting => 0;

    public override bool IsCrowded => false;

    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation = default)
    {
        ColumnTypes.Register();
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellation);
        return await read(connection);
    }

    public override Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellation = default) => throw ReadOnly();

    public override Task RecordAsync(IReadOnlyList<RecordChange> changes) => throw ReadOnly();

    public override Task<AppendResult> AppendAsync(Commit commit, CancellationToken cancellation) => throw ReadOnly();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static NotSupportedException ReadOnly() => new("A backup is only read.");
}
