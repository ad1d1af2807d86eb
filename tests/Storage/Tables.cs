using System.Data.Common;
using Dapper;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>The tables of a database.</summary>
internal static class Tables
{
    public static async Task<IReadOnlyList<string>> AllAsync(DbConnection connection, DatabaseKind kind) => [.. await connection.QueryAsync<string>(kind == DatabaseKind.Postgres
        ? "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1"
        : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")];
}
