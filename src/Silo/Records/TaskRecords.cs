using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Call-backs and other tasks of consultants.</summary>
internal sealed class TaskRecords(Database database) : ITaskRecords
{
    private const string Select = TaskRow.Select;

    private const string Insert =
        """
        INSERT INTO task (id, kind, phone, patient_name, session, asked_at) VALUES (@Id, @Kind, @Phone, @PatientName, @Session, @AskedAt)
        ON CONFLICT DO NOTHING
        """;

    private const string InOrder =
        """
        ORDER BY CASE WHEN due_at <= @now THEN 0 WHEN asked_again_at IS NOT NULL THEN 1 ELSE 2 END, COALESCE(due_at, asked_at), id
        """;

    private const string PutOff =
        $"UPDATE task SET claimed_by = NULL, claimed_by_name = NULL, claimed_at = NULL, due_at = @until, put_off_until = @until WHERE id = @Id AND claimed_by = @Staff AND finished_at IS NULL AND {IsAsTaken}";

    private const string Settle = "UPDATE task SET finished_at = @at, outcome = @Outcome, ended = @Ended WHERE id = @Value AND finished_at IS NULL";

    // The holder of a wish answers the one that they took.
    internal const string IsAsTaken = "(kind <> 'wish' OR asked_again_at IS NULL OR asked_again_at <= claimed_at)";

    private const string Standing = $"{Select} WHERE id = @Id OR (kind = @Kind AND phone = @Phone AND finished_at IS NULL) ORDER BY CASE WHEN id = @Id THEN 0 ELSE 1 END LIMIT 1";

    private const string Claim =
        """
        UPDATE task SET claimed_by = @Staff, claimed_by_name = @Name, claimed_at = @At
        WHERE id = @Id AND (claimed_by IS NULL OR claimed_by = @Staff AND asked_again_at > claimed_at) AND finished_at IS NULL
        """;

    private const string Raise = "UPDATE task SET asked_again_at = @AskedAt WHERE kind = @Kind AND phone = @Phone AND finished_at IS NULL AND id <> @Id";

    private const string Release = "UPDATE task SET claimed_by = NULL, claimed_by_name = NULL, claimed_at = NULL WHERE finished_at IS NULL";

    private const string Finish =
        $"UPDATE task SET finished_at = @At, outcome = @Outcome, answer = COALESCE(@answer, answer) WHERE id = @Id AND claimed_by = @Staff AND finished_at IS NULL AND kind <> 'match' AND {IsAsTaken}";

    private const string CountDue =
        """
        SELECT count(*) FROM task
        WHERE finished_at IS NULL AND claimed_by IS NULL AND (put_off_until IS NULL OR put_off_until <= @now) AND (sms IS NULL OR sms_failed IS NOT NULL OR sms_at <= @late)
        """;

    private const string IsAnswered =
        """
        kind = 'callback' AND finished_at IS NULL
        AND (session = @Session OR phone = @Caller OR phone = (SELECT phone FROM account WHERE id = @Account))
        """;

    private readonly string _isUnplanned = $"kind = @Kind AND finished_at IS NULL AND {database.In("appointment", "kept")}";

    private readonly string _isWish = $"kind = @Kind AND finished_at IS NULL AND {database.In("appointment", "of")}";

    private static readonly Refusal TellAnew = Refusal.AppointmentChanged with { Message = "Запись изменили: сообщите пациенту новое. Для этого есть новая задача." };

    /// <summary>The answer is about a wish that is none any more.</summary>
    internal static readonly Refusal WishChanged = Refusal.AppointmentChanged with { Message = "Пациент изменил просьбу. Прочитайте её и решите ещё раз." };

    private static readonly Refusal EndedMeanwhile = Refusal.AlreadyTaken with { Message = "Задача уже закрыта." };

    private static readonly Refusal DecidedOnly = Refusal.InvalidFor("Решите, один ли это человек: задача закроется сама.");

