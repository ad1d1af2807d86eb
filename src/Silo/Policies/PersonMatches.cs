using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>Doubts of imports and what consultants decide about them.</summary>
internal sealed class PersonMatches(Database database, TimeProvider clock) : IPersonMatches
{
    private const string Select = "SELECT task, reason, insurer, sent, known, decision, decided_by_name, decided_at, joined FROM person_match";

    private static readonly BulkTable<NewMatch> Tasks = new(
        "task", keys: 1,
        new("id", NpgsqlDbType.Text, match => match.Task),
        new("kind", NpgsqlDbType.Text, _ => Words.Of(TaskKind.Match)),
        new("phone", NpgsqlDbType.Text, _ => ""),
        new("asked_at", NpgsqlDbType.TimestampTz, match => match.At.UtcDateTime));

    private static readonly BulkTable<NewMatch> Matches = new(
        "person_match", keys: 1,
        new("task", NpgsqlDbType.Text, match => match.Task),
        new("reason", NpgsqlDbType.Text, match => Words.Of(match.Doubt.Reason)),
        new("insurer", NpgsqlDbType.Text, match => match.Insurer.Value),
        new("sent", NpgsqlDbType.Text, match => match.Doubt.Sent),
        new("known", NpgsqlDbType.Text, match => match.Doubt.Known));

    private const string IsHeldByAnother = "SELECT EXISTS (SELECT 1 FROM task WHERE id = @Value AND finished_at IS NULL AND claimed_by IS NOT NULL AND claimed_by <> @staff)";

    private const string Finish = "UPDATE task SET finished_at = @At, outcome = @Outcome WHERE id = @Task AND finished_at IS NULL";

    private const string Keep =
        "UPDATE person_match SET decision = @Decision, decided_by = @Staff, decided_by_name = @Name, decided_at = @At, joined = @Joined WHERE task = @Task";

    private static readonly Refusal FollowsFromAnother = Refusal.InvalidFor("Это решение следует из другого: измените то.");

    private readonly PersonJoin _join = new(database);

    /// <summary>Adds the doubts of some rows with a task each, in the transaction that stores the rows. Consultants are told by a silo's sweep, whoever imports.</summary>
    public static async Task AddAsync(DbConnection connection, InsurerId insurer, IReadOnlyList<PersonDoubt> doubts, DateTimeOffset now)
    {
        if (doubts.Count == 0)
            return;
        var rows = doubts.Select(doubt => new NewMatch(Guid.CreateVersion7(now).ToString("N"), doubt, insurer, now)).ToArray();
        await Tasks.InsertAsync(connection, rows);
        await Matches.InsertAsync(connection, rows);
        await DueRows.PutAsync(connection, Due.AtOnce(WakeKind.Callback, WakeKind.NewTasks));
    }

    public async Task<MatchRecord?> FindAsync(TaskId task) => (await database.ReadAsync(connection => RowAsync(connection, task)))?.Record();

    public async Task<IReadOnlyList<MatchRecord>> DecidedAsync(int limit) => [.. (await database.ReadAsync(connection =>
        connection.QueryAsync<MatchRow>($"{Select} WHERE decided_at IS NOT NULL ORDER BY decided_at DESC, task LIMIT @limit", new { limit }))).Select(row => row.Record())];

    public Task<Reply<Done>> DecideAsync(RecordCommand command, TaskId task, StaffId staff, string staffName, MatchDecision decision, AuditEntries entries)
    {
        ArgumentNullException.ThrowIfNull(command);
        return database.WriteAsync(connection => CommandRows.OnceAsync<Done>(connection, command, async () =>
        {
            await PolicyBook.TakeTurnAsync(database, connection);
            if (await RowAsync(connection, task) is not { } match)
                return Refusal.NotFound;
            if (await connection.ExecuteScalarAsync<bool>(IsHeldByAnother, new { task.Value, staff = staff.Value }))
                return Refusal.AlreadyTaken with { Message = "Этой задачей уже занят другой медконсультант." };
            var (joined, refusal) = await ChangeAsync(connection, match, decision);
            if (refusal is not null)
                return refusal;
            await connection.ExecuteAsync(Keep, new { Decision = Words.Of(decision), Staff = staff.Value, Name = staffName, command.At, Joined = joined, Task = task.Value });
            await connection.ExecuteAsync(Finish, new { command.At, Outcome = Words.Of(TaskOutcome.Done), Task = task.Value });
            await FinishFollowingAsync(connection, command.At, staff, staffName);
            await AuditRecords.AddAsync(connection, entries);
            return new Done(command.At);
        }));
    }

    /// <summary>Makes the persons one, or two again.</summary>
    /// <returns>The changes by which they became one, or why nothing was changed.</returns>
    private async Task<(string? Joined, Refusal? Refusal)> ChangeAsync(DbConnection connection, MatchRow match, MatchDecision decision)
    {
        if (match.Decision == Words.Of(decision))
            return (match.Joined, null);
        if (decision == MatchDecision.SamePerson)
            return await _join.JoinAsync(connection, new InsurerId(match.Insurer), match.Sent, match.Known, match.Task, clock.GetUtcNow());
        if (match.Decision is null)
            return (null, null);
        return (null, match.Joined is { } joined ? await _join.PartAsync(connection, joined, clock.GetUtcNow()) : FollowsFromAnother);
    }

    /// <summary>Doubts about two who are one by now need no decision any more.</summary>
    private static async Task FinishFollowingAsync(DbConnection connection, DateTimeOffset at, StaffId staff, string staffName)
    {
        foreach (var task in await connection.QueryAsync<string>("SELECT task FROM person_match WHERE sent = known AND decision IS NULL"))
        {
            await connection.ExecuteAsync(Keep, new { Decision = Words.Of(MatchDecision.SamePerson), Staff = staff.Value, Name = staffName, At = at, Joined = (string?)null, Task = task });
            await connection.ExecuteAsync(Finish, new { At = at, Outcome = Words.Of(TaskOutcome.NotNeeded), Task = task });
        }
    }

    private static Task<MatchRow?> RowAsync(DbConnection connection, TaskId task) =>
        connection.QuerySingleOrDefaultAsync<MatchRow?>($"{Select} WHERE task = @Value", new { task.Value });

    private sealed record NewMatch(string Task, PersonDoubt Doubt, InsurerId Insurer, DateTimeOffset At);

    private sealed record MatchRow
    {
        public required string Task { get; init; }
        public required string Reason { get; init; }
        public required string Insurer { get; init; }
        public required string Sent { get; init; }
        public required string Known { get; init; }
        public string? Decision { get; init; }
        public string? DecidedByName { get; init; }
        public DateTimeOffset? DecidedAt { get; init; }
        public string? Joined { get; init; }

        public MatchRecord Record() => new(
            new TaskId(Task), Words.Read<MatchReason>(Reason), new PatientId(Sent), new PatientId(Known), Words.ReadOrNull<MatchDecision>(Decision), DecidedByName, DecidedAt);
    }
}

/// <summary>A new person whom an import doubts to be new.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Sent">The new person.</param>
/// <param name="Known">The one who may be the same.</param>
internal sealed record PersonDoubt(MatchReason Reason, string Sent, string Known);
