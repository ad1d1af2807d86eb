using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Call-backs and other tasks of consultants.</summary>
internal sealed class TaskRecords(Database database) : ITaskRecords
{
    private const string Select = "SELECT id, kind, phone, patient_name, session, asked_at, claimed_by, claimed_by_name, claimed_at FROM task";

    private const string Insert =
        """
        INSERT INTO task (id, kind, phone, patient_name, session, asked_at) VALUES (@Id, @Kind, @Phone, @PatientName, @Session, @AskedAt)
        ON CONFLICT DO NOTHING
        """;

    private const string Claim =
        "UPDATE task SET claimed_by = @Staff, claimed_by_name = @Name, claimed_at = @At WHERE id = @Id AND claimed_by IS NULL AND finished_at IS NULL";

    private const string Finish = "UPDATE task SET finished_at = @At, outcome = @Outcome WHERE id = @Id AND claimed_by = @Staff AND finished_at IS NULL";

    public Task<StaffTask> AddAsync(StaffTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var row = new
        {
            Id = task.TaskId.Value,
            Kind = Words.Of(task.Kind),
            task.Phone,
            task.PatientName,
            Session = task.SessionId?.Value,
            task.AskedAt,
        };
        return database.WriteAsync(async connection =>
        {
            await connection.ExecuteAsync(Insert, row);
            var standing = await connection.QueryFirstAsync<TaskRow>(
                $"{Select} WHERE id = @Id OR (kind = @Kind AND phone = @Phone AND finished_at IS NULL) ORDER BY CASE WHEN id = @Id THEN 0 ELSE 1 END LIMIT 1", row);
            return standing.Task();
        });
    }

    public Task<IReadOnlyList<StaffTask>> OpenAsync(int limit) => database.ReadAsync<IReadOnlyList<StaffTask>>(async connection =>
        [.. (await connection.QueryAsync<TaskRow>($"{Select} WHERE finished_at IS NULL ORDER BY asked_at, id LIMIT @limit", new { limit })).Select(row => row.Task())]);

    public Task<int> CountOpenAsync() =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<int>("SELECT count(*) FROM task WHERE finished_at IS NULL AND claimed_by IS NULL"));

    public Task<StaffTask?> ClaimAsync(TaskId task, StaffId staff, string staffName, DateTimeOffset at) => database.WriteAsync(async connection =>
    {
        await connection.ExecuteAsync(Claim, new { Id = task.Value, Staff = staff.Value, Name = staffName, At = at });
        return (await ReadAsync(connection, "finished_at IS NULL", task))?.Task();
    });

    public Task<bool> FinishAsync(TaskId task, StaffId staff, TaskOutcome outcome, DateTimeOffset at) => database.WriteAsync(async connection =>
        await connection.ExecuteAsync(Finish, new { Id = task.Value, Staff = staff.Value, Outcome = Words.Of(outcome), At = at }) == 1
        || await connection.ExecuteScalarAsync<int>(
            "SELECT count(*) FROM task WHERE id = @Id AND claimed_by = @Staff AND outcome = @Outcome",
            new { Id = task.Value, Staff = staff.Value, Outcome = Words.Of(outcome) }) == 1);

    private static Task<TaskRow?> ReadAsync(DbConnection connection, string condition, TaskId task) =>
        connection.QuerySingleOrDefaultAsync<TaskRow>($"{Select} WHERE id = @Value AND {condition}", new { task.Value });

    private sealed class TaskRow
    {
        public required string Id { get; init; }
        public required string Kind { get; init; }
        public required string Phone { get; init; }
        public string? PatientName { get; init; }
        public string? Session { get; init; }
        public DateTimeOffset AskedAt { get; init; }
        public string? ClaimedBy { get; init; }
        public string? ClaimedByName { get; init; }
        public DateTimeOffset? ClaimedAt { get; init; }

        public StaffTask Task() => new(
            new TaskId(Id),
            Words.Read<TaskKind>(Kind),
            Phone,
            PatientName,
            Session is { } session ? new SessionId(session) : null,
            AskedAt,
            ClaimedBy is { } staff ? new StaffId(staff) : null,
            ClaimedByName,
            ClaimedAt);
    }
}
