using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Medzdrav.Tests.Load;

/// <summary>The usual queue in a table: each worker takes the first row that nobody else holds, and writes what the product writes for it: the assignment, the claim of one unit, an event.</summary>
internal sealed class MatchingSkipLocked(NpgsqlDataSource database) : IAsyncDisposable
{
    private const string Schema =
        """
        CREATE TABLE line (id text PRIMARY KEY, at_head boolean NOT NULL, waiting_since timestamptz NOT NULL, staff text NULL, taken_at timestamptz NULL);
        CREATE INDEX line_order ON line (at_head DESC, waiting_since, id) WHERE staff IS NULL;
        CREATE TABLE unit (key text PRIMARY KEY, session text NOT NULL);
        CREATE TABLE event (session text NOT NULL, sequence bigint NOT NULL, at timestamptz NOT NULL, payload bytea NOT NULL, PRIMARY KEY (session, sequence));
        """;

    private const string Take =
        """
        WITH next AS (SELECT id FROM line WHERE staff IS NULL ORDER BY at_head DESC, waiting_since, id LIMIT 1 FOR UPDATE SKIP LOCKED),
             taken AS (UPDATE line SET staff = @staff, taken_at = now() FROM next WHERE line.id = next.id RETURNING line.id),
             claimed AS (INSERT INTO unit (key, session) SELECT @key, id FROM taken)
        INSERT INTO event (session, sequence, at, payload) SELECT id, 4, now(), @payload FROM taken RETURNING session
        """;

    // About what the product's event of an admission takes.
    private static readonly byte[] Payload = new byte[200];

    public static async Task<MatchingSkipLocked> CreateAsync(string connectionString, int workers)
    {
        var database = NpgsqlDataSource.Create($"{connectionString};Maximum Pool Size={workers};Max Auto Prepare=10;Auto Prepare Min Usages=1");
        await using var command = database.CreateCommand(Schema);
        await command.ExecuteNonQueryAsync();
        return new MatchingSkipLocked(database);
    }

    /// <summary>Fills the line and empties it again.</summary>
    /// <returns>Assignments a second.</returns>
    public async Task<double> DrainAsync(int workers, int each)
    {
        await RunAsync("TRUNCATE line, unit, event");
        await RunAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO line SELECT 'session-' || n, false, now() + n * interval '1 ms' FROM generate_series(1, {workers * each}) n"));
        await RunAsync("ANALYZE line");
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => RunAsync("SELECT 1")));
        var (began, gate) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => WorkAsync(worker, each, () => Interlocked.Increment(ref gate))));
        return gate / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task RunAsync(string sql)
    {
#pragma warning disable CA2100 // Written above.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private async Task WorkAsync(int worker, int each, Action took)
    {
        await using var connection = await database.OpenConnectionAsync();
        for (var unit = 0; unit < each; unit++)
        {
            await using var command = new NpgsqlCommand(Take, connection);
            command.Parameters.AddWithValue("staff", $"load{worker}");
            command.Parameters.AddWithValue("key", $"load{worker}:{unit}");
            command.Parameters.AddWithValue("payload", Payload);
            if (await command.ExecuteScalarAsync() is string)
                took();
        }
    }
}
