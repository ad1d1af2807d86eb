using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>All open sessions, by their index.</summary>
internal sealed class OpenSessions(Database database) : IOpenSessions
{
    private const string Select = "SELECT id, mode, phase, wait, staff, leg_started_at, leg_ends_at, insurer_name, opened_at, closed_at FROM session";

    private const string Oldest = $"{Select} WHERE closed_at IS NULL ORDER BY opened_at LIMIT @limit";

    private const string One = $"{Select} WHERE id = @id";

    public Task<(IReadOnlyList<OpenSession> Oldest, int Count)> ReadAsync(int limit) => database.ReadAsync<(IReadOnlyList<OpenSession>, int)>(async connection =>
    {
        List<OpenSession> read = [.. (await connection.QueryAsync<OpenRow>(Oldest, new { limit })).Select(row => row.Session())];
        return (read, read.Count < limit ? read.Count : await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM session WHERE closed_at IS NULL"));
    });

    public Task<Reply<OpenSession>> FindAsync(SessionId session) => database.ReadAsync<Reply<OpenSession>>(async connection =>
        await connection.QuerySingleOrDefaultAsync<OpenRow>(One, new { id = session.Value }) switch
        {
            null => Refusal.NotFound,
            { ClosedAt: not null } => Refusal.Closed,
            var row => row.Session(),
        });

    private sealed class OpenRow
    {
        public required string Id { get; init; }
        public required string Mode { get; init; }
        public required string Phase { get; init; }
        public string? Wait { get; init; }
        public string? Staff { get; init; }
        public DateTimeOffset? LegStartedAt { get; init; }
        public DateTimeOffset? LegEndsAt { get; init; }
        public string? InsurerName { get; init; }
        public DateTimeOffset OpenedAt { get; init; }
        public DateTimeOffset? ClosedAt { get; init; }

        public OpenSession Session() => new(
            new SessionId(Id), Words.Read<SessionMode>(Mode), Words.Read<SessionPhase>(Phase), Wait is null ? null : WaitColumn.Read(Wait), Staff is null ? null : new StaffId(Staff),
            LegStartedAt, LegEndsAt, InsurerName, OpenedAt);
    }
}
