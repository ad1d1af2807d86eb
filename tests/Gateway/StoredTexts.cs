using System.Buffers.Text;
using System.Data.Common;
using System.Text;
using Dapper;
using Medzdrav.Silo;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Medzdrav.Tests.Gateway;

/// <summary>Each value of each column of each table of a clinic's database, as somebody reads it who has stolen a copy.</summary>
internal sealed class StoredTexts
{
    private readonly List<(string Column, byte[] Value)> values = [];

    public static async Task<StoredTexts> OfAsync(Clinic clinic)
    {
        var options = clinic.Storage.GetRequiredService<IOptions<StorageOptions>>().Value;
        var stored = new StoredTexts();
        if (options.Database == DatabaseKind.Postgres)
            await stored.AddAsync(new NpgsqlConnection($"{options.ConnectionString};Pooling=false"), "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
        else
            foreach (var file in Directory.GetFiles(options.DataDirectory, "*.db"))
                await stored.AddAsync(new SqliteConnection($"Data Source={file};Pooling=False"), "SELECT name FROM sqlite_master WHERE type = 'table'");
        return stored;
    }

    /// <summary>The texts of one column.</summary>
    public IEnumerable<string> Of(string column) => values.Where(value => value.Column == column).Select(value => Encoding.UTF8.GetString(value.Value));

    /// <summary>All columns that hold a secret in any common form.</summary>
    public string[] Holding(string secret)
    {
        var forms = FormsOf(secret).ToArray();
        return [.. values.Where(value => Array.Exists(forms, form => value.Value.AsSpan().IndexOf(form) >= 0)).Select(value => value.Column).Distinct()];
    }

    /// <summary>The secret's letters, and the bytes that they stand for where they are Base64; each as it is, in Base64, in Base64 of URLs, in hexadecimal.</summary>
    private static IEnumerable<byte[]> FormsOf(string secret)
    {
        var letters = Encoding.UTF8.GetBytes(secret);
        foreach (var bytes in Base64Url.IsValid(secret) ? [letters, Base64Url.DecodeFromChars(secret)] : new[] { letters })
        {
            yield return bytes;
            foreach (var text in new[] { Convert.ToBase64String(bytes).TrimEnd('='), Base64Url.EncodeToString(bytes), Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes) })
                yield return Encoding.UTF8.GetBytes(text);
        }
        yield return Encoding.Unicode.GetBytes(secret);
    }

    private async Task AddAsync(DbConnection database, string tables)
    {
        await using var connection = database;
        await connection.OpenAsync();
        foreach (var table in (await connection.QueryAsync<string>(tables)).ToArray())
        {
            await using var rows = await connection.ExecuteReaderAsync($"SELECT * FROM \"{table}\"");
            while (await rows.ReadAsync())
                for (var column = 0; column < rows.FieldCount; column++)
                    if (!rows.IsDBNull(column))
                        values.Add(($"{table}.{rows.GetName(column)}", BytesOf(rows.GetValue(column))));
        }
    }

    private static byte[] BytesOf(object value) => value switch
    {
        byte[] bytes => bytes,
        Array array => Encoding.UTF8.GetBytes(string.Join('\n', array.Cast<object>())),
        _ => Encoding.UTF8.GetBytes(value.ToString()!),
    };
}
