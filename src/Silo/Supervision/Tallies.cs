using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Figures by hours, in a table of few rows whatever there was of sessions.</summary>
internal sealed class Tallies(Database database) : ITallies
{
    private const string Table = "tally";

    private const string Uncounted = "SELECT id FROM session WHERE closed_at IS NOT NULL AND counted IS NULL ORDER BY closed_at LIMIT @limit";

    private const string Find = "SELECT total, steps FROM tally WHERE hour = @Hour AND kind = @Kind AND part = @Part";

    private const string Put =
        """
        INSERT INTO tally (hour, kind, part, total, steps) VALUES (@Hour, @Kind, @Part, @Total, @Steps)
        ON CONFLICT (hour, kind, part) DO UPDATE SET total = excluded.total, steps = excluded.steps
        """;

    private string Ratings => $"SELECT {database.Hour("rated_at")} AS hour, CAST(stars AS text) AS part, count(*) AS count FROM rating WHERE rated_at >= @from AND rated_at < @until GROUP BY 1, 2";

    private string NoShows => $"SELECT {database.Hour("starts_at")} AS hour, specialty AS part, count(*) AS count FROM appointment WHERE state = 'noConnection' AND starts_at >= @from AND starts_at < @until GROUP BY 1, 2";

    public Task<IReadOnlyList<SessionId>> UncountedAsync(int limit) => database.ReadAsync<IReadOnlyList<SessionId>>(async connection =>
        [.. (await connection.QueryAsync<string>(Uncounted, new { limit })).Select(id => new SessionId(id))]);

    public Task<bool> AddAsync(IReadOnlyCollection<SessionId> counted, IReadOnlyCollection<Tally> tallies) => database.WriteAsync(async connection =>
    {
        await database.TakeTurnAsync(connection, Table);
        var ids = database.List(counted.Select(session => session.Value));
        // Another activation counts, too: it has some of them already, and the rest is counted the next time.
        if (await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM session WHERE counted IS NULL AND {database.In("id", "ids")}", new { ids }) != counted.Count)
            return false;
        await connection.ExecuteAsync($"UPDATE session SET counted = @yes WHERE {database.In("id", "ids")}", new { yes = true, ids });
        foreach (var tally in tallies)
            await AddAsync(connection, tally);
        return true;
    });

    public Task<IReadOnlyList<Tally>> ReadAsync(DateTimeOffset from, DateTimeOffset until) => database.ReadAsync<IReadOnlyList<Tally>>(async connection =>
    {
        var range = new { from, until };
        var kept = await connection.QueryAsync<TallyRow>("SELECT hour, kind, part, total, steps FROM tally WHERE hour >= @from AND hour < @until", range);
        var ratings = await connection.QueryAsync<CountRow>(Ratings, range);
        var unheld = await connection.QueryAsync<CountRow>(NoShows, range);
        return
        [
            .. kept.Select(row => row.Tally()).OfType<Tally>(),
            .. ratings.Select(row => row.Tally(TallyKind.Ratings)),
            .. unheld.Select(row => row.Tally(TallyKind.NoShows)),
        ];
    });

    private static async Task AddAsync(DbConnection connection, Tally tally)
    {
        var key = new { tally.Hour, Kind = Words.Of(tally.Kind), tally.Part };
        var sum = new Spread();
        if (await connection.QuerySingleOrDefaultAsync<(long Total, string Steps)?>(Find, key) is var (total, steps))
            sum = Spread.Read(total, steps);
        sum.Add(tally.Values);
        await connection.ExecuteAsync(Put, new { key.Hour, key.Kind, key.Part, sum.Total, Steps = sum.ToString() });
    }

    private sealed class TallyRow
    {
        public DateTimeOffset Hour { get; init; }
        public required string Kind { get; init; }
        public required string Part { get; init; }
        public long Total { get; init; }
        public required string Steps { get; init; }

        /// <summary>Null for a kind that this version does not know.</summary>
        public Tally? Tally() => Words.Find<TallyKind>(Kind) is { } kind ? new Tally(Hour, kind, Part, Spread.Read(Total, Steps)) : null;
    }

    private sealed class CountRow
    {
        public DateTimeOffset Hour { get; init; }
        public required string Part { get; init; }
        public long Count { get; init; }

        public Tally Tally(TallyKind kind) => new(Hour, kind, Part, Spread.Counted(Count));
    }
}
