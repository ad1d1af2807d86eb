using System.Text.Json;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Tasks as supervisors see and give them.</summary>
internal sealed class SupervisedTasks(Database database) : ISupervisedTasks
{
    private const string Select = "SELECT id, kind, asked_at, due_at, claimed_by, claimed_by_name, claimed_at, about FROM task WHERE finished_at IS NULL";

    private const string Open = $"{Select} ORDER BY CASE WHEN due_at <= @now THEN 0 ELSE 1 END, COALESCE(due_at, asked_at), id LIMIT @limit";

    private const string Give = "UPDATE task SET claimed_by = @Staff, claimed_by_name = @Name, claimed_at = @At WHERE id = @Id AND finished_at IS NULL";

    public Task<IReadOnlyList<SupervisedTask>> OpenAsync(DateTimeOffset now, int limit) => database.ReadAsync<IReadOnlyList<SupervisedTask>>(async connection =>
        [.. (await connection.QueryAsync<TaskLine>(Open, new { now, limit })).Select(row => row.Task())]);

    public Task<Reply<SupervisedTask>> ReassignAsync(RecordCommand command, TaskId task, TaskHolder? to, AuditEntries entries)
    {
        ArgumentNullException.ThrowIfNull(command);
        var row = new { Id = task.Value, Staff = to?.Staff.Value, to?.Name, At = to is null ? (DateTimeOffset?)null : command.At };
        return database.WriteAsync(connection => CommandRows.OnceAsync<SupervisedTask>(connection, command, async () =>
        {
            if (await connection.ExecuteAsync(Give, row) == 0)
                return Refusal.NotFound;
            if (to is not null)
                await DueRows.PutAsync(connection, new Due(WakeKind.Callback, task.Value, to.Until));
            await AuditRecords.AddAsync(connection, entries);
            return (await connection.QuerySingleAsync<TaskLine>($"{Select} AND id = @Id", row)).Task();
        }));
    }

    private sealed class TaskLine
    {
        public required string Id { get; init; }
        public required string Kind { get; init; }
        public DateTimeOffset AskedAt { get; init; }
        public DateTimeOffset? DueAt { get; init; }
        public string? ClaimedBy { get; init; }
        public string? ClaimedByName { get; init; }
        public DateTimeOffset? ClaimedAt { get; init; }
        public string? About { get; init; }

        public SupervisedTask Task() => new(
            new TaskId(Id), Words.Read<TaskKind>(Kind), AskedAt, DueAt, ClaimedBy is null ? null : new StaffId(ClaimedBy), ClaimedByName, ClaimedAt, Booking);

        private TaskBooking? Booking => About is not null && JsonSerializer.Deserialize<AppointmentTask>(About, WireJson.Options) is { } about ? new TaskBooking(about.StartsAt, about.DoctorName) : null;
    }
}
