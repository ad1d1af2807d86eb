using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Messages to people's phones and devices, each with its due row.</summary>
internal sealed class NoticeRecords(Database database) : INotices
{
    private const string Insert =
        """
        INSERT INTO notice (id, phone, text, not_before, not_after, repeatable, state, state_at, push, task)
        VALUES (@Id, @Phone, @Text, @NotBefore, @NotAfter, @IsRepeatable, @State, @NotBefore, @Push, @Task)
        ON CONFLICT (id) DO NOTHING
        """;

    private const string Select =
        "SELECT id, phone, text, not_before, not_after, repeatable AS is_repeatable, state, attempts, state_at, push, task FROM notice WHERE id = @id";

    // Attempts are counted anew when an SMS comes instead of pushes.
    private const string Change =
        """
        UPDATE notice SET phone = @Phone, text = @Text, not_before = @NotBefore, state = @State, attempts = @Attempts, state_at = @StateAt, push = @Push
        WHERE id = @Id AND state = @StateBefore AND attempts = @AttemptsBefore AND (push IS NULL) = @IsBySms
        """;

    public Task PutAsync(Notice notice) => database.RecordAsync([notice]);

    public Task PutAsync(AccountNotice notice) => database.RecordAsync([notice]);

    public Task PutAsync(AccountNotice notice, NoticeTakenBack insteadOf) => database.RecordAsync([insteadOf, notice]);

    /// <summary>Stores a notice in the transaction that decides it.</summary>
    /// <returns>True: one that is there already is as good.</returns>
    public static Task<bool> PutAsync(DbConnection connection, Notice notice) =>
        PutAsync(connection, new NoticeRow(notice.Id, notice.Phone, notice.Text, notice.NotBefore, notice.NotAfter, notice.IsRepeatable, NoticeState.Waiting, 0, notice.NotBefore, Task: notice.Task));

    /// <summary>Likewise for the holder of an account.</summary>
    public static Task<bool> PutAsync(DbConnection connection, AccountNotice notice) =>
        PutAsync(connection, new NoticeRow(notice.Id, null, notice.Sms, notice.NotBefore, notice.NotAfter, false, NoticeState.Waiting, 0, notice.NotBefore, new PushCourse(notice.Account, notice.Push, null, [])));

    /// <summary>Forgets a notice that no provider has: fresh, to be tried again, or on its way to devices, which then gets no SMS.</summary>
    /// <returns>True: one that was sent, or never was, is as good.</returns>
    public static async Task<bool> TakeBackAsync(DbConnection connection, NoticeTakenBack back) =>
        await connection.ExecuteAsync("DELETE FROM notice WHERE id = @Id AND (state = @State OR push IS NOT NULL)", new { back.Id, State = Words.Of(NoticeState.Waiting) }) >= 0;

    /// <summary>Forgets whatever waits for an account that is over: a notice on its way to devices has no number.</summary>
    public static Task ForgetAsync(DbConnection connection, IEnumerable<string> accounts) =>
        connection.ExecuteAsync("DELETE FROM notice WHERE push LIKE @holder", accounts.Select(account => new { holder = $"%\"{account}\"%" }));

    public async Task<NoticeRow?> FindAsync(string id) =>
        (await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<StoredNotice>(Select, new { id })))?.Row();

    public Task<bool> ChangeAsync(NoticeRow before, NoticeRow after, DateTimeOffset dueAt) => database.WriteAsync(async connection =>
    {
        var changed = await connection.ExecuteAsync(Change, new
        {
            after.Id,
            after.Phone,
            after.Text,
            after.NotBefore,
            State = Words.Of(after.State),
            after.Attempts,
            after.StateAt,
            Push = PushColumn.Write(after.Push),
            IsBySms = before.Push is null,
            StateBefore = Words.Of(before.State),
            AttemptsBefore = before.Attempts,
        });
        if (changed != 1)
            return false;
        await DueRows.SetAsync(connection, new Due(WakeKind.Notice, after.Id, dueAt));
        if (after.Task is { } task && NoticeRules.IsSettled(after))
            await DueRows.PutAsync(connection, Due.AtOnce(WakeKind.Telling, task.Value));
        return true;
    });

    public Task ForgetAsync(string id) => database.WriteAsync(connection => connection.ExecuteAsync("DELETE FROM notice WHERE id = @id", new { id }));

    private static async Task<bool> PutAsync(DbConnection connection, NoticeRow row)
    {
        var columns = new { row.Id, row.Phone, row.Text, row.NotBefore, row.NotAfter, row.IsRepeatable, State = Words.Of(row.State), Push = PushColumn.Write(row.Push), Task = row.Task?.Value };
        if (await connection.ExecuteAsync(Insert, columns) == 1)
            await DueRows.PutAsync(connection, new Due(WakeKind.Notice, row.Id, row.NotBefore));
        return true;
    }

    private sealed class StoredNotice
    {
        public required string Id { get; init; }
        public string? Phone { get; init; }
        public string? Text { get; init; }
        public DateTimeOffset NotBefore { get; init; }
        public DateTimeOffset? NotAfter { get; init; }
        public bool IsRepeatable { get; init; }
        public required string State { get; init; }
        public int Attempts { get; init; }
        public DateTimeOffset StateAt { get; init; }
        public string? Push { get; init; }
        public string? Task { get; init; }

        public NoticeRow Row() => new(
            Id, Phone, Text, NotBefore, NotAfter, IsRepeatable, Words.Read<NoticeState>(State), Attempts, StateAt, PushColumn.Read(Push), Task is { } task ? new TaskId(task) : null);
    }
}
