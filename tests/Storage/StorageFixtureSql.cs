using System.Data.Common;
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

    private static async Task<DbConnection> BlockAsync(this StorageFixture storage, string table)
    {
        var connection = await storage.ConnectAsync();
        await connection.ExecuteAsync(storage.Options.Database == DatabaseKind.Postgres ? $"BEGIN; LOCK TABLE {table} IN EXCLUSIVE MODE" : "BEGIN EXCLUSIVE");
        return connection;
    }
}
