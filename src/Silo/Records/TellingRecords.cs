using System.Data.Common;
using System.Text.Json;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Tasks that wait for an SMS, and how the platform ended some.</summary>
internal sealed class TellingRecords(Database database) : ITellingRecords
{
    private const string IsWaiting = "sms IS NOT NULL AND sms_failed IS NULL";

    private const string Free =
        $"""
        UPDATE task SET claimed_by = NULL, claimed_by_name = NULL, claimed_at = NULL, put_off_until = NULL, sms = @Notice, sms_at = @At, sms_failed = NULL, answer = COALESCE(@Answer, answer)
        WHERE id = @Id AND claimed_by = @Staff AND finished_at IS NULL AND NOT ({IsWaiting}) AND {TaskRecords.IsAsTaken}
        """;

    private const string Send =
        $"""
        UPDATE task SET put_off_until = NULL, sms = @Notice, sms_at = @At, sms_failed = NULL, alone_at = COALESCE(@AloneAt, alone_at)
        WHERE id = @Id AND finished_at IS NULL AND NOT ({IsWaiting})
        """;

    private const string Fail =
        $"""
        UPDATE task SET sms_failed = @Why, put_off_until = NULL, due_at = CASE WHEN due_at < @at THEN due_at ELSE @at END
        WHERE id = @Id AND finished_at IS NULL AND sms = @notice AND {IsWaiting}
        """;

    private const string Ended =
        "SELECT id, patient_name, about, finished_at, ended FROM task WHERE ended IS NOT NULL AND finished_at >= @since ORDER BY finished_at DESC, id LIMIT @limit";

    private readonly string _wishes =
        $"""
        SELECT appointment, of_version, about, asked_at, asked_again_at, sms_at, finished_at, outcome, answer, ended
        FROM task WHERE kind = 'wish' AND {database.In("appointment", "of")} ORDER BY asked_at, id
        """;

    public Task<Reply<Done>> SendAsync(RecordCommand command, TaskId task, StaffId staff, TaskMessage message)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(message);
        var row = new { Id = task.Value, Staff = staff.Value, Notice = message.Notice.Id, message.At, message.Answer };
        return database.WriteAsync(connection => CommandRows.OnceAsync<Done>(connection, command, async () =>
        {
            if (await connection.ExecuteAsync(Free, row) == 0)
                return await TaskRecords.WhyNotAsync(connection, task, staff);
            await FollowAsync(connection, task, message);
            return new Done(command.At);
        }));
    }

    public Task<bool> SendAsync(TaskId task, TaskMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var row = new { Id = task.Value, Notice = message.Notice.Id, message.At, AloneAt = message.IsAlone ? message.At : default(DateTimeOffset?) };
        return database.WriteAsync(async connection =>
        {
            if (await connection.ExecuteAsync(Send, row) == 0)
                return false;
            await FollowAsync(connection, task, message);
            return true;
        });
    }

    public Task<bool> FailAsync(TaskId task, string notice, SmsFailure why, DateTimeOffset at, IReadOnlyList<RecordChange> records) => database.WriteAsync(async connection =>
    {
        if (await connection.ExecuteAsync(Fail, new { Id = task.Value, notice, Why = Words.Of(why), at }) == 0)
            return false;
        await TaskRecords.StoreAsync(connection, task, records);
        return true;
    });

    public Task<IReadOnlyList<EndedTask>> EndedAsync(DateTimeOffset since, int limit) => database.ReadAsync<IReadOnlyList<EndedTask>>(async connection =>
        [.. (await connection.QueryAsync<EndedRow>(Ended, new { since, limit })).Select(row => row.Task())]);

    public Task<IReadOnlyList<LastWish>> LastWishesAsync(IReadOnlyCollection<AppointmentId> appointments) => database.ReadAsync<IReadOnlyList<LastWish>>(async connection =>
        [.. (await connection.QueryAsync<WishRow>(_wishes, new { of = database.List(appointments.Select(one => one.Value)) })).GroupBy(row => row.Appointment)
            .Select(rows => rows.Last().Wish()).OfType<LastWish>()]);

    private static async Task FollowAsync(DbConnection connection, TaskId task, TaskMessage message)
    {
        await TaskRecords.StoreAsync(connection, task, [message.Notice, .. message.Records]);
        await DueRows.PutAsync(connection, new Due(WakeKind.Telling, task.Value, message.LateAt));
    }

    private sealed class EndedRow
    {
        public required string Id { get; init; }
        public string? PatientName { get; init; }
        public required string About { get; init; }
        public DateTimeOffset FinishedAt { get; init; }
        public required string Ended { get; init; }

        public EndedTask Task() => new(new TaskId(Id), PatientName, JsonSerializer.Deserialize<AppointmentTask>(About, WireJson.Options)!, FinishedAt, Words.Read<TaskEnd>(Ended));
    }

    private sealed class WishRow
    {
        public required string Appointment { get; init; }
        public long OfVersion { get; init; }
        public required string About { get; init; }
        public DateTimeOffset AskedAt { get; init; }
        public DateTimeOffset? AskedAgainAt { get; init; }
        public DateTimeOffset? SmsAt { get; init; }
        public DateTimeOffset? FinishedAt { get; init; }
        public string? Outcome { get; init; }
        public string? Answer { get; init; }
        public string? Ended { get; init; }

        public LastWish? Wish()
        {
            var about = JsonSerializer.Deserialize<AppointmentTask>(About, WireJson.Options)!;
            WishAnswer? answer = Answer is not null ? WishAnswer.Declined : Words.ReadOrNull<TaskEnd>(Ended) == TaskEnd.Unanswered ? WishAnswer.Unanswered : null;
            // A wish that ended without an answer is done with the booking's change.
            return answer is null && FinishedAt is not null || Outcome == BookingTaskRows.Replaced
                ? null
                : new LastWish(new AppointmentId(Appointment), OfVersion, new OwnWish(about.News, AskedAgainAt ?? AskedAt, answer, Answer, answer is null ? null : FinishedAt ?? SmsAt));
        }
    }
}
