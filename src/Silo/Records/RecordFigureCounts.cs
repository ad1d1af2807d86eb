using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Counts over indexes that the service needs anyway: of open sessions, and of what is due.</summary>
internal sealed class RecordFigureCounts(Database database) : IRecordFigures
{
    private const string Phases = "SELECT phase, count(*) AS number FROM session WHERE closed_at IS NULL GROUP BY phase";

    private const string Overdue =
        $"""
        SELECT kind, count(*) AS number, min(at) AS oldest FROM due WHERE at <= @now GROUP BY kind
        UNION ALL
        SELECT '{WakeKind.Session}', count(*), min(next_deadline) FROM session WHERE next_deadline <= @now HAVING count(*) > 0
        """;

    public Task<RecordFigures> ReadAsync(DateTimeOffset now) => database.ReadAsync(async connection =>
    {
        var phases = await connection.QueryAsync<(string Phase, long Number)>(Phases);
        var overdue = await connection.QueryAsync<(string Kind, long Number, DateTimeOffset Oldest)>(Overdue, new { now });
        return new RecordFigures(
            phases.ToDictionary(row => Words.Read<SessionPhase>(row.Phase), row => row.Number),
            overdue.ToDictionary(row => row.Kind, row => new OverdueRows(row.Number, row.Oldest)));
    });
}
