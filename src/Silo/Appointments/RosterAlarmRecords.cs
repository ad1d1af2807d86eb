using System.Text.Json;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>All that is known of the duty.</summary>
internal sealed class RosterAlarmRecords(Database database) : IRosterAlarms
{
    private const string Select = "SELECT id, kind, queue, staff, hours, away_since, raised_at FROM roster_alarm";

    private const string Put =
        """
        INSERT INTO roster_alarm (id, kind, queue, staff, hours, away_since, raised_at) VALUES (@Id, @Kind, @Queue, @Staff, @Hours, @AwaySince, @RaisedAt)
        ON CONFLICT (id) DO UPDATE SET hours = excluded.hours, away_since = excluded.away_since, raised_at = excluded.raised_at
        """;

    // Of two silos that watch for a moment, one raises an alarm.
    private const string Raise = $"{Put} WHERE roster_alarm.raised_at IS NULL";

    public Task<IReadOnlyList<DutyMark>> ReadAsync() => database.ReadAsync<IReadOnlyList<DutyMark>>(async connection =>
        [.. (await connection.QueryAsync<AlarmRow>(Select)).Select(row => row.Mark())]);

    public Task<IReadOnlySet<string>> StoreAsync(IReadOnlyCollection<DutyMark> put, IReadOnlyCollection<string> gone)
    {
        ArgumentNullException.ThrowIfNull(put);
        ArgumentNullException.ThrowIfNull(gone);
        return database.WriteAsync<IReadOnlySet<string>>(async connection =>
        {
            var raised = new HashSet<string>();
            foreach (var mark in put)
            {
                var row = Row(mark);
                if (mark.RaisedAt is not null && await connection.ExecuteAsync(Raise, row) == 1)
                    raised.Add(mark.Id);
                else
                    await connection.ExecuteAsync(Put, row);
            }
            if (gone.Count > 0)
                await connection.ExecuteAsync($"DELETE FROM roster_alarm WHERE {database.In("id", "gone")}", new { gone = database.List(gone) });
            return raised;
        });
    }

    private static object Row(DutyMark mark) => new
    {
        mark.Id,
        Kind = Words.Of(mark.Kind),
        Queue = Words.Of(mark.Queue),
        Staff = mark.Staff?.Value,
        Hours = JsonSerializer.Serialize(mark.Hours, WireJson.Options),
        mark.AwaySince,
        mark.RaisedAt,
    };

    private sealed class AlarmRow
    {
        public required string Id { get; init; }
        public required string Kind { get; init; }
        public required string Queue { get; init; }
        public string? Staff { get; init; }
        public required string Hours { get; init; }
        public DateTimeOffset? AwaySince { get; init; }
        public DateTimeOffset? RaisedAt { get; init; }

        public DutyMark Mark() => new(
            Id, Words.Find<RosterAlarmKind>(Kind)!.Value, Words.Find<QueueKind>(Queue)!.Value, Staff is null ? null : new StaffId(Staff),
            JsonSerializer.Deserialize<DutyHours[]>(Hours, WireJson.Options)!, AwaySince, RaisedAt);
    }
}