    public Task<Reply<StandingTask>> AddAsync(RecordCommand command, StaffTask task)
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
        return database.WriteAsync(connection => CommandRows.OnceAsync<StandingTask>(connection, command, async () =>
        {
            // The task that stood in the way may be finished before it is raised: then there is room for this one.
            while (true)
            {
                if (await connection.ExecuteAsync(Insert, row) == 0)
                    await connection.ExecuteAsync(Raise, row);
                if (await connection.QueryFirstOrDefaultAsync<TaskRow>(Standing, row) is { } found && found.Task() is var standing)
                    return new StandingTask(standing.TaskId, standing.AskedAt);
            }
        }));
    }

    public Task AddAsync(IReadOnlyList<TaskAdded> added) => database.WriteAsync(async connection => await RecordWrites.ApplyAsync(connection, added));

    public async Task EndUnplannedAsync(IReadOnlyCollection<AppointmentId> kept, DateTimeOffset at)
    {
        var row = new { at, kept = database.List(kept.Select(one => one.Value)), Kind = Words.Of(TaskKind.Unplanned), Outcome = Words.Of(TaskOutcome.NotNeeded) };
        // Mostly there is none, and a look is no turn of the one writer.
        if (await database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>($"SELECT EXISTS (SELECT 1 FROM task WHERE {_isUnplanned})", row)))
            await database.WriteAsync(async connection =>
            {
                await connection.ExecuteAsync($"UPDATE task SET finished_at = @at, outcome = @Outcome WHERE {_isUnplanned}", row);
                return await DueRows.PutAsync(connection, Due.AtOnce(WakeKind.Callback, WakeKind.NewTasks));
            });
    }

    public Task<Reply<StandingTask>> AddWishAsync(RecordCommand command, TaskAdded wish) =>
        database.WriteAsync(connection => CommandRows.OnceAsync<StandingTask>(connection, command, () => BookingTaskRows.AddWishAsync(connection, wish)));

    public Task<IReadOnlyList<StaffTask>> OpenAsync(DateTimeOffset now, int limit) => database.ReadAsync<IReadOnlyList<StaffTask>>(async connection =>
        [.. (await connection.QueryAsync<TaskRow>($"{Select} WHERE finished_at IS NULL {InOrder} LIMIT @limit", new { now, limit })).Select(row => row.Task())]);

    public Task<IReadOnlyList<StaffTask>> WishesAsync(IReadOnlyCollection<AppointmentId> appointments) => database.ReadAsync<IReadOnlyList<StaffTask>>(async connection =>
    {
        var row = new { Kind = Words.Of(TaskKind.Wish), of = database.List(appointments.Select(one => one.Value)) };
        return [.. (await connection.QueryAsync<TaskRow>($"{Select} WHERE {_isWish}", row)).Select(found => found.Task())];
    });

    public Task<TaskAdded?> FindAsync(TaskId task) => database.ReadAsync(async connection =>
        (await connection.QuerySingleOrDefaultAsync<TaskRow>($"{Select} WHERE id = @Value AND finished_at IS NULL", new { task.Value }))?.Added());

    public Task<int> CountDueAsync(DateTimeOffset now, DateTimeOffset late) => database.ReadAsync(connection => connection.ExecuteScalarAsync<int>(CountDue, new { now, late }));

    public Task<Reply<StaffTask>> ClaimAsync(RecordCommand command, TaskId task, StaffId staff, string staffName, DateTimeOffset until) =>
        database.WriteAsync(connection => CommandRows.OnceAsync<StaffTask>(connection, command, async () =>
        {
            if (await connection.ExecuteAsync(Claim, new { Id = task.Value, Staff = staff.Value, Name = staffName, command.At }) == 1)
                await DueRows.PutAsync(connection, new Due(WakeKind.Callback, task.Value, until));
            if (await ReadAsync(connection, task) is not { } standing)
                return Refusal.NotFound;
            return standing.ClaimedBy == staff ? standing : Refusal.AlreadyTaken;
        }));

    public Task<Reply<Done>> FinishAsync(RecordCommand command, TaskId task, StaffId staff, TaskOutcome outcome, IReadOnlyList<RecordChange>? records = null, string? answer = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        var row = new { Id = task.Value, Staff = staff.Value, Outcome = Words.Of(outcome), command.At, answer };
        return database.WriteAsync(connection => CommandRows.OnceAsync<Done>(connection, command, async () =>
        {
            if (await connection.ExecuteAsync(Finish, row) == 1)
                await StoreAsync(connection, task, records ?? []);
            else if (await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM task WHERE id = @Id AND claimed_by = @Staff AND outcome = @Outcome", row) == 0)
                return await WhyNotAsync(connection, task, staff);
            return new Done(command.At);
        }));
    }

    /// <summary>Why somebody can't end a task.</summary>
    internal static async Task<Refusal> WhyNotAsync(DbConnection connection, TaskId task, StaffId staff) =>
        await connection.QuerySingleOrDefaultAsync<StandingRow>($"SELECT kind, outcome, claimed_by, CASE WHEN {IsAsTaken} THEN 1 ELSE 0 END AS as_taken FROM task WHERE id = @Value", new { task.Value }) switch
        {
            null => Refusal.NotFound,
            { Outcome: BookingTaskRows.Replaced } => TellAnew,
            { Kind: "match" } => DecidedOnly,
            { Outcome: not null } => EndedMeanwhile,
            { ClaimedBy: var holder, AsTaken: 0 } when holder == staff.Value => WishChanged,
            _ => Refusal.AlreadyTaken,
        };

    public Task<Reply<StaffTask>> PostponeAsync(RecordCommand command, TaskId task, StaffId staff, DateTimeOffset until) =>
        database.WriteAsync(connection => CommandRows.OnceAsync<StaffTask>(connection, command, async () =>
        {
            var isHeld = await connection.ExecuteAsync(PutOff, new { Id = task.Value, Staff = staff.Value, until }) == 1;
            if (await ReadAsync(connection, task) is not { } standing)
                return Refusal.NotFound;
            if (!isHeld)
                return await WhyNotAsync(connection, task, staff);
            await DueRows.PutAsync(connection, new Due(WakeKind.Telling, task.Value, until));
            return standing;
        }));

    public Task<bool> SettleAsync(TaskId task, TaskOutcome outcome, DateTimeOffset at, IReadOnlyList<RecordChange> records, TaskEnd? end = null) => database.WriteAsync(async connection =>
    {
        if (await connection.ExecuteAsync(Settle, new { task.Value, at, Outcome = Words.Of(outcome), Ended = Words.Of(end) }) == 0)
            return false;
        await StoreAsync(connection, task, records);
        return true;
    });

    public async Task AnswerAsync(SessionId session, AccountId? account, string? caller, DateTimeOffset at)
    {
        var row = new { Session = session.Value, Account = account?.Value, Caller = caller, At = at, Outcome = Words.Of(TaskOutcome.Done) };
        // Most sessions stand for no task, and a look is no turn of the one writer.
        if (!await database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>($"SELECT EXISTS (SELECT 1 FROM task WHERE {IsAnswered})", row)))
            return;
        await database.WriteAsync(async connection =>
        {
            var finished = await connection.ExecuteAsync($"UPDATE task SET finished_at = @At, outcome = @Outcome WHERE {IsAnswered}", row);
            await DueRows.PutAsync(connection, Due.AtOnce(WakeKind.Callback, WakeKind.NewTasks));
            return finished;
        });
    }

    public Task<int> ReleaseAllAsync(StaffId staff) =>
        database.WriteAsync(connection => connection.ExecuteAsync($"{Release} AND claimed_by = @Value", new { staff.Value }));

    public Task<(bool IsReleased, DateTimeOffset? ClaimedAt)> ReleaseAsync(TaskId task, DateTimeOffset takenBy) => database.WriteAsync(async connection =>
        (await connection.ExecuteAsync($"{Release} AND id = @Value AND claimed_at <= @takenBy", new { task.Value, takenBy }) == 1,
        (await ReadAsync(connection, task))?.ClaimedAt));

    internal static async Task StoreAsync(DbConnection connection, TaskId task, IReadOnlyList<RecordChange> records)
    {
        if (!await RecordWrites.ApplyAsync(connection, records))
            throw new InvalidOperationException($"What follows from task {task} does not fit what is stored.");
    }

    private static async Task<StaffTask?> ReadAsync(DbConnection connection, TaskId task) =>
        (await connection.QuerySingleOrDefaultAsync<TaskRow>($"{Select} WHERE id = @Value AND finished_at IS NULL", new { task.Value }))?.Task();

    private sealed class StandingRow
    {
        public required string Kind { get; init; }
        public string? Outcome { get; init; }
        public string? ClaimedBy { get; init; }
        public int AsTaken { get; init; }
    }
}
