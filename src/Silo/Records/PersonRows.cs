using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Npgsql;

namespace Medzdrav.Silo;

/// <summary>Holds on to records of persons until a transaction ends: whoever stores something that names a person, and whoever makes two records one. On SQLite there is one writer anyway.</summary>
internal static class PersonRows
{
    private const string Find = "SELECT id FROM person WHERE id = @Value";

    /// <summary>Whether the person's record is there. Nobody deletes it before this transaction ends; imports may change it meanwhile.</summary>
    public static async Task<bool> StaysAsync(DbConnection connection, PatientId person) =>
        await connection.QuerySingleOrDefaultAsync<string?>(connection is NpgsqlConnection ? $"{Find} FOR KEY SHARE" : Find, new { person.Value }) is not null;

    /// <summary>Waits for all who store something that names these persons: statements after this one see it, and nobody else names them before this transaction ends.</summary>
    public static Task TakeAsync(DbConnection connection, params string[] persons) => connection is NpgsqlConnection
        ? connection.ExecuteAsync("SELECT id FROM person WHERE id = ANY(@persons) ORDER BY id FOR UPDATE", new { persons })
        : Task.CompletedTask;
}
