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

    private const string PutWork =
        """
        INSERT INTO work_tally (hour, staff, offered, answered, talks, talk_milliseconds, transferred)
        VALUES (@Hour, @Staff, @Offered, @Answered, @Talks, @TalkMilliseconds, @Transferred)
        ON CONFLICT (hour, staff) DO UPDATE SET
            offered = work_tally.offered + excluded.offered, answered = work_tally.answered + excluded.answered, talks = work_tally.talks + excluded.talks,
            talk_milliseconds = work_tally.talk_milliseconds + excluded.talk_milliseconds, transferred = work_tally.transferred + excluded.transferred
        """;

    private const string ReadWork =
        """
        SELECT staff, CAST(SUM(offered) AS bigint) AS offered, CAST(SUM(answered) AS bigint) AS answered, CAST(SUM(talks) AS bigint) AS talks,
            CAST(SUM(talk_milliseconds) AS bigint) AS talk_milliseconds, CAST(SUM(transferred) AS bigint) AS transferred, CAST(0 AS bigint) AS ratings, CAST(0 AS bigint) AS stars
        FROM work_tally WHERE hour >= @from AND hour < @until GROUP BY staff
        UNION ALL
        SELECT staff, CAST(0 AS bigint), CAST(0 AS bigint), CAST(0 AS bigint), CAST(0 AS bigint), CAST(0 AS bigint), CAST(count(*) AS bigint), CAST(SUM(stars) AS bigint)
        FROM (
            SELECT consultant AS staff, stars FROM rating WHERE rated_at >= @from AND rated_at < @until AND consultant IS NOT NULL
            UNION ALL
            SELECT doctor AS staff, stars FROM rating WHERE rated_at >= @from AND rated_at < @until AND doctor IS NOT NULL) AS given
        GROUP BY staff
        """;

    private string Ratings => $"SELECT {database.Hour("rated_at")} AS hour, CAST(stars AS text) AS part, count(*) AS count FROM rating WHERE rated_at >= @from AND rated_at < @until GROUP BY 1, 2";

    private string NoShows => $"SELECT {database.Hour("starts_at")} AS hour, specialty AS part, count(*) AS count FROM appointment WHERE state = 'noConnection' AND starts_at >= @from AND starts_at < @until GROUP BY 1, 2";

    public Task<IReadOnlyList<SessionId>> UncountedAsync(int limit) => database.ReadAsync<IReadOnlyList<SessionId>>(async connection =>
        [.. (await connection.QueryAsync<string>(Uncounted, new { limit })).Select(id => new SessionId(id))]);

    public Task<bool> AddAsync(IReadOnlyCollection<SessionId> counted, IReadOnlyCollection<Tally> tallies, IReadOnlyCollection<WorkTally> work) => database.WriteAsync(async connection =>
    {
        await database.TakeTurnAsync(connection, Table);
        var ids = database.List(counted.Select(session => session.Value));
        // Another activation counts, too: it has some of them already, and the rest is counted the next time.
        if (await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM session WHERE counted IS NULL AND {database.In("id", "ids")}", new { ids }) != counted.Count)
            return false;
        await connection.ExecuteAsync($"UPDATE session SET counted = @yes WHERE {database.In("id", "ids")}", new { yes = true, ids });
        foreach (var tally in tallies)
            await AddAsync(connection, tally);
        await connection.ExecuteAsync(PutWork, work.Select(one => new
        {
            one.Hour,
            Staff = one.Staff.Value,
            one.Done.Offered,
            one.Done.Answered,
            one.Done.Talks,
            one.Done.TalkMilliseconds,
            one.Done.Transferred,
        }));
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

    public Task<IReadOnlyList<(StaffId Staff, Work Done)>> WorkAsync(DateTimeOffset from, DateTimeOffset until) => database.ReadAsync<IReadOnlyList<(StaffId, Work)>>(async connection =>
    {
        var rows = await connection.QueryAsync<WorkRow>(ReadWork, new { from, until });
        return [.. rows.GroupBy(row => new StaffId(row.Staff), (staff, own) => (staff, own.Aggregate(new Work(), (sum, row) => sum.And(row.Work()))))];
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

    private sealed class WorkRow
    {
        public required string Staff { get; init; }
        public long Offered { get; init; }
        public long Answered { get; init; }
        public long Talks { get; init; }
        public long TalkMilliseconds { get; init; }
        public long Transferred { get; init; }
        public long Ratings { get; init; }
        public long Stars { get; init; }

        public Work Work() => new(Offered, Answered, Talks, TalkMilliseconds, Transferred, Ratings, Stars);
    }

    private sealed class CountRow
    {
        public DateTimeOffset Hour { get; init; }
        public required string Part { get; init; }
        public long Count { get; init; }

        public Tally Tally(TallyKind kind) => new(Hour, kind, Part, Spread.Counted(Count));
    }
}
