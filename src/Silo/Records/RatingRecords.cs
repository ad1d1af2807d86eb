using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>How patients rated sessions.</summary>
internal sealed class RatingRecords(Database database) : IRatings
{
    public async Task<IReadOnlyDictionary<SessionId, int>> StarsAsync(IReadOnlyCollection<SessionId> sessions) => sessions.Count == 0
        ? new Dictionary<SessionId, int>()
        : await database.ReadAsync(async connection => (await connection.QueryAsync<RatingRow>(
            $"SELECT session, stars FROM rating WHERE {database.In("session", "ids")}", new { ids = database.List(sessions.Select(session => session.Value)) }))
            .ToDictionary(row => new SessionId(row.Session), row => row.Stars));

    private sealed class RatingRow
    {
        public required string Session { get; init; }
        public int Stars { get; init; }
    }
}
