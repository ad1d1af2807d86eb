using System.Data.Common;
using System.Text.Json;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>The rosters of staff.</summary>
internal sealed class RosterRecords(Database database) : IRosters
{
    /// <summary>A row is seen later than it says by as long as its transaction took: those who ask for changes are given some more.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    private const string Select = "SELECT staff, plan, version, bookings FROM roster";

    private const string Insert =
        """
        INSERT INTO roster (staff, plan, version, changed_by, changed_at) VALUES (@Staff, @Plan, 1, @Keeper, @At)
        ON CONFLICT (staff) DO NOTHING
        """;

    private const string Update =
        """
        UPDATE roster SET plan = @Plan, version = version + 1, changed_by = @Keeper, changed_at = @At
        WHERE staff = @Staff AND version = @Version AND bookings = @Bookings
        """;

    private const string Mark = "UPDATE appointment SET outside_roster = @IsOutside WHERE doctor = @Staff AND starts_at >= @At";

    // A booking that is planned again needs nobody's help any more.
    private readonly string _endPlanned =
        $"""
        UPDATE task SET finished_at = @At, outcome = @Outcome
        WHERE kind = @Kind AND finished_at IS NULL AND NOT {database.In("appointment", "outside")}
              AND appointment IN (SELECT id FROM appointment WHERE doctor = @Staff AND starts_at >= @At AND outside_roster)
        """;

    public async Task<RosterRecord?> FindAsync(StaffId staff) => (await database.ReadAsync(connection =>
        connection.QuerySingleOrDefaultAsync<RosterRow>($"{Select} WHERE staff = @Value", new { staff.Value })))?.Record();

    public async Task<IReadOnlyDictionary<StaffId, long>> VersionsAsync() => (await database.ReadAsync(connection =>
        connection.QueryAsync<(string Staff, long Version)>("SELECT staff, version FROM roster"))).ToDictionary(row => new StaffId(row.Staff), row => row.Version);

    public async Task<IReadOnlyList<RosterRecord>> ChangedSinceAsync(DateTimeOffset at) => [.. (await database.ReadAsync(connection =>
        connection.QueryAsync<RosterRow>($"{Select} WHERE changed_at >= @since", new { since = Before(at) }))).Select(row => row.Record())];

    public Task<Reply<RosterRecord>?> SaveAsync(RecordCommand command, RosterRecord seen, RosterPlan plan, StaffId keeper, IReadOnlyCollection<AppointmentId> outside, IReadOnlyList<TaskAdded>? tasks = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(seen);
        var row = new
        {
            Staff = seen.Staff.Value,
            Plan = JsonSerializer.Serialize(plan, WireJson.Options),
            seen.Version,
            seen.Bookings,
            Keeper = keeper.Value,
            command.At,
        };
        return database.WriteAsync<Reply<RosterRecord>?>(async connection =>
        {
            if (await CommandRows.FirstAnswerAsync<RosterRecord>(connection, command) is { } first)
                return first;
            if (await connection.ExecuteAsync(seen.Version == 0 ? Insert : Update, row) == 0)
                return null;
            return await CommandRows.OnceAsync<RosterRecord>(connection, command, async () =>
            {
                await EndPlannedAsync(connection, seen.Staff, command.At, outside);
                await MarkAsync(connection, seen.Staff, command.At, outside);
                foreach (var task in tasks ?? [])
                    await BookingTaskRows.AddAsync(connection, task);
                await DueRows.PutAsync(connection, Due.AtOnce(WakeKind.RosterAlarms, IRosterAlarmsGrain.Key));
                return seen with { Plan = plan, Version = seen.Version + 1 };
            });
        });
    }

    /// <summary>An instant from which on nothing that was stored after <paramref name="at"/> is missed.</summary>
    public static DateTimeOffset Before(DateTimeOffset at) => at > DateTimeOffset.UnixEpoch + Late ? at - Late : DateTimeOffset.UnixEpoch;

    private Task<int> EndPlannedAsync(DbConnection connection, StaffId staff, DateTimeOffset at, IReadOnlyCollection<AppointmentId> outside) => connection.ExecuteAsync(
        _endPlanned,
        new { Staff = staff.Value, At = at, Outcome = Words.Of(TaskOutcome.NotNeeded), Kind = Words.Of(TaskKind.Unplanned), outside = database.List(outside.Select(one => one.Value)) });

    /// <summary>Marks the bookings ahead that lie outside, and no others.</summary>
    private async Task MarkAsync(DbConnection connection, StaffId staff, DateTimeOffset at, IReadOnlyCollection<AppointmentId> outside)
    {
        await connection.ExecuteAsync(Mark, new { IsOutside = false, Staff = staff.Value, At = at });
        if (outside.Count > 0)
            await connection.ExecuteAsync($"{Mark} AND {database.In("id", "outside")}", new { IsOutside = true, Staff = staff.Value, At = at, outside = database.List(outside.Select(one => one.Value)) });
    }

    private sealed class RosterRow
    {
        public required string Staff { get; init; }
        public required string Plan { get; init; }
        public long Version { get; init; }
        public long Bookings { get; init; }

        public RosterRecord Record() => new(new StaffId(Staff), JsonSerializer.Deserialize<RosterPlan>(Plan, WireJson.Options)!, Version, Bookings);
    }
}
