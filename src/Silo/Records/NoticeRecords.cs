using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Messages to people's phones, each with its due row.</summary>
internal sealed class NoticeRecords(Database database) : INotices
{
    private const string Insert =
        """
        INSERT INTO notice (id, phone, text, not_before, not_after, repeatable, state, state_at)
        VALUES (@Id, @Phone, @Text, @NotBefore, @NotAfter, @IsRepeatable, @State, @NotBefore)
        ON CONFLICT (id) DO NOTHING
        """;

    private const string Select =
        "SELECT id, phone, text, not_before, not_after, repeatable AS is_repeatable, state, attempts, state_at FROM notice WHERE id = @id";

    private const string Change =
        """
        UPDATE notice SET phone = @Phone, text = @Text, not_before = @NotBefore, state = @State, attempts = @Attempts, state_at = @StateAt
        WHERE id = @Id AND state = @StateBefore AND attempts = @AttemptsBefore
        """;

    public Task PutAsync(Notice notice) => database.RecordAsync([notice]);

    /// <summary>Stores a notice in the transaction that decides it.</summary>
    /// <returns>True: one that is there already is as good.</returns>
    public static async Task<bool> PutAsync(DbConnection connection, Notice notice)
    {
        var row = new { notice.Id, notice.Phone, notice.Text, notice.NotBefore, notice.NotAfter, notice.IsRepeatable, State = Words.Of(NoticeState.Waiting) };
        if (await connection.ExecuteAsync(Insert, row) == 1)
            await DueRows.PutAsync(connection, new Due(WakeKind.Notice, notice.Id, notice.NotBefore));
        return true;
    }

    /// <summary>Forgets a notice that nobody has begun to send.</summary>
    /// <returns>True: one that was sent, or never was, is as good.</returns>
    public static async Task<bool> TakeBackAsync(DbConnection connection, NoticeTakenBack back) =>
        await connection.ExecuteAsync("DELETE FROM notice WHERE id = @Id AND state = @State AND attempts = 0", new { back.Id, State = Words.Of(NoticeState.Waiting) }) >= 0;

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
            StateBefore = Words.Of(before.State),
            AttemptsBefore = before.Attempts,
        });
        if (changed == 1)
            await DueRows.SetAsync(connection, new Due(WakeKind.Notice, after.Id, dueAt));
        return changed == 1;
    });

    public Task ForgetAsync(string id) => database.WriteAsync(connection => connection.ExecuteAsync("DELETE FROM notice WHERE id = @id", new { id }));

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

        public NoticeRow Row() => new(Id, Phone, Text, NotBefore, NotAfter, IsRepeatable, Words.Read<NoticeState>(State), Attempts, StateAt);
    }
}
