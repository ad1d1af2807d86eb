using System.Data.Common;
using System.Diagnostics;
using Dapper;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Medzdrav.Tests.Storage;

/// <summary>Plain SQL beside the storage under test.</summary>
internal static class StorageFixtureSql
{
    public static async Task<DbConnection> ConnectAsync(this StorageFixture storage)
    {
        DbConnection connection = storage.Options.Database == DatabaseKind.Postgres
            ? new NpgsqlConnection(storage.Options.ConnectionString + ";Pooling=false")
            : new SqliteConnection($"Data Source={Path.Combine(storage.Options.DataDirectory, "medzdrav.db")};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public static async Task ExecuteAsync(this StorageFixture storage, string sql)
    {
        await using var connection = await storage.ConnectAsync();
        await connection.ExecuteAsync(sql);
    }

    public static async Task<long> ScalarAsync(this StorageFixture storage, string sql, object parameters)
    {
        await using var connection = await storage.ConnectAsync();
        return await connection.ExecuteScalarAsync<long>(sql, parameters);
    }

    /// <summary>Keeps everybody from writing the journal until disposed.</summary>
    public static Task<DbConnection> BlockAsync(this StorageFixture storage) => storage.BlockAsync("journal");

    /// <summary>Keeps everybody from writing policies until disposed.</summary>
    public static Task<DbConnection> BlockPoliciesAsync(this StorageFixture storage) => storage.BlockAsync("policy");

    /// <summary>Waits until a statement waits for another's lock; PostgreSQL only.</summary>
    /// <returns>The id of the server process behind it.</returns>
    public static async Task<int> WaitsAsync(this StorageFixture storage)
    {
        await using var connection = await storage.ConnectAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(10); await timer.WaitForNextTickAsync())
            if (await connection.ExecuteScalarAsync<int?>("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' LIMIT 1") is { } waiting)
                return waiting;
        throw new TimeoutException("Nobody waits.");
    }

    private static async Task<DbConnection> BlockAsync(this StorageFixture storage, string table)
    {
        var connection = await storage.ConnectAsync();
        await connection.ExecuteAsync(storage.Options.Database == DatabaseKind.Postgres ? $"BEGIN; LOCK TABLE {table} IN EXCLUSIVE MODE" : "BEGIN EXCLUSIVE");
        return connection;
    }
}
