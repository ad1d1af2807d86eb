using System.Buffers.Text;
using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Dapper;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Medzdrav.Tests.Gateway;

/// <summary>The keys of cookies, on a database that is empty when two gateways start on it in the same second.</summary>
public sealed class SharedKeysTests
{
    /// <summary>Where a protected text names its key: behind four bytes that every such text begins with.</summary>
    private const int KeyAt = 4;
    private const int KeyBytes = 16;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres), Trait("database", "postgres")]
    public async Task Gateways_that_start_together_share_a_key_that_does_not_lie_open_in_the_database(DatabaseKind database)
    {
        await using var storage = await StorageFixture.CreateAsync(database);
        var edge = Ports.Free();
        await using var silo = await HostProcess.StartAsync(new(storage.Settings!) { ["Silo:Port"] = $"{Ports.Free()}", ["Silo:GatewayPort"] = $"{edge}" }, "--roles=silo");
        var list = new Dictionary<string, string> { ["Cluster:Gateways"] = $"127.0.0.1:{edge}" };
        var gateways = await Task.WhenAll(HostProcess.StartAsync(list, "--roles=gateway,web"), HostProcess.StartAsync(list, "--roles=gateway,web"));
        await using var first = gateways[0];
        await using var second = gateways[1];

        var cookies = await Task.WhenAll(VisitAsync(first.Address), VisitAsync(second.Address));

        Assert.Equal(KeyOf(cookies[0]), KeyOf(cookies[1]));
        Assert.Equal(HttpStatusCode.OK, await SeenAsync(second.Address, cookies[0]));
        Assert.Equal(HttpStatusCode.OK, await SeenAsync(first.Address, cookies[1]));
        var states = await StatesAsync(storage);
        Assert.Contains(states, state => Holds(state, "<sealed>"));
        Assert.DoesNotContain(states, state => Holds(state, "masterKey"));
    }

    private static string KeyOf(string cookie) => Convert.ToHexString(Base64Url.DecodeFromChars(cookie.Split('=', 2)[1]).AsSpan(KeyAt, KeyBytes));

    private static bool Holds(byte[] state, string text) => state.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    /// <summary>The state of all grains, as it lies in the database.</summary>
    private static async Task<IReadOnlyList<byte[]>> StatesAsync(StorageFixture storage)
    {
        await using DbConnection connection = storage.Options.Database == DatabaseKind.Postgres
            ? new NpgsqlConnection(storage.Options.ConnectionString)
            : new SqliteConnection($"Data Source={Path.Combine(storage.Options.DataDirectory, "grains.db")};Pooling=false");
        return [.. await connection.QueryAsync<byte[]>("SELECT payload FROM grain_state WHERE payload IS NOT NULL")];
    }

    private static async Task<string> VisitAsync(Uri gateway)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        using var admitted = await http.PostAsJsonAsync("/api/visitors", new { client = "web" });
        return admitted.EnsureSuccessStatusCode().Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task<HttpStatusCode> SeenAsync(Uri gateway, string cookie)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = gateway };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me") { Headers = { { "Cookie", cookie } } };
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
